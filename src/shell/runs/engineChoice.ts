import * as vscode from "vscode";
import { TRIAL } from "../../core/verification/importBudget.ts";
import type { RunSettings, RunSource } from "../../core/verification/journal.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import type { RunPlan } from "../../core/verification/runPlan.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { formatCount, formatCredits, plain } from "../words/text.ts";
import { formatSpan } from "./runWords.ts";

/** From so many addresses on a list of their own at Instantly is worth the trouble. */
const OFFERED_OVER = 10_000;

/** What a run is started with, but for the way it verifies. */
export interface RunStart {
  readonly plan: RunPlan;
  readonly settings: RunSettings;
  readonly title: string;
  readonly source: RunSource | undefined;
}

/**
 * Starts a run that was agreed to; over 10,000 addresses, one question more says how they can be verified. Undefined
 * when that was declined, or the session has ended.
 * @throws StoreError
 */
export async function startRun(runs: VerificationRuns, start: RunStart): Promise<LiveRun | undefined> {
  const { plan, settings, title, source } = start;
  if (plan.toPay <= OFFERED_OVER) return runs.start(plan, settings, title, source);
  const oneByOne = vscode.l10n.t("Verify One by One");
  const onImport = vscode.l10n.t("Verify on Import");
  const canImport = plan.balance !== undefined;
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("How should Instantly verify {0} addresses?", formatCount(plan.toPay)),
    { modal: true, detail: engineLines(plan).join("\n\n") },
    ...(canImport ? [oneByOne, onImport] : [oneByOne]),
  );
  if (chosen === oneByOne) return runs.start(plan, settings, title, source);
  if (chosen !== onImport) return undefined;
  const day = new Date().toISOString().slice(0, 10);
  const listName = vscode.l10n.t("Verification of {0}, {1}", plain(title), day);
  return runs.startImport(plan, settings, title, { listName, source });
}

/** What each way takes, costs, and leaves behind. No more is said than is known: Instantly names no price and no time. */
function engineLines(plan: RunPlan): readonly string[] {
  const credits = formatCredits(plan.credits);
  const each = formatCredits(plan.creditsPerCheck);
  const oneByOne = vscode.l10n.t(
    "One by one: this window asks for each address. About {0}, about {1} credits ({2} each). Nothing stays behind at Instantly.",
    formatSpan(plan.expectedMs),
    credits,
    each,
  );
  if (plan.balance === undefined)
    return [
      oneByOne,
      vscode.l10n.t(
        "On import is not possible with this API key: it lacks the scope {0}, and only the balance tells what that costs.",
        "workspace_billing:read",
      ),
    ];
  return [
    oneByOne,
    vscode.l10n.t(
      "On import: Instantly's servers do the work, also while VS Code is closed. A lead list is made in your workspace and the addresses become leads in it; at the end you keep or delete them.",
    ),
    vscode.l10n.t(
      "Instantly does not say how long that takes or what a check on import costs: about {0} credits if it is {1}, as for a single check. {2} addresses go first; if they cost more, the verification stops and asks.",
      credits,
      each,
      formatCount(TRIAL),
    ),
  ];
}
