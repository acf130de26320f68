import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ENTRY, folder, open, RUN } from "./storeFiles.ts";

const addresses = Array.from({ length: 300 }, (_, index) => `person.${index}@example.com`);
const lease = { runId: RUN.id, owner: "me", now: 1 };

function pull(dir: string, names = readdirSync(dir)): void {
  for (const name of names) rmSync(path.join(dir, name));
}

test.each([
  ["everything", undefined],
  ["the file alone", ["store.db"]],
])("what a run has noted outlives that %s is taken away under it", async (_, names) => {
  const dir = folder();
  const file = path.join(dir, "store.db");
  const store = await open(file);
  store.journal.create(RUN);
  store.journal.append(
    RUN.id,
    addresses.map((address) => ({ address })),
  );
  store.journal.claim(lease);
  store.ledger.record([{ address: "known@example.com", entry: ENTRY }]);

  pull(dir, names);
  expect(store.journal.ask(lease, [0, 1, 2])).toBe(true);
  store.ledger.record([{ address: "person.0@example.com", entry: ENTRY }]);
  store.close();

  const next = await open(file);
  expect(next).toMatchObject({ isDurable: true, notice: undefined });
  expect(next.ledger.find("known@example.com")).toEqual(ENTRY);
  expect(next.ledger.find("person.0@example.com")).toEqual(ENTRY);
  const items = [...next.journal.items(RUN.id)].flat();
  expect(items.map(({ address }) => address)).toEqual(addresses);
  expect(items.filter(({ outcome }) => outcome?.state === "asked")).toHaveLength(3);
});

test("two windows under which the file is taken away go on in one file", async () => {
  const dir = folder();
  const file = path.join(dir, "store.db");
  const [one, other] = [await open(file), await open(file)];
  one.ledger.record([{ address: "a@x.example", entry: ENTRY }]);

  pull(dir);
  one.ledger.record([{ address: "b@x.example", entry: ENTRY }]);
  other.ledger.record([{ address: "c@x.example", entry: ENTRY }]);
  one.ledger.record([{ address: "d@x.example", entry: ENTRY }]);
  const late = await open(file);
  one.close();
  other.close();
  late.close();

  const { ledger } = await open(file);
  expect(["a", "b", "c", "d"].map((name) => ledger.find(`${name}@x.example`))).toEqual([
    ENTRY,
    ENTRY,
    ENTRY,
    ENTRY,
  ]);
});

test("a window that is opened in between has what the other one still held", async () => {
  const dir = folder();
  const file = path.join(dir, "store.db");
  const one = await open(file);
  one.ledger.record([{ address: "a@x.example", entry: ENTRY }]);
  pull(dir);
  const other = await open(file);
  other.ledger.record([{ address: "b@x.example", entry: ENTRY }]);

  one.ledger.record([{ address: "c@x.example", entry: ENTRY }]);

  expect(["a", "b", "c"].map((name) => other.ledger.find(`${name}@x.example`))).toEqual([
    ENTRY,
    ENTRY,
    ENTRY,
  ]);
});

test("what comes after a store was closed is told in a sentence of ours", async () => {
  const store = await open(path.join(folder(), "store.db"));
  onTestFinished(() => store.close());
  store.ledger.find("jo@x.example");
  store.close();

  const closed = expect.objectContaining({ name: "StoreError", fault: "closed" }) as unknown;
  for (const use of [
    () => store.ledger.find("jo@x.example"),
    () => store.ledger.record([{ address: "jo@x.example", entry: ENTRY }]),
    () => store.ledger.reading(() => 1),
    () => store.journal.runs("workspace"),
    () => store.drafts.list("workspace"),
    () => store.drafts.write("workspace", 1, "text", new Date()),
    () => store.house.isAtWork(0),
  ])
    expect(use).toThrow(closed);
});
