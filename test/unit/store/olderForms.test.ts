import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { planRun } from "../../../src/core/verification/runPlan.ts";
import { MemoryLedger } from "../../../src/store/memoryStore.ts";
import { Seal } from "../../../src/store/seal.ts";
import { ENTRY, folder, open, SECRET } from "./storeFiles.ts";

const READ = "jo@bücher.example";
const DNS = "jo@xn--bcher-kva.example";

/** A store as an older build has left it: each address as it was spelt. */
async function olderStore(
  ...rows: readonly { readonly form: string; readonly at: number }[]
): Promise<string> {
  const file = path.join(folder(), "store.db");
  (await open(file)).close();
  const db = new DatabaseSync(file);
  const insert = db.prepare(
    "INSERT INTO ledger (address, verdict, checked_at, source) VALUES (?, 'verified', ?, 'instantly')",
  );
  for (const { form, at } of rows) insert.run(new Seal(SECRET).hash(form), at);
  db.close();
  return file;
}

test.each([READ, DNS])("finds what an older build has kept as %s by every spelling", async (form) => {
  const { ledger } = await open(await olderStore({ form, at: 5 }));

  for (const address of [READ, DNS, "JO@BÜCHER.example"])
    expect(ledger.find(address)?.checkedAt.getTime()).toBe(5);
});

test("goes on with the later of two that an older build has paid for, and keeps one", async () => {
  const { ledger } = await open(await olderStore({ form: READ, at: 9 }, { form: DNS, at: 5 }));
  const mark = { runId: "run-1", at: new Date(20), since: { at: new Date(10) } };

  expect(ledger.find(DNS)?.checkedAt.getTime()).toBe(9);
  expect(ledger.mark([DNS], mark)).toEqual(new Set([DNS]));
  expect(ledger.markedBy(READ)).toBe("run-1");
  ledger.unmark([READ], "run-1");

  expect(ledger.find(DNS)?.checkedAt.getTime()).toBe(9);
  ledger.record([{ address: READ, entry: ENTRY }]);
  expect(ledger.find(DNS)).toEqual(ENTRY);
  expect(ledger.count()).toBe(1);
});

test("a plan pays once for an address that is spelt twice", async () => {
  const plan = await planRun([READ, DNS, "Jo@Bücher.EXAMPLE"], 30, {
    ledger: new MemoryLedger(),
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    check: () => undefined,
    creditsPerCheck: 1,
    balance: () => Promise.resolve(undefined),
  });

  expect(plan).toMatchObject({ given: 3, unique: 1, toPay: 1 });
});
