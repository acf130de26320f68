import type { FreeFinding } from "../text/freeChecks.ts";
import { WORTH_OFFERING } from "./domainSense.ts";
import { addressKey, domainOf } from "../text/address.ts";
import type { RunPlan } from "./runPlan.ts";
import { TagTwins } from "./tagTwins.ts";

/** Addresses that a person may leave out of a run, by what is known of them free of charge. */
export type PlanGroup = Exclude<FreeFinding["kind"], "syntax"> | "plusTag";

/** In the order of the question: what is least likely to be worth its price first. */
const PLAN_GROUPS: readonly PlanGroup[] = [
  "unknownTopLevel",
  "mistypedDomain",
  "disposable",
  "noReply",
  "role",
  "plusTag",
];

/** Nobody wants to write to these, whatever a check says; roles and twins are people to some. */
export const USUALLY_LEFT_OUT: ReadonlySet<PlanGroup> = new Set<PlanGroup>([
  "unknownTopLevel",
  "mistypedDomain",
  "disposable",
  "noReply",
]);

/** The addresses to pay for that are in one group; an address may be in several. */
export interface GroupSize {
  readonly group: PlanGroup;
  readonly addresses: number;
  /** The first of them. */
  readonly example: string;
  /** What the example was probably meant to be. */
  readonly suggestion?: string;
}

/** Collects while a plan is made which of its items are in which groups. */
export class GroupFinder {
  /** By the item's index; items without a group are not in it. */
  readonly groupsOf = new Map<number, readonly PlanGroup[]>();
  private readonly sizes = new Map<PlanGroup, { addresses: number; example: string; suggestion?: string }>();
  private readonly perDomain = new Map<string, number>();
  private readonly twins = new TagTwins();

  /** `inspect` says what is known of an address. */
  constructor(private readonly inspect: (address: string) => readonly FreeFinding[]) {}

  /**
   * Looks at an address to pay for.
   * @param seen the folded forms of all addresses before it.
   */
  look(index: number, address: string, seen: { has(key: string): boolean }): void {
    const groups: PlanGroup[] = [];
    for (const finding of this.inspect(address)) {
      if (finding.kind === "syntax") continue;
      groups.push(finding.kind);
      this.count(finding.kind, address, finding.kind === "mistypedDomain" ? finding.suggestion : undefined);
    }
    const folded = addressKey(address);
    const domain = domainOf(folded);
    this.perDomain.set(domain, (this.perDomain.get(domain) ?? 0) + 1);
    if (this.twins.isTwin(folded, seen)) {
      groups.push("plusTag");
      this.count("plusTag", address);
    }
    if (groups.length > 0) this.groupsOf.set(index, groups);
  }

  /** Those that are not empty. */
  get groups(): readonly GroupSize[] {
    return PLAN_GROUPS.flatMap((group) => {
      const size = this.sizes.get(group);
      return size === undefined ? [] : [{ group, ...size }];
    });
  }

  /** Addresses at domains of which enough could be put off to be worth an offer. */
  get crowded(): number {
    let sum = 0;
    for (const count of this.perDomain.values()) if (count > WORTH_OFFERING) sum += count;
    return sum;
  }

  private count(group: PlanGroup, example: string, suggestion?: string): void {
    const size = this.sizes.get(group);
    if (size !== undefined) size.addresses++;
    else
      this.sizes.set(group, { addresses: 1, example, ...(suggestion === undefined ? {} : { suggestion }) });
  }
}

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

const CALLS_PER_SECOND = 98;
/** Most answers come within two seconds; some addresses are pending for longer. */
const LAST_ANSWERS_MS = 5_000;

/** What follows from the number of addresses to pay for. */
export function costOf(
  toPay: number,
  { creditsPerCheck, balance }: Pick<RunPlan, "creditsPerCheck" | "balance">,
): Pick<RunPlan, "toPay" | "credits" | "balanceAfter" | "expectedMs"> {
  const credits = toPay * creditsPerCheck;
  return {
    toPay,
    credits,
    balanceAfter: balance === undefined ? undefined : balance - credits,
    expectedMs: toPay === 0 ? 0 : (toPay / CALLS_PER_SECOND) * 1_000 + LAST_ANSWERS_MS,
  };
}
