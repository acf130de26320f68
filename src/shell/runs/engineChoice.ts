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

/** Who asks: this window, address by address, or Instantly's servers, for leads of a list. */
export type Engine = "calls" | "import";

/** What a run is started with. */
export interface RunStart {
  readonly plan: RunPlan;
  readonly settings: RunSettings;
  readonly engine: Engine;
  readonly title: string;
  readonly source: RunSource | undefined;
}

/** The ways in which a plan can be carried out, as buttons that agree to it. */
export function enginesFor(plan: RunPlan): { readonly title: string; readonly engine: Engine }[] {
  if (!isLarge(plan)) {
    const count = formatCount(plan.toPay);
    const title =
      plan.toPay === 0 ? vscode.l10n.t("Verify Free of Charge") : vscode.l10n.t("Verify {0}", count);
    return [{ title, engine: "calls" }];
  }
  const here = { title: vscode.l10n.t("Verify Here"), engine: "calls" } as const;
  const onImport = { title: vscode.l10n.t("Verify on Import"), engine: "import" } as const;
  return plan.balance === undefined ? [here] : [here, onImport];
}

/** Starts a run that was agreed to; undefined when the session has ended. @throws StoreError */
export function startRun(
  runs: VerificationRuns,
  { plan, settings, engine, title, source }: RunStart,
): Promise<LiveRun | undefined> {
  if (engine === "calls") return runs.start(plan, settings, title, source);
  const day = new Date().toISOString().slice(0, 10);
  const listName = vscode.l10n.t("Verification of {0}, {1}", plain(title), day);
  return runs.startImport(plan, settings, title, { listName, source });
}

/**
 * What each way takes and leaves behind, where there is more than one. No more is said than is known: Instantly names
 * no price and no time.
 */
export function engineLines(plan: RunPlan): readonly string[] {
  if (!isLarge(plan)) return [];
  const here = vscode.l10n.t(
    "Here: this window asks for each address, in about {0}. Nothing stays behind at Instantly.",
    formatSpan(plan.expectedMs),
  );
  if (plan.balance === undefined)
    return [
      here,
      vscode.l10n.t(
        "On import is not possible with this API key: it lacks the scope {0}, and only the balance tells what that costs.",
        "workspace_billing:read",
      ),
    ];
  return [
    here,
    vscode.l10n.t(
      "On import: Instantly's servers do the work, also while VS Code is closed. A lead list is made in your workspace and the addresses become leads in it; at the end you keep or delete them. Instantly names no time and no price for that: {0} addresses go first, and if one costs more than {1} credits, the verification stops and asks.",
      formatCount(TRIAL),
      formatCredits(plan.creditsPerCheck),
    ),
  ];
}

/** Whether there is more than one way. */
export function isLarge(plan: RunPlan): boolean {
  return plan.toPay > OFFERED_OVER;
}
