import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { RequestBudget } from "../../../src/core/api/budget.ts";
import type { Journal, Lease } from "../../../src/core/verification/journal.ts";
import type { Ledger, LedgerEntry } from "../../../src/core/verification/ledger.ts";
import { Database } from "../../../src/store/database.ts";
import { MemoryJournal, MemoryLedger } from "../../../src/store/memoryStore.ts";
import { openStore, type Store, type StoreOptions } from "../../../src/store/openStore.ts";
import { ownProcessMark } from "../../../src/store/processMark.ts";
import { Seal } from "../../../src/store/seal.ts";
import { SqliteJournal } from "../../../src/store/sqliteJournal.ts";
import { SqliteLedger } from "../../../src/store/sqliteLedger.ts";
import { SqliteSlots } from "../../../src/store/sqliteSlots.ts";
import { FakeClock } from "../core/fakeClock.ts";

const SECRET = new Uint8Array(32).fill(9);
const ENTRY: LedgerEntry = {
  verdict: "verified",
  rawStatus: "verified",
  catchAll: true,
  creditsUsed: 0.25,
  checkedAt: new Date(1_700_000_000_000),
  source: "instantly",
};
const RUN = {
  id: "run-1",
  title: "customers of ACME.csv",
  scope: "workspace",
  settings: { maxCredits: 10, balanceFloor: 1, domains: "ask" },
  createdAt: new Date(1_700_000_000_000),
  source: {
    uri: "file:///home/jo/customers%20of%20ACME.csv",
    sha256: "ab".repeat(32),
    bytes: 42,
    column: "Mail",
  },
} as const;

/** As the first build made it. */
const FIRST_RUNS_TABLE = `
  CREATE TABLE runs (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, title BLOB NOT NULL, status TEXT NOT NULL,
    reason TEXT, settings TEXT NOT NULL, created_at INTEGER NOT NULL, total INTEGER NOT NULL,
    owner TEXT, heartbeat_at INTEGER
  ) STRICT;
  PRAGMA user_version = 1;
`;

function folder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-store-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function open(file: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore({ file, secret: SECRET, ...options });
  onTestFinished(() => store.close());
  return store;
}

async function database(file = path.join(folder(), "store.db")): Promise<Database> {
  const db = Database.open(await import("node:sqlite"), file);
  onTestFinished(() => db.close());
  return db;
}

test("keeps what was paid for from one window to the next, by any spelling of the address", async () => {
  const file = path.join(folder(), "deep", "store.db");
  const first = await open(file);
  first.ledger.record([{ address: "Jo@Example.com", entry: ENTRY }]);
  first.close();

  const second = await open(file);

  expect(second).toMatchObject({ isDurable: true, notice: undefined });
  expect(second.ledger.find(" jo@example.COM")).toEqual(ENTRY);
  expect(second.ledger.find("joe@example.com")).toBeUndefined();
  expect(second.ledger.count()).toBe(1);
});

test("leaves no address and no file name readable on the disk", async () => {
  const dir = folder();
  const store = await open(path.join(dir, "store.db"));
  store.journal.create(RUN);
  store.journal.append(RUN.id, [{ address: "jo@acme.example" }, { address: "al@acme.example" }]);
  store.ledger.record([{ address: "jo@acme.example", entry: ENTRY }]);
  const bytes = readdirSync(dir).map((name) => readFileSync(path.join(dir, name), "latin1"));
  store.close();
  bytes.push(...readdirSync(dir).map((name) => readFileSync(path.join(dir, name), "latin1")));

  expect(bytes.join("")).toContain("CREATE TABLE");
  expect(bytes.join("")).not.toMatch(/acme|jo@|customers/i);
});

