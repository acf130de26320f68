import { spawnSync } from "node:child_process";
import { DatabaseSync } from "node:sqlite";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Journal, Lease } from "../../../src/core/verification/journal.ts";
import { MemoryJournal } from "../../../src/store/memoryStore.ts";
import { ownProcessMark } from "../../../src/store/processMark.ts";
import { Seal } from "../../../src/store/seal.ts";
import { SqliteJournal } from "../../../src/store/sqliteJournal.ts";
import { database, ENTRY, folder, RUN, SECRET } from "./storeFiles.ts";

test("says that the disk is full, and has written nothing by halves", async () => {
  const db = await database();
  const journal = new SqliteJournal(db, new Seal(SECRET));
  journal.create(RUN);
  db.get("PRAGMA max_page_count = 14");
  const items = Array.from({ length: 2_000 }, (_, index) => ({ address: `person.${index}@example.com` }));

  expect(() => journal.append(RUN.id, items)).toThrow(
    expect.objectContaining({ name: "StoreError", fault: "full" }),
  );

  expect([...journal.items(RUN.id)].flat()).toEqual([]);
});

test("says that another process holds the file", async () => {
  const file = path.join(folder(), "store.db");
  const journal = new SqliteJournal(await database(file), new Seal(SECRET));
  const other = new DatabaseSync(file);
  onTestFinished(() => other.close());
  other.exec("BEGIN IMMEDIATE");

  expect(() => journal.create(RUN)).toThrow(expect.objectContaining({ fault: "locked" }));
});

const JOURNALS: readonly (readonly [string, () => Promise<Journal>])[] = [
  ["on disk", async () => new SqliteJournal(await database(), new Seal(SECRET))],
  ["in memory", () => Promise.resolve(new MemoryJournal())],
];

test.each(JOURNALS)("a journal %s gives back what became of each address, in order", async (_, make) => {
  const journal = await make();
  journal.create(RUN);
  const settled = { state: "settled", entry: ENTRY, isKnown: true } as const;
  journal.append(RUN.id, [{ address: "a@x.example" }, { address: "b@x.example", outcome: settled }]);
  journal.append(RUN.id, [
    { address: "c@x.example", outcome: { state: "bad", reason: "noTopLevel" } },
    { address: "d@x.example", outcome: { state: "skipped", reason: "role" } },
    { address: "e@x.example", outcome: { state: "skipped" } },
    { address: "f@x.example", times: 3 },
  ]);
  const lease = { runId: RUN.id, owner: "me", now: 1_000 };
  expect(journal.runs("workspace")).toEqual([]);
  expect(journal.claim(lease)).toBe(true);

  expect(journal.ask(lease, [0, 1])).toBe(true);
  journal.unask(RUN.id, [1]);
  journal.settle(RUN.id, [
    { position: 2, outcome: { state: "pending", entry: { ...ENTRY, catchAll: "pending" } } },
  ]);

  expect([...journal.items(RUN.id)].flat()).toEqual([
    { position: 0, address: "a@x.example", outcome: { state: "asked" } },
    { position: 1, address: "b@x.example" },
    {
      position: 2,
      address: "c@x.example",
      outcome: { state: "pending", entry: { ...ENTRY, catchAll: "pending" } },
    },
    { position: 3, address: "d@x.example", outcome: { state: "skipped", reason: "role" } },
    { position: 4, address: "e@x.example", outcome: { state: "skipped" } },
    { position: 5, address: "f@x.example", times: 3 },
  ]);
  journal.release(lease, "paused", { kind: "maxCredits", credits: 10 });
  const { scope, ...kept } = RUN;
  expect(journal.runs(scope)).toEqual([
    {
      ...kept,
      status: "paused",
      reason: { kind: "maxCredits", credits: 10 },
      total: 6,
      heartbeatAt: undefined,
    },
  ]);
  expect(journal.runs("another workspace")).toEqual([]);
  expect(journal.claim(lease)).toBe(true);
  journal.release({ ...lease, now: 2_000 }, "done");
  expect(journal.runs(scope)).toMatchObject([{ status: "done", endedAt: new Date(2_000) }]);
  journal.remove(RUN.id);
  expect([...journal.items(RUN.id)]).toEqual([]);
});

test.each(JOURNALS)("a journal %s gives a run to one window, until that one is silent", async (_, make) => {
  const journal = await make();
  journal.create(RUN);
  const mine = (now: number): Lease => ({ runId: RUN.id, owner: "me", now });
  const other = (now: number): Lease => ({ runId: RUN.id, owner: "other", now });

  expect(journal.claim(mine(100_000))).toBe(true);
  expect(journal.claim(other(900_000_000))).toBe(false); // whatever the clock says
  expect(journal.renew(mine(101_000))).toBe(true);
  expect(journal.claim(other(102_000), new Date(100_000))).toBe(false);
  expect(journal.runs("workspace")).toMatchObject([{ status: "running", heartbeatAt: new Date(101_000) }]);
  expect(journal.claim(other(102_000), new Date(101_000))).toBe(true);

  expect(journal.claim({ ...mine(103_000), owner: "third" }, new Date(101_000))).toBe(false);
  expect(journal.renew(mine(103_000))).toBe(false);
  expect(journal.ask(mine(103_000), [0])).toBe(false);
  journal.release(mine(103_000), "cancelled");
  expect(journal.runs("workspace")).toMatchObject([{ status: "running" }]);
});

test("gives a run of a process that is gone to the next window at once", async () => {
  const db = await database();
  const { pid } = spawnSync(process.execPath, ["--version"]);
  const gone = new SqliteJournal(db, new Seal(SECRET), { ...ownProcessMark(), pid, start: "1" });
  gone.create(RUN);
  expect(gone.claim({ runId: RUN.id, owner: "gone", now: 100_000 })).toBe(true);

  const journal = new SqliteJournal(db, new Seal(SECRET));

  expect(journal.runs("workspace")).toMatchObject([{ status: "running", isAbandoned: true }]);
  expect(journal.claim({ runId: RUN.id, owner: "me", now: 100_001 })).toBe(true);
  expect(journal.runs("workspace")[0]?.isAbandoned).toBeUndefined();
});

test("notes what is about to be asked such that a power cut does not take it", async () => {
  const db = await database();
  const journal = new SqliteJournal(db, new Seal(SECRET));
  journal.create(RUN);
  journal.append(RUN.id, [{ address: "a@x.example" }]);
  const lease = { runId: RUN.id, owner: "me", now: 1_000 };
  journal.claim(lease);
  const synchronous: unknown[] = [];
  const run = db.run.bind(db);
  db.run = (...statement) => {
    synchronous.push(db.get("PRAGMA synchronous")?.["synchronous"]);
    return run(...statement);
  };

  expect(journal.ask(lease, [0])).toBe(true);
  expect(synchronous).toEqual([2, 2]); // FULL: the lease, and the note
  journal.settle(RUN.id, [{ position: 0, outcome: { state: "skipped" } }]);
  expect(synchronous.at(-1)).toBe(1);
});
