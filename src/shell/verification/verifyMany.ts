import * as vscode from "vscode";
import { checkAddress } from "../../core/text/checkAddress.ts";
import { UserError } from "../explain.ts";
import type { RunService } from "../runs/runService.ts";
import { maxCreditsPerRunSetting } from "../settings.ts";
import { addressProblem } from "../words/addressWords.ts";
import { formatCredits } from "../words/text.ts";
import { toAnswer, toFreeAnswer, type VerifyAnswer, type VerifyOptions } from "./verifyAnswer.ts";
import { knownResult } from "./knownResult.ts";
import type { Verifier } from "./verifier.ts";

/**
 * Verifies addresses for another extension, one after the other, each at most once; what was paid for before costs
 * nothing.
 * @throws UserError for text that is no address, and before the credits allowed would be exceeded.
 */
export async function* verifyMany(
  parts: { readonly verifier: Verifier; readonly runs: RunService },
  addresses: Iterable<string>,
  { signal = new AbortController().signal, maxCredits = Number.POSITIVE_INFINITY }: VerifyOptions = {},
): AsyncGenerator<VerifyAnswer> {
  const { verifier } = parts;
  const active = await verifier.session();
  const limit = Math.min(maxCredits, maxCreditsPerRunSetting());
  const seen = new Set<string>();
  let spent = 0;
  for (const text of addresses) {
    const checked = checkAddress(text);
    if (!checked.ok) throw new UserError(addressProblem(checked.reason));
    const key = checked.address.toLowerCase();
    if (seen.has(key)) continue;
    seen.add(key);
    const known = await knownResult(parts, active, checked.address, signal);
    if (known !== undefined) {
      yield toFreeAnswer(known);
      continue;
    }
    if (spent + verifier.creditsPerCheck > limit)
      throw new UserError(
        vscode.l10n.t("Stopped before spending more than {0} credits.", formatCredits(limit)),
      );
    await parts.runs.openToPay({ isAsked: false });
    const result = await verifier.verify(active, checked.address, signal);
    spent += result.creditsUsed ?? 0;
    yield toAnswer(result);
  }
}
