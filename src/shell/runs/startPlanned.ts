import * as vscode from "vscode";
import { freeChecker } from "../../core/text/freeChecks.ts";
import type { RunSource } from "../../core/verification/journal.ts";
import type { RunPlan } from "../../core/verification/runPlan.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { withSignal } from "../cancellation.ts";
import { loadDomainLists } from "../domainLists.ts";
import { balanceFloorSetting, maxCreditsPerRunSetting, reuseDaysSetting } from "../settings.ts";
import { plain } from "../words/text.ts";
import type { AddressFile } from "./addressFile.ts";
import { isLarge, startRun } from "./engineChoice.ts";
import { followRun } from "./followRun.ts";
import { agreeOn, type PlanChoice } from "./planQuestion.ts";
import type { RunService } from "./runService.ts";

/** Addresses that a person wants to have verified. */
export interface ToVerify {
  /** What they are from; the run is called so. */
  readonly title: string;
  readonly addresses: AsyncIterable<string> | Iterable<string>;
  /** Where in their file they stand, if they are from one. */
  readonly file?: Pick<AddressFile, "place" | "lacksColumn">;
  /** Asked once they are all read. */
  readonly source?: () => RunSource | undefined;
  /** Said when there are none. */
  readonly none: () => Error;
  /** What is left out if the person does not say otherwise. */
  readonly choice?: PlanChoice;
}

/** A run at work, and the plan that was agreed to. */
export interface StartedRun {
  readonly run: LiveRun;
  readonly plan: RunPlan;
}

/** Plans a run, asks the one question, and starts it; undefined when the person does not agree. */
export async function startPlanned(service: RunService, what: ToVerify): Promise<StartedRun | undefined> {
  const runs = await service.openToPay();
  const made = await planWithProgress(runs, what);
  if (made.unique === 0) throw what.none();
  // Instantly's servers need no such scope for leads of a list.
  if (made.toPay > 0 && !isLarge(made)) service.requireScope();
  const limits = { maxCredits: maxCreditsPerRunSetting(), balanceFloor: balanceFloorSetting() };
  const agreed = await agreeOn(made, what.title, { ...limits, file: what.file }, what.choice);
  if (agreed === undefined) return undefined;
  const { plan, domains, offer } = agreed;
  await service.markUsed();
  const settings = { ...limits, ...offer.limit, domains };
  const run = await startRun(runs, {
    plan,
    settings,
    engine: offer.engine,
    title: what.title,
    source: what.source?.(),
  });
  if (run === undefined) return undefined;
  await vscode.commands.executeCommand("instantly.verifications.focus");
  followRun(run);
  return { run, plan };
}

function planWithProgress(runs: VerificationRuns, { title, addresses }: ToVerify): Promise<RunPlan> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Reading {0}", plain(title)),
    cancellable: true,
  };
  return Promise.resolve(
    vscode.window.withProgress(options, (_progress, token) =>
      withSignal(token, async (signal) => {
        const inspect = freeChecker(await loadDomainLists());
        return runs.plan(addresses, { reuseDays: reuseDaysSetting(), inspect, signal });
      }),
    ),
  );
}
