import type { LedgerEntry } from "../core/verification/ledger.ts";
import type { Value } from "./database.ts";

const VERDICTS: readonly LedgerEntry["verdict"][] = ["verified", "invalid", "risky", "pending", "unknown"];

/** In the order of `entryValues`; raw_status is null when it is the verdict. */
export const ENTRY_COLUMNS = "verdict, raw_status, catch_all, credits, checked_at, source";

/** What is written of an entry. */
export function entryValues(entry: LedgerEntry): readonly [string, Value, Value, Value, number, string] {
  return [
    entry.verdict,
    entry.rawStatus === entry.verdict ? null : entry.rawStatus,
    entry.catchAll === undefined ? null : String(entry.catchAll),
    entry.creditsUsed ?? null,
    entry.checkedAt.getTime(),
    entry.source,
  ];
}

/** Reads it back, as an array since a million objects take their time. */
export function entryOf([
  word,
  rawStatus,
  catchAll,
  credits,
  checkedAt,
  source,
]: readonly unknown[]): LedgerEntry {
  const verdict = VERDICTS.find((known) => known === word) ?? "unknown";
  return {
    verdict,
    rawStatus: typeof rawStatus === "string" ? rawStatus : verdict,
    catchAll:
      catchAll === "pending" ? catchAll : typeof catchAll === "string" ? catchAll === "true" : undefined,
    creditsUsed: typeof credits === "number" ? credits : undefined,
    checkedAt: dateOf(checkedAt),
    source: source === "lookup" ? "lookup" : "instantly",
  };
}

/** A moment as it is kept; the beginning of time for what no clock can have said. */
export function dateOf(value: unknown): Date {
  const date = new Date(Number(value));
  return Number.isNaN(date.getTime()) ? new Date(0) : date;
}
