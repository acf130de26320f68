import { expect, test } from "vitest";
import { isFresh, type LedgerEntry } from "../../../../src/core/verification/ledger.ts";

const DAY_MS = 86_400_000;
const NOW = 1_700_000_000_000;

function entry(ageMs: number, verdict: LedgerEntry["verdict"] = "verified"): LedgerEntry {
  const checkedAt = new Date(NOW - ageMs);
  return { verdict, rawStatus: verdict, catchAll: false, creditsUsed: 0.25, checkedAt, source: "instantly" };
}

test("uses a final verdict again for as many days as are set, and one that is out not at all", () => {
  expect(isFresh(entry(30 * DAY_MS), 30, NOW)).toBe(true);
  expect(isFresh(entry(30 * DAY_MS + 1), 30, NOW)).toBe(false);
  expect(isFresh(entry(1), 0, NOW)).toBe(false);
  expect(isFresh(entry(0, "pending"), 30, NOW)).toBe(false);
});
