import * as vscode from "vscode";
import type { RunState } from "../../core/verification/runState.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import { creditsUsedText, formatCount, plain } from "../words/text.ts";
import { offerToSkip } from "./skipOffer.ts";
import { countsText, pauseText } from "./runWords.ts";

/** Offers what a run has to offer, and says how it ended; also for runs that were resumed. */
export function followRun(run: LiveRun): void {
  offerToSkip(run);
  void run.ended.then((state) => {
    if (state.reason?.kind === "sessionEnded") return; // the next window offers to go on
    const report = vscode.l10n.t("Open Report");
    const resume = vscode.l10n.t("Resume");
    void tell(state, report, resume).then((chosen) => {
      if (chosen === report) void vscode.commands.executeCommand("instantly.openReport", state.id);
      if (chosen === resume) void vscode.commands.executeCommand("instantly.resumeVerification", state.id);
    });
  });
}

function tell(state: RunState, report: string, resume: string): Thenable<string | undefined> {
  const title = plain(state.title);
  const spent = `${creditsUsedText(state.creditsSpent)}.`;
  switch (state.status) {
    case "done":
      return vscode.window.showInformationMessage(
        vscode.l10n.t("{0}: {1}. {2}", title, countsText(state.counts), spent),
        report,
      );
    case "paused":
      return vscode.window.showWarningMessage(
        vscode.l10n.t(
          "{0} stands at {1} of {2}. {3}",
          title,
          formatCount(state.done),
          formatCount(state.total),
          state.reason === undefined ? "" : pauseText(state.reason),
        ),
        resume,
        report,
      );
    default:
      return vscode.window.showInformationMessage(
        vscode.l10n.t("{0} was cancelled. {1}", title, spent),
        report,
      );
  }
}
