import * as vscode from "vscode";
import type { RunItem, RunRecord } from "../../core/verification/journal.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { UserError } from "../explain.ts";
import type { Panels } from "../panels/panels.ts";
import { followRun } from "../runs/followRun.ts";
import { deleteList } from "../runs/importList.ts";
import { limitToResume } from "../runs/resumeLimit.ts";
import { runTitle } from "../runs/runNode.ts";
import type { RunService } from "../runs/runService.ts";
import { startPlanned } from "../runs/startPlanned.ts";
import { balanceFloorSetting } from "../settings.ts";
import { addressesText, formatAge, plain } from "../words/text.ts";
import type { RunReference } from "./references.ts";

/** Goes on with a run: the one named, the only one there is, or the one chosen. */
export async function resumeVerification(
  service: RunService,
  given: RunReference | undefined,
): Promise<void> {
  const runs = await service.openToPay();
  const waiting = runs.records().filter((record) => runs.canResume(record));
  if (waiting.length === 0) throw new UserError(vscode.l10n.t("No verification waits to be resumed."));
  const record = given === undefined ? await choose(waiting) : waiting.find(({ id }) => id === idOf(given));
  if (record === undefined) return;
  const limit = await limitToResume(runs, record, service.creditsPerCheck);
  if (limit === undefined) return;
  // Who has changed a limit since wants the run to heed it.
  const run = await runs.resume(record.id, { ...limit, balanceFloor: balanceFloorSetting() });
  if (run === undefined)
    throw new UserError(vscode.l10n.t("Another window is at work on this verification."));
  await vscode.commands.executeCommand("instantly.verifications.focus");
  followRun(run);
}

export async function pauseRun(service: RunService, given: RunReference | undefined): Promise<void> {
  (await findLive(service, given))?.pause();
}

export async function cancelRun(service: RunService, given: RunReference | undefined): Promise<void> {
  (await findLive(service, given))?.cancel();
}

/** The run at work in this window that is meant; asks when none is named and several are. */
async function findLive(service: RunService, given: RunReference | undefined): Promise<LiveRun | undefined> {
  const runs = await service.open();
  const live = (id: string): LiveRun | undefined => runs.active.find(({ state }) => state.id === id);
  if (given !== undefined) return live(idOf(given));
  const atWork = runs.records().filter(({ id }) => live(id) !== undefined);
  if (atWork.length === 0) throw new UserError(vscode.l10n.t("No verification is at work in this window."));
  const record = await choose(atWork);
  return record === undefined ? undefined : live(record.id);
}

/** Leaves out what was put off with catch-all and dead domains; it can be verified later. */
export async function skipDomains(service: RunService, given: RunReference | undefined): Promise<void> {
  const { runs, record } = await findRun(service, given);
  runs.active.find(({ state }) => state.id === record.id)?.decideAll("skip");
}

/** Verifies what was left out of a run that is over, as a run of its own. */
export async function verifySkipped(service: RunService, given: RunReference | undefined): Promise<void> {
  const { runs, record } = await findRun(service, given);
  const { title, source } = record;
  await startPlanned(service, {
    title,
    addresses: skippedOf(runs.items(record.id)),
    source: () => source,
    none: () =>
      new UserError(vscode.l10n.t("Nothing was left out of the verification of {0}.", plain(title))),
    choice: { leftOut: new Set(), domains: "ask" },
  });
}

function* skippedOf(batches: Iterable<readonly RunItem[]>): Generator<string> {
  for (const items of batches)
    for (const { address, outcome } of items) if (outcome?.state === "skipped") yield address;
}

/** Forgets a run after asking; what was paid for stays known. */
export async function removeRun(service: RunService, given: RunReference | undefined): Promise<void> {
  const { runs, record } = await findRun(service, given);
  const remove = vscode.l10n.t("Delete");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Delete the verification of {0}?", runTitle(record)),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          "Its addresses are forgotten. Verdicts that were paid for stay known and are used again.",
        ),
        ...(record.import?.list === "made"
          ? [vscode.l10n.t("Its lead list and the leads in it stay at Instantly.")]
          : []),
      ].join(" "),
    },
    remove,
  );
  if (chosen === remove) await runs.remove(record.id);
}

/** Deletes the list that a run on Instantly's servers has made there. */
export async function deleteRunList(service: RunService, given: RunReference | undefined): Promise<void> {
  const { runs, record } = await findRun(service, given);
  await deleteList(runs, record.id);
}

export async function openReport(
  service: RunService,
  panels: Panels,
  given: RunReference | undefined,
): Promise<void> {
  const { record } = await findRun(service, given);
  await panels.openRunReport(record.id);
}

/** Writes what a run came to into files of the person's choice. */
export async function exportRun(
  service: RunService,
  given: RunReference | undefined,
  version: string,
): Promise<void> {
  const { runs, record } = await findRun(service, given);
  const { exportRunAs } = await import("../parts/results.ts");
  await exportRunAs({ runs, record, version });
}

/** The run that is meant; asks when none is named. @throws UserError when there is none. */
export async function findRun(
  service: RunService,
  given: RunReference | undefined,
): Promise<{ runs: VerificationRuns; record: RunRecord }> {
  const runs = await service.open();
  const records = runs.records();
  const record = given === undefined ? await choose(records) : records.find(({ id }) => id === idOf(given));
  if (record !== undefined) return { runs, record };
  throw new UserError(
    records.length === 0
      ? vscode.l10n.t("No file or selection was verified yet.")
      : vscode.l10n.t("Choose a verification in the Verifications view first."),
  );
}

function idOf(given: RunReference): string {
  return typeof given === "string" ? given : given.runId;
}

async function choose(records: readonly RunRecord[]): Promise<RunRecord | undefined> {
  const [only, ...others] = records;
  if (only === undefined || others.length === 0) return only;
  const chosen = await vscode.window.showQuickPick(
    records.map((record) => ({
      label: runTitle(record),
      description: addressesText(record.total),
      detail: formatAge(record.createdAt, new Date()),
      record,
    })),
    { title: vscode.l10n.t("Which Verification?") },
  );
  return chosen?.record;
}
