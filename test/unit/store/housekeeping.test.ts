import { DatabaseSync } from "node:sqlite";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { SINGLE } from "../../../src/core/verification/journal.ts";
import { DAY_MS } from "../../../src/core/verification/ledger.ts";
import { Housekeeping } from "../../../src/store/housekeeping.ts";
import { SqliteJournal } from "../../../src/store/sqliteJournal.ts";
import { Seal } from "../../../src/store/seal.ts";
import { ownProcessMark } from "../../../src/store/processMark.ts";
import { database, ENTRY, folder, open, RUN, SECRET } from "./storeFiles.ts";

const SUBJECT = {
  kind: "reply",
  originalId: "m1",
  threadId: undefined,
  fixed: {},
  isAnswered: false,
  attachments: 0,
} as const;

async function two(file = path.join(folder(), "store.db")) {
  const store = await open(file);
  for (const scope of ["environment", "second"]) {
    store.house.use(scope);
    store.journal.create({ ...RUN, id: `run of ${scope}`, scope });
    store.journal.append(`run of ${scope}`, [{ address: `jo@${scope}.example` }]);
    store.journal.claim({ runId: `run of ${scope}`, owner: "me", now: 1 });
    store.journal.release({ runId: `run of ${scope}`, owner: "me", now: 1 }, "done");
    store.drafts.create(scope, { ...SUBJECT, text: scope }, new Date(0));
    store.ledger.record([{ address: `jo@${scope}.example`, entry: ENTRY }]);
  }
  return store;
}

test("a workspace that leaves takes its own runs and drafts along, and nothing of another's", async () => {
  const store = await two();
  expect(store.house.isShared("second")).toBe(true);

  await store.house.leave("second");

  expect(store.journal.runs("second")).toEqual([]);
  expect(store.drafts.list("second")).toEqual([]);
  expect(store.journal.runs("environment")).toHaveLength(1);
  expect(store.drafts.list("environment")).toHaveLength(1);
  expect(store.ledger.find("jo@environment.example")).toEqual(ENTRY);
  expect(store.house.isShared("environment")).toBe(false);
});

test("a workspace that keeps nothing but verdicts counts as another one", async () => {
  const store = await open(path.join(folder(), "store.db"));
  store.house.use("environment");
  store.house.use("second");

  expect(store.house.isShared("second")).toBe(true);
  await store.house.leave("environment");
  expect(store.house.isShared("second")).toBe(false);
});

test("what was written by a build that noted no workspaces counts too", async () => {
  const store = await open(path.join(folder(), "store.db"));
  store.drafts.create("environment", { ...SUBJECT, text: "x" }, new Date(0));

  expect(store.house.isShared("second")).toBe(true);
  expect(store.house.isShared("environment")).toBe(false);
});

test("clears everything, also for a window that has it open, which works on", async () => {
  const dir = folder();
  const store = await two(path.join(dir, "store.db"));
  const other = await open(path.join(dir, "store.db"));
  const sealed = new Seal(SECRET).hash("jo@second.example").toString("latin1");

  await store.house.clear();

  expect([other.ledger.count(), other.house.drafts(), other.house.runs()]).toEqual([0, 0, 0]);
  other.ledger.record([{ address: "al@x.example", entry: ENTRY }]);
  expect(store.ledger.find("al@x.example")).toEqual(ENTRY);
  store.close();
  other.close();
  const bytes = readdirSync(dir).map((name) => readFileSync(path.join(dir, name), "latin1"));
  expect(bytes.join("")).not.toContain(sealed);
  expect((await open(path.join(dir, "store.db"))).notice).toBeUndefined();
});

test("says while a window is at work, whichever that is, and not of one that is gone", async () => {
  const db = await database();
  const own = ownProcessMark();
  const house = new Housekeeping(db, own);
  const now = 1_000_000;
  const at = (mark: typeof own): SqliteJournal => new SqliteJournal(db, new Seal(SECRET), mark);
  expect(house.isAtWork(now)).toBe(false);

  at(own).create(RUN);
  at(own).claim({ runId: RUN.id, owner: "other window", now });
  expect(house.isAtWork(now)).toBe(true);
  expect(house.isAtWork(now + 60_000)).toBe(false); // silent for long
  at(own).release({ runId: RUN.id, owner: "other window", now }, "paused");
  expect(house.isAtWork(now)).toBe(false);

  at({ ...own, pid: 2 ** 22 + 1 }).claim({ runId: RUN.id, owner: "crashed", now });
  expect(house.isAtWork(now)).toBe(false);
});

test("forgets a large run in pieces that lock out nobody, and is done after a window has ended halfway", async () => {
  const file = path.join(folder(), "store.db");
  const store = await open(file);
  store.journal.create(RUN);
  const items = Array.from({ length: 256 }, (_, index) => ({
    address: `p.${index}@x.example`,
    outcome: { state: "settled", entry: ENTRY, isKnown: true } as const,
  }));
  for (let i = 0; i < 60; i++) store.journal.append(RUN.id, items);
  store.journal.claim({ runId: RUN.id, owner: "me", now: 1 });

  expect(store.journal.remove(RUN.id)).toBe(false);

  expect(store.journal.runs("workspace")).toEqual([]);
  expect(store.journal.claim({ runId: RUN.id, owner: "late", now: 1 })).toBe(false);
  expect(store.journal.isImport(RUN.id)).toBe(false);
  store.close();
  await open(file); // sweeps
  const db = new DatabaseSync(file);
  onTestFinished(() => db.close());
  const left = (): unknown => db.prepare("SELECT count(*) AS n FROM run_outcomes").get()?.["n"];
  await expect.poll(left).toBe(0);
  await expect.poll(() => db.prepare("SELECT count(*) AS n FROM runs").get()?.["n"]).toBe(0);
});

test("what a single check left behind that was killed is swept, counts as no run, and leaves with its workspace", async () => {
  const db = await database();
  const own = ownProcessMark();
  const gone = { ...own, pid: 2 ** 22 + 1 };
  const now = 1_700_000_000_000;
  const single = (id: string, mark: typeof own, at = now): void => {
    const journal = new SqliteJournal(db, new Seal(SECRET), mark);
    journal.create({ ...RUN, id, scope: `workspace${SINGLE}`, createdAt: new Date(at) });
    journal.append(id, [{ address: `${id}@x.example` }]);
    journal.claim({ runId: id, owner: id, now: at });
  };
  const left = (): readonly unknown[] => db.all("SELECT id FROM runs ORDER BY id").map(({ id }) => id);
  single("killed", gone);
  single("at work", own);
  single("elsewhere", { ...own, host: "other" });
  single("elsewhere long ago", { ...own, host: "other" }, now - 2 * DAY_MS);
  const run = new SqliteJournal(db, new Seal(SECRET), gone);
  run.create(RUN);
  run.claim({ runId: RUN.id, owner: "killed", now });
  const house = new Housekeeping(db, own);

  await house.sweep(now);

  expect(left()).toEqual(["at work", "elsewhere", RUN.id]);
  expect([house.runs(), house.runs("workspace"), house.isShared("workspace")]).toEqual([1, 1, false]);
  await house.leave("workspace");
  expect(left()).toEqual([]);
});
