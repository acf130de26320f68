import * as path from "node:path";
import * as vscode from "vscode";
import type { RunSettings } from "../../core/verification/journal.ts";
import type { RunPlan } from "../../core/verification/runPlan.ts";
import type { VerificationRun } from "../../core/verification/verificationRun.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { withSignal } from "../cancellation.ts";
import { UserError } from "../explain.ts";
import { type AddressFile, openAddressFile } from "../runs/addressFile.ts";
import { chooseColumn } from "../runs/chooseColumn.ts";
import type { RunService } from "../runs/runService.ts";
import { countsText, pauseText, planLines } from "../runs/runWords.ts";
import { maxCreditsPerRunSetting, reuseDaysSetting } from "../settings.ts";
import { formatCount, formatCredits, plain } from "../words/text.ts";

/** Verifies every address of a file, after one question that says how many there are and what that costs. */
export async function verifyFile(service: RunService, given: vscode.Uri | undefined): Promise<void> {
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined)
    throw new UserError(vscode.l10n.t("Open a file with addresses first, or choose one in the Explorer."));
  const runs = await service.open();
  const title = path.posix.basename(uri.path);
  const file = await openAddressFile(uri, (candidates) => chooseColumn(title, candidates));
  if (file === undefined) return;
  const plan = await planWithProgress(runs, file, title);
  if (plan.unique === 0)
    throw new UserError(vscode.l10n.t("There is no email address in {0}.", plain(title)));
  const maxCredits = maxCreditsPerRunSetting();
  if (!(await agreed(plan, title, maxCredits))) return;
  const settings: RunSettings = { maxCredits, balanceFloor: 0, domains: "verify" };
  await service.markUsed();
  const run = await runs.start(plan, settings, title, file.source());
  if (run === undefined) return;
  await vscode.commands.executeCommand("instantly.verifications.focus");
  follow(run);
}

/** Says how a run ended; also for runs that were resumed. */
export function follow(run: VerificationRun): void {
  void run.ended.then((state) => {
    if (state.reason?.kind === "sessionEnded") return; // the next window offers to go on
    const title = plain(state.title);
    const result = countsText(state.counts);
    const spent = vscode.l10n.t("{0} credits used.", formatCredits(state.creditsSpent));
    const report = vscode.l10n.t("Open Report");
    const resume = vscode.l10n.t("Resume");
    const shown =
      state.status === "done"
        ? vscode.window.showInformationMessage(vscode.l10n.t("{0}: {1}. {2}", title, result, spent), report)
        : state.status === "paused"
          ? vscode.window.showWarningMessage(
              vscode.l10n.t(
                "{0} stands at {1} of {2}. {3}",
                title,
                formatCount(state.done),
                formatCount(state.total),
                state.reason === undefined ? "" : pauseText(state.reason),
              ),
              resume,
              report,
            )
          : vscode.window.showInformationMessage(
              vscode.l10n.t("{0} was cancelled. {1}", title, spent),
              report,
            );
    void shown.then((chosen) => {
      if (chosen === report) void vscode.commands.executeCommand("instantly.openReport", state.id);
      if (chosen === resume) void vscode.commands.executeCommand("instantly.resumeVerification", state.id);
    });
  });
}

async function planWithProgress(runs: VerificationRuns, file: AddressFile, title: string): Promise<RunPlan> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Reading {0}", plain(title)),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_progress, token) =>
    withSignal(token, (signal) => runs.plan(file.addresses, { reuseDays: reuseDaysSetting(), signal })),
  );
}

async function agreed(plan: RunPlan, title: string, maxCredits: number): Promise<boolean> {
  const verify =
    plan.toPay === 0
      ? vscode.l10n.t("Verify Free of Charge")
      : vscode.l10n.t("Verify {0}", formatCount(plan.toPay));
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("Verify {0} addresses in {1}?", formatCount(plan.toPay), plain(title)),
    { modal: true, detail: planLines(plan, maxCredits).join("\n") },
    verify,
  );
  return chosen === verify;
}
