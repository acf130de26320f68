import type { Clock } from "../clock.ts";
import type { FreeFinding } from "../text/freeChecks.ts";
import { addressKey } from "../text/address.ts";
import type { ItemOutcome, RunItem } from "./journal.ts";
import { isFresh, type Ledger, type Moment } from "./ledger.ts";
import type { PlanGroup } from "./planGroup.ts";
import { GroupFinder, type GroupSize } from "./planGroups.ts";
import { yieldNow } from "./yieldNow.ts";

/** What a run would do and cost, before anything is paid. Plain data, but for `items`, which `start` takes. */
export interface RunPlan {
  /** When the ledger was looked into first. */
  readonly madeAt: Moment;
  /** Addresses given, before duplicates went. */
  readonly given: number;
  readonly unique: number;
  /** Known from the ledger, young enough to be used again. */
  readonly known: number;
  /** Of those to pay for: verified before, too long ago to be used again. */
  readonly old: number;
  /** Paid for before, but the answer is still out: looked up first, free of charge. */
  readonly lookups: number;
  /** Failed a free check, by reason. */
  readonly bad: Readonly<Record<string, number>>;
  /** Addresses left out of it, by the person's choice. */
  readonly leftOut: number;
  /** What is known of the addresses to pay for; empty when nobody looked. */
  readonly groups: readonly GroupSize[];
  /** The groups of each item, by its index. */
  readonly groupsOf: ReadonlyMap<number, readonly PlanGroup[]>;
  /** Addresses to pay for at domains that have several; 0 when nobody looked. */
  readonly crowded: number;
  readonly toPay: number;
  /** As last learnt from an answer; fractional. */
  readonly creditsPerCheck: number;
  /** What paying for all of them is expected to cost. */
  readonly credits: number;
  /** The workspace's balance; undefined when the key may not read it. */
  readonly balance: number | undefined;
  readonly balanceAfter: number | undefined;
  /** At the workspace's rate limit, with nobody else calling. */
  readonly expectedMs: number;
  readonly items: readonly Omit<RunItem, "position">[];
}

/** What a plan is made with. */
export interface PlanParts {
  readonly ledger: Pick<Ledger, "find" | "reading" | "records">;
  readonly clock: Clock;
  /** Why an address need not be paid for; undefined when nothing speaks against it. */
  readonly check: (address: string) => string | undefined;
  readonly creditsPerCheck: number;
  readonly balance: () => Promise<number | undefined>;
  /** What else is known of an address free of charge. */
  readonly inspect?: ((address: string) => readonly FreeFinding[]) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Looked up at once, some milliseconds' worth. */
const BATCH = 1_000;

/**
 * Looks at every address once: which are the same, known, bad, or to be paid for.
 * @throws StoreError; the signal's reason when cancelled; what `balance` throws.
 */
export async function planRun(
  addresses: Iterable<string> | AsyncIterable<string>,
  reuseDays: number,
  parts: PlanParts,
): Promise<RunPlan> {
  const { clock, signal, creditsPerCheck } = parts;
  const now = clock.now();
  const madeAt = { at: new Date(now), records: parts.ledger.records() };
  const draft = new PlanDraft(reuseDays, now, parts);
  let batch: string[] = [];
  for await (const address of addresses) {
    signal?.throwIfAborted();
    if (batch.push(address) < BATCH) continue;
    draft.add(batch);
    batch = [];
    await yieldNow();
  }
  draft.add(batch);
  const { items, finder } = draft;
  const toPay = items.filter(({ outcome }) => outcome === undefined).length;
  const balance = await parts.balance();
  return {
    madeAt,
    given: draft.given,
    unique: items.length,
    known: draft.known,
    old: draft.old,
    lookups: draft.lookups,
    bad: draft.bad,
    leftOut: 0,
    groups: finder?.groups ?? [],
    crowded: finder?.crowded ?? 0,
    groupsOf: finder?.groupsOf ?? new Map(),
    creditsPerCheck,
    balance,
    ...costOf(toPay, { creditsPerCheck, balance }),
    items,
  };
}

/** What has been seen of the addresses so far. */
class PlanDraft {
  readonly items: Omit<RunItem, "position">[] = [];
  readonly bad: Record<string, number> = {};
  readonly finder: GroupFinder | undefined;
  given = 0;
  known = 0;
  old = 0;
  lookups = 0;
  /** The index of each address by its key. */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly reuseDays: number,
    private readonly now: number,
    private readonly parts: PlanParts,
  ) {
    this.finder = parts.inspect === undefined ? undefined : new GroupFinder(parts.inspect);
  }

  add(addresses: readonly string[]): void {
    this.given += addresses.length;
    this.parts.ledger.reading(() => {
      for (const address of addresses) this.look(address);
    });
  }

  private look(address: string): void {
    const { seen, items, bad } = this;
    const folded = addressKey(address);
    const before = seen.get(folded);
    if (before !== undefined) {
      const item = items[before];
      if (item !== undefined) items[before] = { ...item, times: (item.times ?? 1) + 1 };
      return;
    }
    const { outcome, isOld = false } = foresee(address, this.reuseDays, this.now, this.parts);
    if (isOld) this.old++;
    if (outcome === undefined) this.finder?.look(items.length, address, seen);
    seen.set(folded, items.length);
    if (outcome?.state === "settled") this.known++;
    if (outcome?.state === "asked") this.lookups++;
    if (outcome?.state === "bad") bad[outcome.reason] = (bad[outcome.reason] ?? 0) + 1;
    items.push(outcome === undefined ? { address } : { address, outcome });
  }
}

interface Foreseen {
  readonly outcome?: ItemOutcome;
  readonly isOld?: boolean;
}

function foresee(address: string, reuseDays: number, now: number, parts: PlanParts): Foreseen {
  const reason = parts.check(address);
  if (reason !== undefined) return { outcome: { state: "bad", reason } };
  const entry = parts.ledger.find(address);
  if (entry === undefined) return {};
  if (entry.verdict === "pending") return { outcome: { state: "asked" } };
  return isFresh(entry, reuseDays, now)
    ? { outcome: { state: "settled", entry, isKnown: true } }
    : { isOld: true };
}

/** Items of a plan as they are now: while a person thought about it, another run may have paid. @throws StoreError */
export function withNews(
  items: RunPlan["items"],
  { madeAt }: Pick<RunPlan, "madeAt">,
  ledger: Pick<Ledger, "findSince" | "reading">,
): RunPlan["items"] {
  return ledger.reading(() =>
    items.map((item) => {
      const entry = item.outcome === undefined ? ledger.findSince(item.address, madeAt) : undefined;
      if (entry === undefined) return item;
      return { ...item, outcome: { state: "settled", entry, isKnown: true } };
    }),
  );
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