test("keeps what an earlier build has written", async () => {
  const file = path.join(folder(), "store.db");
  const db = new DatabaseSync(file);
  db.exec(FIRST_RUNS_TABLE);
  const title = new Seal(SECRET).close("old.csv");
  db.prepare("INSERT INTO runs VALUES (1, 'old', 'workspace', ?, 'done', NULL, '{}', 5, 0, NULL, NULL)").run(
    title,
  );
  db.close();

  const journal = new SqliteJournal(await database(file), new Seal(SECRET));

  const [old] = journal.runs("workspace");
  expect(old).toMatchObject({ id: "old", title: "old.csv", createdAt: new Date(5) });
  expect(old).not.toHaveProperty("source");
  expect(old).not.toHaveProperty("endedAt");
  journal.create(RUN);
  journal.claim({ runId: RUN.id, owner: "me", now: 1 });
  expect(journal.runs("workspace")[0]?.source).toEqual(RUN.source);
});

test("leaves the file of a newer build alone, and works in memory", async () => {
  const file = path.join(folder(), "store.db");
  const db = new DatabaseSync(file);
  db.exec("PRAGMA user_version = 999");
  db.close();

  expect(await open(file)).toMatchObject({ isDurable: false, notice: { kind: "memory", why: "failed" } });
});

test("moves a damaged file aside, says so, and works on", async () => {
  const dir = folder();
  const file = path.join(dir, "store.db");
  writeFileSync(file, "this is no database ".repeat(500));

  const store = await open(file, { now: () => new Date(0) });

  const to = `${file}.damaged-1970-01-01T00-00-00-000Z`;
  expect(store).toMatchObject({ isDurable: true, notice: { kind: "movedAside", to } });
  expect(readFileSync(to, "utf8")).toContain("this is no database");
  store.ledger.record([{ address: "jo@example.com", entry: ENTRY }]);
  expect(store.ledger.find("jo@example.com")).toEqual(ENTRY);
});

test("moves a file that was found damaged in use aside the next time, and works on", async () => {
  const file = path.join(folder(), "store.db");
  const first = await open(file);
  const addresses = Array.from({ length: 2_000 }, (_, index) => `person.${index}@example.com`);
  first.ledger.record(addresses.map((address) => ({ address, entry: ENTRY })));
  first.close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x77, 20 * 4096));

  const second = await open(file);
  expect(second.notice).toBeUndefined(); // its first pages are sound
  expect(() => addresses.map((address) => second.ledger.find(address))).toThrow(
    expect.objectContaining({ name: "StoreError", fault: "damaged" }),
  );
  second.close();

  const third = await open(file);
  expect(third).toMatchObject({ isDurable: true, notice: { kind: "movedAside" } });
  third.close();
  expect((await open(file)).notice).toBeUndefined();
});

test("works in memory and says why where there is no node:sqlite, or the file is locked or cannot be made", async () => {
  const file = path.join(folder(), "store.db");
  const missing = (): Promise<never> => Promise.reject(new Error("No such built-in module: node:sqlite"));
  const other = new DatabaseSync(file);
  onTestFinished(() => other.close());
  other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE t (a)");

  const none = await open(file, { sqlite: missing });
  const locked = await open(file);
  const unmade = await open("/dev/null/store.db");

  expect(none).toMatchObject({ isDurable: false, notice: { kind: "memory", why: "noSqlite" } });
  expect(locked).toMatchObject({ isDurable: false, notice: { kind: "memory", why: "locked" } });
  expect(unmade).toMatchObject({ isDurable: false, notice: { kind: "memory", why: "failed" } });
  locked.ledger.record([{ address: "jo@example.com", entry: ENTRY }]);
  expect(locked.ledger.find("JO@example.com")).toEqual(ENTRY);
});

