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

const DAY_MS = 86_400_000;

/** Whether a final verdict is young enough to be used again. */
export function isFresh({ verdict, checkedAt }: LedgerEntry, reuseDays: number, now: number): boolean {
  return verdict !== "pending" && checkedAt.getTime() >= now - reuseDays * DAY_MS;
}

/** Whether somebody is known to be there: at a catch-all domain that is not proven. */
export function isProven({ verdict, catchAll }: LedgerEntry): boolean {
  return verdict === "verified" && catchAll === false;
}

/** Every address that was ever paid for, known by `foldAddress`. Synchronous: a look-up takes microseconds. */
export interface Ledger {
  /** @throws StoreError */
  find(address: string): LedgerEntry | undefined;
  /** Later entries replace earlier ones of the same address. @throws StoreError */
  record(entries: readonly { readonly address: string; readonly entry: LedgerEntry }[]): void;
  /**
   * Notes that a run is about to ask for these, so that no other one pays for them: they are known as pending until they
   * are recorded. Those known already stay as they are. @throws StoreError
   */
  mark(addresses: readonly string[], runId: string, at: Date): void;
  /** The run whose mark an address has. @throws StoreError */
  markedBy(address: string): string | undefined;
  /** Takes `mark` back for what was not charged. @throws StoreError */
  unmark(addresses: readonly string[]): void;
  /** How many addresses are known. @throws StoreError */
  count(): number;
  /** Credits that were paid for them, as far as the API said. @throws StoreError */
  creditsPaid(): number;
}
