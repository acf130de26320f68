import type { Verdict } from "../api/resources/emailVerification.ts";

/** What was once paid for. `checkedAt` tells its age. */
export interface LedgerEntry {
  readonly verdict: Verdict;
  /** The API's own word. */
  readonly rawStatus: string;
  readonly catchAll: boolean | "pending" | undefined;
  readonly creditsUsed: number | undefined;
  readonly checkedAt: Date;
  /** "instantly": asked for and paid; "lookup": read back after the answer was lost. */
  readonly source: "instantly" | "lookup";
}

/**
 * A moment in the life of a ledger, told by how often it had been written to: clocks are set, and two machines' differ.
 * The clock's word stands in where there is no such number, in the moment or in what was recorded: both may be of an older
 * build.
 */
export interface Moment {
  readonly at: Date;
  readonly records?: number | undefined;
}

/** A run, when it asks, and when it was made: what was verified before that it asks for anew. */
export interface Mark {
  readonly runId: string;
  readonly at: Date;
  readonly since: Moment;
}

/** As what an address is known that is being asked for; `checkedAt` apart. */
export const ASKED: Omit<LedgerEntry, "checkedAt"> = {
  verdict: "pending",
  rawStatus: "pending",
  catchAll: undefined,
  creditsUsed: undefined,
  source: "instantly",
};

export const DAY_MS = 86_400_000;

/** Whether a final verdict is young enough to be used again. */
export function isFresh({ verdict, checkedAt }: LedgerEntry, reuseDays: number, now: number): boolean {
  return verdict !== "pending" && checkedAt.getTime() >= now - reuseDays * DAY_MS;
}

/** Every address that was ever paid for, known by `addressKey`. Synchronous: a look-up takes microseconds. */
export interface Ledger {
  /** @throws StoreError */
  find(address: string): LedgerEntry | undefined;
  /** The final verdict on an address that was recorded after a moment. @throws StoreError */
  findSince(address: string, since: Moment): LedgerEntry | undefined;
  /** How often it was written to. @throws StoreError */
  records(): number;
  /**
   * Does `work`, in which many addresses are looked up: each then takes half the time, and all see one state of the ledger.
   * It writes nothing, and waits for nothing. @throws StoreError, and what `work` throws.
   */
  reading<T>(work: () => T): T;
  /** Later entries replace earlier ones of the same address. @throws StoreError */
  record(entries: readonly { readonly address: string; readonly entry: LedgerEntry }[]): void;
  /**
   * Gives addresses to a run that is about to have them checked, so that no other one pays for them: they are known as
   * pending until they are recorded. Answers those that the run has now. Not given are those that another run has, that
   * are pending, and whose verdict is younger than `since`. @throws StoreError
   */
  mark(addresses: readonly string[], mark: Mark): ReadonlySet<string>;
  /** The run whose mark an address has. @throws StoreError */
  markedBy(address: string): string | undefined;
  /**
   * Gives a run what was found not to be paid for: an address that is pending under the mark of `from`, or under none.
   * False when it is so no more. @throws StoreError
   */
  takeOver(address: string, from: string | undefined, runId: string): boolean;
  /** Takes a run's marks back from what was not charged. @throws StoreError */
  unmark(addresses: readonly string[], runId: string): void;
  /** How many addresses are known. @throws StoreError */
  count(): number;
  /** Credits that were paid for them, as far as the API said. @throws StoreError */
  creditsPaid(): number;
}
