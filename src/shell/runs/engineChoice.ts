import * as vscode from "vscode";
import { TRIAL } from "../../core/verification/importBudget.ts";
import { checksFor, exceeds } from "../../core/verification/creditLimit.ts";
import type { RunSettings, RunSource } from "../../core/verification/journal.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import type { RunPlan } from "../../core/verification/runPlan.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { creditsText, formatCount, formatCredits, formatSpan, plain } from "../words/text.ts";

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

/** A way in which a plan can be carried out, as a button that agrees to it. */
export interface RunOffer {
  readonly title: string;
  readonly engine: Engine;
  readonly limit: Pick<RunSettings, "maxCredits" | "hasOwnMax">;
}

/**
 * The ways in which a plan can be carried out. A button never names more than it does: where a limit of `maxCredits`
 * is less than the plan costs, there is what the limit allows and, beside it, all of it with a limit of its own.
 */
export function offersFor(plan: RunPlan, maxCredits: number): readonly RunOffer[] {
  const { toPay, credits } = plan;
  const limit = { maxCredits };
  if (!exceeds(credits, maxCredits)) {
    if (isLarge(plan))
      return waysOf(plan, limit, [vscode.l10n.t("Verify Here"), vscode.l10n.t("Verify on Import")]);
    const title =
      toPay === 0 ? vscode.l10n.t("Verify Free of Charge") : vscode.l10n.t("Verify {0}", formatCount(toPay));
    return [{ title, engine: "calls", limit }];
  }
  const total = formatCount(toPay);
  const price = creditsText(credits);
  const own = { maxCredits: credits, hasOwnMax: true };
  const all = isLarge(plan)
    ? waysOf(plan, own, [
        vscode.l10n.t("Verify All {0} Here ({1})", total, price),
        vscode.l10n.t("Verify All {0} on Import ({1})", total, price),
      ])
    : [{ title: vscode.l10n.t("Verify All {0} ({1})", total, price), engine: "calls" as const, limit: own }];
  const within = checksFor(maxCredits, plan.creditsPerCheck);
  if (within <= 0) return all;
  const part = vscode.l10n.t(
    "Verify {0} of {1} ({2})",
    formatCount(within),
    total,
    creditsText(within * plan.creditsPerCheck),
  );
  return [{ title: part, engine: "calls", limit }, ...all];
}

function waysOf(
  { balance }: RunPlan,
  limit: RunOffer["limit"],
  [here, onImport]: readonly [here: string, onImport: string],
): readonly RunOffer[] {
  const calls = { title: here, engine: "calls", limit } as const;
  return balance === undefined ? [calls] : [calls, { title: onImport, engine: "import", limit }];
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
