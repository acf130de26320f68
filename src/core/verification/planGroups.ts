import type { FreeFinding } from "../text/freeChecks.ts";
import { WORTH_OFFERING } from "./domainSense.ts";
import { addressKey, domainOf } from "../text/address.ts";
import type { PlanGroup } from "./planGroup.ts";
import { TagTwins } from "./tagTwins.ts";

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
