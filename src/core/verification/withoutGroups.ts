import type { PlanGroup } from "./planGroup.ts";
import { costOf, type RunPlan } from "./runPlan.ts";

/** How many addresses a run would pay for without some groups. */
export function toPayWithout(plan: RunPlan, leftOut: ReadonlySet<PlanGroup>): number {
  let count = plan.toPay;
  for (const groups of plan.groupsOf.values()) if (groups.some((group) => leftOut.has(group))) count--;
  return count;
}

/** A plan, as it was made, without some groups: their addresses are skipped, and can be verified another time. */
export function withoutGroups(plan: RunPlan, leftOut: ReadonlySet<PlanGroup>): RunPlan {
  const toPay = toPayWithout(plan, leftOut);
  if (toPay === plan.toPay) return plan;
  const items = plan.items.map((item, index) => {
    const group = plan.groupsOf.get(index)?.find((each) => leftOut.has(each));
    return group === undefined || item.outcome !== undefined
      ? item
      : { ...item, outcome: { state: "skipped", reason: group } as const };
  });
  return { ...plan, items, leftOut: plan.toPay - toPay, ...costOf(toPay, plan) };
}
