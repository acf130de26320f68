import type { ItemOutcome, RunItem } from "../../../../src/core/verification/journal.ts";
import type { LedgerEntry } from "../../../../src/core/verification/ledger.ts";

export const CHECKED_AT = new Date("2026-03-01T10:00:00.000Z");

/** An answer of the API, verified unless said otherwise. */
export function entry(changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    verdict: "verified",
    rawStatus: changes.verdict ?? "verified",
    catchAll: false,
    creditsUsed: 0.25,
    checkedAt: CHECKED_AT,
    source: "instantly",
    ...changes,
  };
}

export function settled(changes: Partial<LedgerEntry> = {}, isKnown = false): ItemOutcome {
  return { state: "settled", entry: entry(changes), isKnown };
}

/** Addresses of a run in their order, each with what became of it. */
export function itemsOf(
  ...rows: readonly (readonly [address: string, outcome?: ItemOutcome])[]
): readonly RunItem[] {
  return rows.map(([address, outcome], position) => ({
    position,
    address,
    ...(outcome === undefined ? {} : { outcome }),
  }));
}
