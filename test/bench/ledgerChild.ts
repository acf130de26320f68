import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LedgerEntry } from "../../src/core/verification/ledger.ts";
import { openStore } from "../../src/store/openStore.ts";

// A ledger of a million addresses: how fast it opens, and how fast it answers. Prints figures as JSON.

const ENTRIES = 1_000_000;
const BATCH = 50_000;
const LOOKUPS = 50_000;
/** As many as a plan looks up at once. */
const TOGETHER = 1_000;
const ROUNDS = 9;
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
/** Every other one is unknown, and they come in no order that the file has. */
const lookUp = (from: number, to: number): void => {
  for (let round = from; round < to; round++)
    if (store.ledger.find(address((round * 7_919) % (2 * ENTRIES))) !== undefined) found++;
};
/** As a plan does it. */
const lookUpTogether = (from: number, to: number): void => {
  for (let start = from; start < to; start += TOGETHER)
    store.ledger.reading(() => lookUp(start, start + TOGETHER));
};
/** How many a second, at another stretch of the ledger in each round. */
const measured = (round: number, work: (from: number, to: number) => void): number => {
  const startedAt = performance.now();
  work(round * LOOKUPS, (round + 1) * LOOKUPS);
  return LOOKUPS / ((performance.now() - startedAt) / 1_000);
};
lookUp(0, LOOKUPS);
const lookupsPerS: number[] = [];
const singleLookupsPerS: number[] = [];
for (let round = 1; round <= ROUNDS; round++) {
  lookupsPerS.push(measured(2 * round, lookUpTogether));
  singleLookupsPerS.push(measured(2 * round + 1, lookUp));
}
store.close();
console.log(
  JSON.stringify({ lookupsPerS, singleLookupsPerS, openMs, fileMb: statSync(file).size / 2 ** 20, found }),
);
rmSync(dir, { recursive: true });
