import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LedgerEntry } from "../../src/core/verification/ledger.ts";
import { openStore } from "../../src/store/openStore.ts";

// A ledger of a million addresses: how fast it opens, and how fast it answers. Prints figures as JSON.

const ENTRIES = 1_000_000;
const BATCH = 50_000;
const LOOKUPS = 100_000;
const OPENINGS = 9;

const dir = mkdtempSync(path.join(tmpdir(), "instantly-ledger-"));
const file = path.join(dir, "store.db");
const secret = Buffer.alloc(32, 7);
const checkedAt = new Date(1_700_000_000_000);
const entry: LedgerEntry = {
  verdict: "verified",
  rawStatus: "verified",
  catchAll: false,
  creditsUsed: 0.25,
  checkedAt,
  source: "instantly",
};
const address = (index: number): string => `person.${index}@company-${index % 5_000}.example`;

const filled = await openStore({ file, secret });
for (let start = 0; start < ENTRIES; start += BATCH)
  filled.ledger.record(
    Array.from({ length: BATCH }, (_, index) => ({ address: address(start + index), entry })),
  );
filled.close();

const openMs: number[] = [];
for (let i = 0; i < OPENINGS; i++) {
  const startedAt = performance.now();
  const opened = await openStore({ file, secret });
  openMs.push(performance.now() - startedAt);
  opened.close();
}

const store = await openStore({ file, secret });
let found = 0;
const lookup = (round: number): void => {
  // Every other one is unknown, and they come in no order that the file has.
  const index = (round * 7_919) % (2 * ENTRIES);
  if (store.ledger.find(address(index)) !== undefined) found++;
};
for (let i = 0; i < LOOKUPS / 10; i++) lookup(i);
const startedAt = performance.now();
for (let i = 0; i < LOOKUPS; i++) lookup(i);
const lookupsPerS = LOOKUPS / ((performance.now() - startedAt) / 1_000);
store.close();
console.log(JSON.stringify({ lookupsPerS, openMs, fileMb: statSync(file).size / 2 ** 20, found }));
rmSync(dir, { recursive: true });
