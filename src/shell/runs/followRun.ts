import * as vscode from "vscode";
import type { ResultCounts } from "../../core/verification/resultCounts.ts";
import type { RunState } from "../../core/verification/runState.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import { creditsUsedText, formatCount, plain } from "../words/text.ts";
import { offerToSkip } from "./skipOffer.ts";
import { countsText, pauseAction, pauseText } from "./runWords.ts";

/** Offers what a run has to offer, and says how it ended; also for runs that were resumed. */
export function followRun(run: LiveRun): void {
  offerToSkip(run);
  void run.ended.then((state) => {
    if (state.reason?.kind === "sessionEnded") return; // the next window offers to go on
    const steps = nextSteps(state);
    const show =
      state.status === "paused" ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    void show(endSentence(state), ...steps).then((chosen) => {
      if (chosen !== undefined) void vscode.commands.executeCommand(chosen.command, ...chosen.args);
    });
  });
}

interface Step extends vscode.MessageItem {
  readonly command: string;
  readonly args: readonly unknown[];
}

/** What can be done about a run that has ended, as buttons. */
export function nextSteps({ id, status, reason, counts }: RunState): readonly Step[] {
  const report = { title: vscode.l10n.t("Open Report"), command: "instantly.openReport", args: [id] };
  if (status === "paused") {
    const resume = { title: vscode.l10n.t("Resume"), command: "instantly.resumeVerification", args: [id] };
    const mend = pauseAction(reason);
    if (mend === undefined) return [resume, report];
    const step = { title: mend.label, command: mend.command, args: mend.args ?? [] };
    // Resuming asks how far to go beyond a limit; the rest first needs what is missing.
    return reason?.kind === "maxCredits" ? [resume, step, report] : [step, resume, report];
  }
  if (counts.leftOut === 0) return [report];
  const verify = {
    title: vscode.l10n.t("Verify What Was Left Out"),
    command: "instantly.verifySkipped",
    args: [id],
  };
  return [report, verify];
}

/** How a run ended, in a sentence or two. */
export function endSentence(state: RunState): string {
  const title = plain(state.title);
  const spent = `${creditsUsedText(state.creditsSpent)}.`;
  switch (state.status) {
    case "done":
      return vscode.l10n.t("{0}: {1}. {2}", title, countsText(state.counts), spent + whyNot(state.counts));
    case "paused":
      return vscode.l10n.t(
        "{0} stands at {1} of {2}. {3}",
        title,
        formatCount(state.done),
        formatCount(state.total),
        state.reason === undefined ? "" : pauseText(state.reason),
      );
    default:
      return vscode.l10n.t("{0} was cancelled. {1}", title, spent);
  }
}

/** Where it says of each address why it has no verdict. */
function whyNot({ notSent }: ResultCounts): string {
  return notSent === 0 ? "" : ` ${vscode.l10n.t("The report says what was not sent, and why.")}`;
}
