import * as vscode from "vscode";
import type { RunRecord } from "../../core/verification/journal.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { formatCount, plain } from "../words/text.ts";

/**
 * Offers to go on with what a closed or crashed window has left. Whether a window is gone may take some seconds to tell.
 */
export function offerResume(runs: VerificationRuns): vscode.Disposable {
  const left = new Set(
    runs
      .records()
      .filter(wasInterrupted)
      .map(({ id }) => id),
  );
  const offer = (): void => {
    const found = runs
      .records()
      .find((record) => left.has(record.id) && wasInterrupted(record) && runs.canResume(record));
    if (found === undefined) return;
    left.clear(); // one question at a time: the view shows the others
    void ask(found);
  };
  offer();
  return new vscode.Disposable(
    runs.onDidChange(() => {
      if (left.size > 0) offer();
    }),
  );
}

/** A run that a person has paused stays so until they say otherwise. */
export function wasInterrupted({ status, reason }: RunRecord): boolean {
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
