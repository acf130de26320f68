import * as vscode from "vscode";
import { findAddresses } from "../../core/text/findAddresses.ts";
import type { Verdict } from "../../core/api/resources/emailVerification.ts";
import type { VerificationResult } from "../../core/verification/verifyAddress.ts";
import { withSignal } from "../cancellation.ts";
import { UserError } from "../explain.ts";
import { maxCreditsPerRunSetting } from "../settings.ts";
import type { Verifier } from "../verification/verifier.ts";
import { formatCount, formatCredits } from "../words/text.ts";
import { verdictWord } from "../words/verdictWords.ts";

/** Enough to hide the latency of a handful of addresses, few enough to leave the workspace's budget alone. */
const AT_ONCE = 5;

/** Verifies the addresses in the selections, after saying how many there are and what that costs. */
export async function verifySelection(verifier: Verifier): Promise<void> {
  const addresses = selectedAddresses();
  if (addresses.length === 0)
    throw new UserError(vscode.l10n.t("There is no email address in the selection."));
  const active = await verifier.session();
  const credits = addresses.length * verifier.creditsPerCheck;
  const limit = maxCreditsPerRunSetting();
  if (credits > limit)
    throw new UserError(
      vscode.l10n.t(
        "{0} addresses cost about {1} credits, more than the {2} that instantly.verification.maxCreditsPerRun allows. Nothing was charged.",
        formatCount(addresses.length),
        formatCredits(credits),
        formatCredits(limit),
      ),
      {
        label: vscode.l10n.t("Open Setting"),
        command: "workbench.action.openSettings",
        args: ["instantly.verification.maxCreditsPerRun"],
      },
    );
  const verify = vscode.l10n.t("Verify {0}", formatCount(addresses.length));
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      "Verify {0} addresses for about {1} credits?",
      formatCount(addresses.length),
      formatCredits(credits),
    ),
    { modal: true, detail: vscode.l10n.t("Workspace: {0}", active.profile.name) },
    verify,
  );
  if (chosen !== verify) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Verifying"),
    cancellable: true,
  };
  const results: VerificationResult[] = [];
  const done = await vscode.window.withProgress(options, (progress, token) =>
    withSignal(token, (signal) =>
      inParallel(addresses, signal, async (address) => {
        results.push(await verifier.verify(active, address, signal));
        progress.report({
          increment: 100 / addresses.length,
          message: vscode.l10n.t("{0} of {1}", formatCount(results.length), formatCount(addresses.length)),
        });
      }),
    ),
  );
  tell(results, addresses.length);
  if (done.error !== undefined) throw done.error;
}

/** Addresses of every selection, in order, each once; a cursor without a selection takes its line. */
function selectedAddresses(): string[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return [];
  const texts = editor.selections.map((selection) =>
    selection.isEmpty
      ? editor.document.lineAt(selection.active.line).text
      : editor.document.getText(selection),
  );
  const unique = new Map(
    texts
      .flatMap((text) => findAddresses(text))
      .map(({ address }) => [address.toLowerCase(), address] as const),
  );
  return [...unique.values()];
}

/** Runs the work over all items, a few at once; the first failure stops what has not started yet. */
async function inParallel(
  items: readonly string[],
  signal: AbortSignal,
  work: (item: string) => Promise<void>,
): Promise<{ error: Error | undefined }> {
  const queue = items.values();
  let error: Error | undefined;
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (error !== undefined || signal.aborted) return;
      await work(item).catch((reason: unknown) => {
        error ??= reason instanceof Error ? reason : new Error(String(reason));
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { error };
}

function tell(results: readonly VerificationResult[], asked: number): void {
  if (results.length === 0) return;
  const counts = new Map<Verdict, number>();
  for (const { verdict } of results) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const verdicts = [...counts]
    .map(([verdict, count]) => `${formatCount(count)} ${verdictWord(verdict).label}`)
    .join(", ");
  const credits = results.reduce((sum, { creditsUsed }) => sum + (creditsUsed ?? 0), 0);
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "{0} of {1} addresses verified: {2}. {3} credits used.",
      formatCount(results.length),
      formatCount(asked),
      verdicts,
      formatCredits(credits),
    ),
  );
}