test("wipes what another secret closed, and says so", async () => {
  const file = path.join(folder(), "store.db");
  const first = await open(file);
  first.ledger.record([{ address: "jo@example.com", entry: ENTRY }]);
  first.journal.create(RUN);
  first.close();

  const second = await open(file, { secret: new Uint8Array(32).fill(1) });

  expect(second.notice).toEqual({ kind: "otherKey" });
  expect(second.ledger.count()).toBe(0);
  expect(second.journal.runs("workspace")).toEqual([]);
});

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
  ]);
  journal.release(lease, "paused", { kind: "maxCredits", credits: 10 });
  const { scope, ...kept } = RUN;
  expect(journal.runs(scope)).toEqual([
    {
      ...kept,
      status: "paused",
      reason: { kind: "maxCredits", credits: 10 },
      total: 5,
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

const LEDGERS: readonly (readonly [string, () => Promise<Ledger>])[] = [
  ["on disk", async () => new SqliteLedger(await database(), new Seal(SECRET))],
  ["in memory", () => Promise.resolve(new MemoryLedger())],
];

test.each(LEDGERS)(
  "a ledger %s knows what is being asked as pending, and forgets it when it was not",
  async (_, make) => {
    const ledger = await make();
    ledger.record([{ address: "old@x.example", entry: ENTRY }]);

    ledger.mark(["Jo@x.example", "al@x.example", "old@x.example"], "run-1", new Date(5_000));

    const asked = { verdict: "pending", rawStatus: "pending", checkedAt: new Date(5_000) };
    expect(ledger.find("jo@x.example")).toMatchObject(asked);
    expect([ledger.markedBy("jo@X.example"), ledger.markedBy("old@x.example")]).toEqual(["run-1", undefined]);
    expect(ledger.find("old@x.example")).toEqual(ENTRY);
    const answered = { ...ENTRY, verdict: "pending", rawStatus: "pending" } as const;
    ledger.record([{ address: "al@x.example", entry: answered }]);
    ledger.unmark(["jo@x.example", "al@x.example", "old@x.example"]);
    expect(ledger.find("jo@x.example")).toBeUndefined();
    expect(ledger.find("al@x.example")).toEqual(answered);
    expect(ledger.markedBy("al@x.example")).toBeUndefined();
    expect(ledger.find("old@x.example")).toEqual(ENTRY);
  },
);

test("lets two windows together through no more often than the limit", async () => {
  const file = path.join(folder(), "store.db");
  const clock = new FakeClock();
  const shared = [new SqliteSlots(await database(file)), new SqliteSlots(await database(file))];
  const budgets = shared.map((slots) => new RequestBudget({ clock, shared: slots }));
  const times: number[] = [];
  for (let i = 0; i < 300; i++)
    for (const budget of budgets) void budget.acquire(["workspace"]).then(() => times.push(clock.now()));

  await clock.advance(8_000);

  expect(times).toHaveLength(600);
  const densest = Math.max(
    ...times.map((start) => times.filter((at) => at >= start && at < start + 1_000).length),
  );
  expect(densest).toBe(100);
});

test("does not freeze the shared limit when the clock is set back", async () => {
  const slots = new SqliteSlots(await database());
  const needs = [{ bucket: "mailList", limits: [{ count: 2, windowMs: 1_000 }] }] as const;
  expect([slots.take(needs, 1_000_000), slots.take(needs, 1_000_000)]).toEqual([0, 0]);

  expect(slots.take(needs, 500_000)).toBe(501_000);
  expect(slots.take(needs, 501_000)).toBe(0);
});

test("keeps to its own count while the shared one cannot be had", async () => {
  const file = path.join(folder(), "store.db");
  const slots = new SqliteSlots(await database(file));
  const other = new DatabaseSync(file);
  onTestFinished(() => other.close());
  other.exec("BEGIN IMMEDIATE");

  expect(slots.take([{ bucket: "workspace", limits: [{ count: 1, windowMs: 1_000 }] }], 5)).toBe(0);
});

test("keeps how far an import has come, and the name of its list unreadable", async () => {
  const dir = folder();
  const file = path.join(dir, "store.db");
  const first = await open(file);
  const made = { listName: "ACME customers", list: "asked", agreedCredits: 0.25, spent: 0 } as const;
  first.journal.create({ ...RUN, import: made });
  first.journal.claim({ runId: RUN.id, owner: "window", now: 1 });
  first.journal.setImport(RUN.id, { ...made, list: "made", listId: "list-1", spent: 2.5, balance: 7 });
  first.close();

  const second = await open(file);

  expect(second.journal.runs("workspace")).toMatchObject([
    { import: { ...made, list: "made", listId: "list-1", spent: 2.5, balance: 7 } },
  ]);
  const bytes = readdirSync(dir).map((name) => readFileSync(path.join(dir, name), "latin1"));
  expect(bytes.join("")).not.toMatch(/acme/i);
});
