import type { LedgerEntry } from "../core/verification/ledger.ts";
import type { Row, Value } from "./database.ts";

const VERDICTS: readonly LedgerEntry["verdict"][] = ["verified", "invalid", "risky", "pending", "unknown"];

/** The columns verdict, raw_status (null when it is the verdict), catch_all, credits, checked_at, source. */
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

/** Reads them back. */
export function entryOf(row: Row): LedgerEntry {
  const catchAll = row["catch_all"];
  const verdict = VERDICTS.find((word) => word === row["verdict"]) ?? "unknown";
  return {
    verdict,
    rawStatus: typeof row["raw_status"] === "string" ? row["raw_status"] : verdict,
    catchAll:
      catchAll === "pending" ? catchAll : typeof catchAll === "string" ? catchAll === "true" : undefined,
    creditsUsed: typeof row["credits"] === "number" ? row["credits"] : undefined,
    checkedAt: new Date(Number(row["checked_at"])),
    source: row["source"] === "lookup" ? "lookup" : "instantly",
  };
}
