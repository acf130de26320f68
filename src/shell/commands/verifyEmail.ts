import * as vscode from "vscode";
import { checkAddress } from "../../core/text/checkAddress.ts";
import type { VerificationResult } from "../../core/verification/verifyAddress.ts";
import { withSignal } from "../cancellation.ts";
import { UserError } from "../explain.ts";
import { knownBalance } from "../runs/knownBalance.ts";
import type { RunService } from "../runs/runService.ts";
import { checkAddressOnce } from "../verification/checkAddressOnce.ts";
import { toAnswer, toFreeAnswer, type VerifyAnswer } from "../verification/verifyAnswer.ts";
import type { Verifier } from "../verification/verifier.ts";
import { addressProblem } from "../words/addressWords.ts";
import { creditsText, creditsUsedText, formatCredits, formatDate, plain } from "../words/text.ts";
import { catchAllWord, verdictText } from "../words/verdictWords.ts";
import { askForAddress } from "./addressBox.ts";

/** How one address is verified. */
export interface VerifyEmailOptions {
  /** Pays for it though its verdict is known. */
  readonly again?: boolean;
}

/**
 * Verifies one address: the one given, or the one that the person types into a box that is filled in already. What was
 * paid for before is not paid for again unless that is asked for.
 */
export async function verifyEmail(
  { verifier, runs }: { readonly verifier: Verifier; readonly runs: RunService },
  given: string | undefined,
  { again = false }: VerifyEmailOptions = {},
): Promise<VerifyAnswer | undefined> {
  const active = await verifier.session();
  const typed =
    given ??
    (await askForAddress({
      creditsPerCheck: verifier.creditsPerCheck,
      balance: (signal) => knownBalance(active.session.api, signal),
      missingScope: verifier.missingScope,
    }));
  if (typed === undefined) return undefined;
  const checked = checkAddress(typed);
  if (!checked.ok)
    throw new UserError(vscode.l10n.t("{0} Nothing was charged.", addressProblem(checked.reason)));
  const title = vscode.l10n.t("Verifying {0}", plain(checked.address));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const answer = await vscode.window.withProgress(options, (progress, token) =>
    withSignal(token, (signal) => {
      return checkAddressOnce(runs, checked.address, {
        again,
        signal,
        onProgress: (step) => {
          if (step.kind === "pending")
            progress.report({
              message: vscode.l10n.t("pending for {0} s", Math.round(step.elapsedMs / 1000)),
            });
        },
      });
    }),
  );
  if (answer.how === "paid") {
    tell(answer.result);
    return toAnswer(answer.result);
  }
  if (answer.how === "ledger") active.session.verifications.add(answer.result);
  tellKnown(answer.result, verifier.creditsPerCheck);
  return toFreeAnswer(answer);
}

function verdictSentence(result: VerificationResult): string {
  return vscode.l10n.t(
    "{0}: {1}, {2}.",
    plain(result.email),
    verdictText(result),
    catchAllWord(result.catchAll),
  );
}

function tellKnown(result: VerificationResult, credits: number): void {
  const again = vscode.l10n.t("Verify Again (about {0})", creditsText(credits));
  const free = vscode.l10n.t("Known since {0}: nothing was charged.", formatDate(result.checkedAt));
  void vscode.window.showInformationMessage(`${verdictSentence(result)} ${free}`, again).then((chosen) => {
    if (chosen === again)
      void vscode.commands.executeCommand("instantly.verifyEmail", result.email, { again: true });
  });
}

function tell(result: VerificationResult): void {
  const { creditsUsed, creditsLeft } = result;
  const parts = [verdictSentence(result)];
  if (creditsUsed !== undefined && creditsLeft !== undefined)
    parts.push(vscode.l10n.t("{0}, {1} left.", creditsUsedText(creditsUsed), formatCredits(creditsLeft)));
  const again = vscode.l10n.t("Verify Another");
  void vscode.window.showInformationMessage(parts.join(" "), again).then((chosen) => {
    if (chosen === again) void vscode.commands.executeCommand("instantly.verifyEmail");
  });
}
