import * as vscode from "vscode";
import { LEASE_MS, type RunRecord } from "../../core/verification/journal.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { formatCount, plain } from "../words/text.ts";

/**
 * Offers to go on with what a closed or crashed window has left. The claim of a crashed one ends only some seconds
 * later, so it is looked at a second time.
 * @param redraw called when it is known anew which runs can be resumed.
 */
export function offerResume(runs: VerificationRuns, redraw: () => void): vscode.Disposable {
  const offer = (): boolean => {
    const interrupted = runs.records().filter((record) => wasInterrupted(record) && runs.canResume(record));
    const [first] = interrupted;
    if (first !== undefined) void ask(first);
    return interrupted.length > 0;
  };
  if (offer() || !runs.records().some(({ status }) => status === "running"))
    return new vscode.Disposable(() => undefined);
  const timer = setTimeout(() => {
    redraw();
    offer();
  }, LEASE_MS + 1000);
  return new vscode.Disposable(() => clearTimeout(timer));
}

/** A run that a person has paused stays so until they say otherwise. */
function wasInterrupted({ status, reason }: RunRecord): boolean {
  return status === "running" || (status === "paused" && reason?.kind === "sessionEnded");
}

async function ask({ id, title, total }: RunRecord): Promise<void> {
  const resume = vscode.l10n.t("Resume");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      "The verification of {0} ({1} addresses) was interrupted. Resuming pays for no address twice.",
      plain(title),
      formatCount(total),
    ),
    resume,
  );
  if (chosen === resume) await vscode.commands.executeCommand("instantly.resumeVerification", id);
}
