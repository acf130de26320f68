import * as vscode from "vscode";
import { addressKey } from "../../core/text/address.ts";
import { checkAddress } from "../../core/text/checkAddress.ts";
import { UserError } from "../explain.ts";
import type { RunService } from "../runs/runService.ts";
import { maxCreditsPerRunSetting } from "../settings.ts";
import { addressProblem } from "../words/addressWords.ts";
import { formatCredits } from "../words/text.ts";
import { toAnswer, toFreeAnswer, type VerifyAnswer, type VerifyOptions } from "./verifyAnswer.ts";
import { checkAddressOnce } from "./checkAddressOnce.ts";
import type { Verifier } from "./verifier.ts";

/**
 * Verifies addresses for another extension, one after the other, each at most once; what was paid for before costs
 * nothing.
 * @throws UserError for text that is no address, and before the credits allowed would be exceeded.
 */
export async function* verifyMany(
  { verifier, runs }: { readonly verifier: Verifier; readonly runs: RunService },
  addresses: Iterable<string>,
  { signal = new AbortController().signal, maxCredits = Number.POSITIVE_INFINITY }: VerifyOptions = {},
): AsyncGenerator<VerifyAnswer> {
  await verifier.session();
  const limit = Math.min(maxCredits, maxCreditsPerRunSetting());
  const seen = new Set<string>();
  let spent = 0;
  for (const text of addresses) {
    const checked = checkAddress(text);
    if (!checked.ok) throw new UserError(addressProblem(checked.reason));
    const key = addressKey(checked.address);
    if (seen.has(key)) continue;
    seen.add(key);
    const beforePaying = (): void => {
      if (spent + verifier.creditsPerCheck <= limit) return;
      throw new UserError(
        vscode.l10n.t("Stopped before spending more than {0} credits.", formatCredits(limit)),
      );
    };
    const answer = await checkAddressOnce(runs, checked.address, { signal, beforePaying, isAsked: false });
    if (answer.how === "paid") {
      spent += answer.result.creditsUsed ?? 0;
      yield toAnswer(answer.result);
    } else yield toFreeAnswer(answer);
  }
}
