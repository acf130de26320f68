import type { Clock } from "../clock.ts";
import { foldAddress } from "./foldAddress.ts";
import type { ItemOutcome, RunItem } from "./journal.ts";
import type { Ledger } from "./ledger.ts";
import { yieldNow } from "./yieldNow.ts";

/** What a run would do and cost, before anything is paid. Plain data, but for `items`, which `start` takes. */
export interface RunPlan {
  /** Addresses given, before duplicates went. */
  readonly given: number;
  readonly unique: number;
  /** Known from the ledger, young enough to be used again. */
  readonly known: number;
  /** Paid for before, but the answer is still out: looked up first, free of charge. */
  readonly lookups: number;
  /** Failed a free check, by reason. */
  readonly bad: Readonly<Record<string, number>>;
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
  readonly ledger: Pick<Ledger, "find">;
  readonly clock: Clock;
  /** Why an address need not be paid for; undefined when nothing speaks against it. */
  readonly check: (address: string) => string | undefined;
  readonly creditsPerCheck: number;
  readonly balance: () => Promise<number | undefined>;
  readonly signal?: AbortSignal | undefined;
}

const CHUNK = 1_000;
const CALLS_PER_SECOND = 98;
/** Most answers come within two seconds; some addresses are pending for longer. */
const LAST_ANSWERS_MS = 5_000;
const DAY_MS = 86_400_000;

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
  const usableFrom = clock.now() - reuseDays * DAY_MS;
  const seen = new Set<string>();
  const items: Omit<RunItem, "position">[] = [];
  const bad: Record<string, number> = {};
  let given = 0;
  let known = 0;
  let lookups = 0;
  for await (const address of addresses) {
    if (++given % CHUNK === 0) await yieldNow();
    signal?.throwIfAborted();
    const folded = foldAddress(address);
    if (seen.has(folded)) continue;
    seen.add(folded);
    const outcome = foresee(address, usableFrom, parts);
    if (outcome?.state === "settled") known++;
    if (outcome?.state === "asked") lookups++;
    if (outcome?.state === "bad") bad[outcome.reason] = (bad[outcome.reason] ?? 0) + 1;
    items.push(outcome === undefined ? { address } : { address, outcome });
  }
  const toPay = items.filter(({ outcome }) => outcome === undefined).length;
  const credits = toPay * creditsPerCheck;
  const balance = await parts.balance();
  return {
    given,
    unique: items.length,
    known,
    lookups,
    bad,
    toPay,
    creditsPerCheck,
    credits,
    balance,
    balanceAfter: balance === undefined ? undefined : balance - credits,
    expectedMs: toPay === 0 ? 0 : (toPay / CALLS_PER_SECOND) * 1_000 + LAST_ANSWERS_MS,
    items,
  };
}

function foresee(address: string, usableFrom: number, parts: PlanParts): ItemOutcome | undefined {
  const reason = parts.check(address);
  if (reason !== undefined) return { state: "bad", reason };
  const entry = parts.ledger.find(address);
  if (entry === undefined) return undefined;
  if (entry.verdict === "pending") return { state: "asked" };
  return entry.checkedAt.getTime() >= usableFrom ? { state: "settled", entry, isKnown: true } : undefined;
}
