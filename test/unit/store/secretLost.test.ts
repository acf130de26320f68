import { DatabaseSync } from "node:sqlite";
import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Store } from "../../../src/store/openStore.ts";
import { ENTRY, folder, open, RUN } from "./storeFiles.ts";

const OTHER = { secret: new Uint8Array(32).fill(1) };
const SUBJECT = {
  kind: "reply",
  originalId: "m1",
  threadId: undefined,
  fixed: {},
  isAnswered: false,
  attachments: 0,
} as const;
const addresses = Array.from({ length: 1_000 }, (_, index) => `person.${index}@example.com`);

function fill(store: Store): void {
  store.ledger.record(addresses.map((address) => ({ address, entry: ENTRY })));
  for (let i = 0; i < 20; i++)
    store.drafts.create("workspace", { ...SUBJECT, text: `draft ${i}` }, new Date(0));
  store.journal.create(RUN);
  store.journal.claim({ runId: RUN.id, owner: "me", now: 1 });
}

const counts = ({ ledger, drafts, journal }: Store): readonly number[] => [
  addresses.filter((address) => ledger.find(address) !== undefined).length,
  drafts.list("workspace").length,
  journal.runs("workspace").length,
];

test("keeps what another secret closed, names where, and has all of it with the right secret again", async () => {
  const file = path.join(folder(), "store.db");
  const first = await open(file);
  fill(first);
  first.close();

  const second = await open(file, OTHER);
  expect(second).toMatchObject({ isDurable: true, notice: { kind: "otherKey", at: file } });
  expect(counts(second)).toEqual([0, 0, 0]);
  second.ledger.record([{ address: "jo@example.com", entry: ENTRY }]);
  second.close();

  const third = await open(file);
  expect(third.notice).toBeUndefined();
  expect(counts(third)).toEqual([1_000, 20, 1]);
  third.close();
  const fourth = await open(file, OTHER);
  expect(fourth.notice).toBeUndefined(); // said once
  expect(fourth.ledger.find("jo@example.com")).toEqual(ENTRY);
});

test("leaves a window that has the right secret at work alone", async () => {
  const file = path.join(folder(), "store.db");
  const first = await open(file);
  fill(first);

  const second = await open(file, OTHER);
  second.ledger.record([{ address: "jo@example.com", entry: ENTRY }]);
  first.ledger.record([{ address: "al@example.com", entry: ENTRY }]);

  expect(counts(first)).toEqual([1_000, 20, 1]);
  expect(counts(await open(file))).toEqual([1_000, 20, 1]);
});

test("takes an empty file of another secret over, and says nothing", async () => {
  const dir = folder();
  const file = path.join(dir, "store.db");
  (await open(file)).close();

  const second = await open(file, OTHER);

  expect(second.notice).toBeUndefined();
  expect(second.file).toBe(file);
  second.close();
  expect(readdirSync(dir)).toEqual(["store.db"]);
});

test("knows its own file although the mark of the secret is what was damaged", async () => {
  const file = path.join(folder(), "store.db");
  const first = await open(file);
  fill(first);
  first.close();
  const db = new DatabaseSync(file);
  db.exec("UPDATE meta SET value = CAST(zeroblob(32) AS BLOB) WHERE name = 'secret'");
  db.close();

  expect(counts(await open(file))).toEqual([1_000, 20, 1]);
  expect((await open(file)).notice).toBeUndefined();
});
