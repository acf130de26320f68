import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Ledger } from "../../../src/core/verification/ledger.ts";
import { MemoryLedger } from "../../../src/store/memoryStore.ts";
import { Seal } from "../../../src/store/seal.ts";
import { SqliteJournal } from "../../../src/store/sqliteJournal.ts";
import { SqliteLedger } from "../../../src/store/sqliteLedger.ts";
import { database, ENTRY, folder, open, RUN, SECRET } from "./storeFiles.ts";

/** As the first build made it. */
const FIRST_TABLES = `
  CREATE TABLE ledger (
    address BLOB PRIMARY KEY, verdict TEXT NOT NULL, raw_status TEXT, catch_all TEXT,
    credits REAL, checked_at INTEGER NOT NULL, source TEXT NOT NULL
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE runs (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, title BLOB NOT NULL, status TEXT NOT NULL,
    reason TEXT, settings TEXT NOT NULL, created_at INTEGER NOT NULL, total INTEGER NOT NULL,
    owner TEXT, heartbeat_at INTEGER
  ) STRICT;
  PRAGMA user_version = 1;
`;

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
  db.exec(FIRST_TABLES);
  const marked = new Seal(SECRET).hash("jo@x.example");
  db.prepare("INSERT INTO ledger VALUES (?, 'pending', 'old', NULL, NULL, 5, 'asked')").run(marked);
  const title = new Seal(SECRET).close("old.csv");
  db.prepare("INSERT INTO runs VALUES (1, 'old', 'workspace', ?, 'done', NULL, '{}', 5, 0, NULL, NULL)").run(
    title,
  );
  db.close();

  const opened = await database(file);
  const journal = new SqliteJournal(opened, new Seal(SECRET));
  const ledger = new SqliteLedger(opened, new Seal(SECRET));

  expect(ledger.find("jo@x.example")).toMatchObject({ verdict: "pending", rawStatus: "pending" });
  expect(ledger.markedBy("jo@x.example")).toBe("old");
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

  expect(await open(file)).toMatchObject({ isDurable: false, notice: { kind: "memory", why: "newer" } });
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

test("reads one state of the ledger while another window writes, and the new one after that", async () => {
  const file = path.join(folder(), "store.db");
  const [one, other] = [await open(file), await open(file)];
  const find = (): unknown => one.ledger.find("jo@example.com");

  const seen = one.ledger.reading(() => {
    const before = find();
    other.ledger.record([{ address: "jo@example.com", entry: ENTRY }]);
    return [before, find()];
  });

  expect(seen).toEqual([undefined, undefined]);
  expect(find()).toEqual(ENTRY);
});

test("reads and writes on after what was done while reading has failed", async () => {
  const { ledger } = await open(path.join(folder(), "store.db"));

  expect(() =>
    ledger.reading(() => {
      throw new Error("no more");
    }),
  ).toThrow("no more");

  ledger.record([{ address: "jo@example.com", entry: ENTRY }]);
  expect(ledger.reading(() => ledger.find("jo@example.com"))).toEqual(ENTRY);
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
  const locked = await open(file, { lockWaitMs: 0 });
  const unmade = await open("/dev/null/store.db");

  expect(none).toMatchObject({ isDurable: false, notice: { kind: "memory", why: "noSqlite" } });
  expect(locked).toMatchObject({ isDurable: false, notice: { kind: "memory", why: "locked" } });
  expect(unmade).toMatchObject({ isDurable: false, notice: { kind: "memory", why: "failed" } });
  locked.ledger.record([{ address: "jo@example.com", entry: ENTRY }]);
  expect(locked.ledger.find("JO@example.com")).toEqual(ENTRY);
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

    const since = { at: ENTRY.checkedAt };
    const mark = { runId: "run-1", at: new Date(5_000), since };
    const given = ledger.mark(["Jo@x.example", "al@x.example", "old@x.example"], mark);

    expect([...given]).toEqual(["Jo@x.example", "al@x.example"]);
    const asked = { verdict: "pending", rawStatus: "pending", checkedAt: new Date(5_000) };
    expect(ledger.find("jo@x.example")).toMatchObject(asked);
    expect([ledger.markedBy("jo@X.example"), ledger.markedBy("old@x.example")]).toEqual(["run-1", undefined]);
    expect(ledger.find("old@x.example")).toEqual(ENTRY);
    const answered = { ...ENTRY, verdict: "pending", rawStatus: "pending" } as const;
    ledger.record([{ address: "al@x.example", entry: answered }]);
    ledger.unmark(["jo@x.example", "al@x.example", "old@x.example"], "run-1");
    expect(ledger.find("jo@x.example")).toBeUndefined();
    expect(ledger.find("al@x.example")).toEqual(answered);
    expect(ledger.markedBy("al@x.example")).toBeUndefined();
    expect(ledger.find("old@x.example")).toEqual(ENTRY);
  },
);

test.each(LEDGERS)("a ledger %s gives an address to one run alone", async (_, make) => {
  const ledger = await make();
  const at = new Date(5_000);
  const [first, second] = ["run-1", "run-2"].map((runId) => ({ runId, at, since: { at: new Date(4_000) } }));
  if (first === undefined || second === undefined) throw new Error("two runs");

  expect(ledger.mark(["jo@x.example"], first)).toEqual(new Set(["jo@x.example"]));
  expect(ledger.mark(["JO@x.example"], second)).toEqual(new Set());
  expect(ledger.mark(["jo@x.example"], first)).toEqual(new Set(["jo@x.example"]));

  ledger.unmark(["jo@x.example"], "run-2");
  expect(ledger.markedBy("jo@x.example")).toBe("run-1");
  expect(ledger.takeOver("jo@x.example", undefined, "run-2")).toBe(false);
  expect(ledger.takeOver("jo@x.example", "run-1", "run-2")).toBe(true);
  expect(ledger.takeOver("jo@x.example", "run-1", "run-3")).toBe(false);

  ledger.record([{ address: "jo@x.example", entry: ENTRY }]);
  expect(ledger.takeOver("jo@x.example", undefined, "run-3")).toBe(false);
  const lost = { ...ENTRY, verdict: "pending" } as const;
  ledger.record([{ address: "jo@x.example", entry: lost }]);
  expect(ledger.mark(["jo@x.example"], second)).toEqual(new Set());
  expect(ledger.takeOver("jo@x.example", undefined, "run-3")).toBe(true);
});

test.each(LEDGERS)("a ledger %s keeps an old verdict while it is asked for anew", async (_, make) => {
  const ledger = await make();
  ledger.record([{ address: "old@x.example", entry: ENTRY }]);
  const since = new Date(ENTRY.checkedAt.getTime() + 1);

  for (const runId of ["run-1", "run-2"])
    ledger.mark(["old@x.example"], { runId, at: since, since: { at: since } });

  expect(ledger.markedBy("old@x.example")).toBe("run-1");
  expect(ledger.find("old@x.example")).toMatchObject({ verdict: "pending", rawStatus: "pending" });
  ledger.unmark(["old@x.example"], "run-1");
  expect(ledger.find("old@x.example")).toEqual(ENTRY);
});

test.each(LEDGERS)(
  "a ledger %s tells before and after by its own count, whatever the clock",
  async (_, make) => {
    const ledger = await make();
    ledger.record([{ address: "before@x.example", entry: ENTRY }]);
    const ahead = { at: new Date(ENTRY.checkedAt.getTime() + 86_400_000), records: ledger.records() };
    const behind = { ...ahead, at: new Date(0) };
    ledger.record([{ address: "after@x.example", entry: ENTRY }]);

    for (const since of [ahead, behind]) {
      expect(ledger.findSince("before@x.example", since)).toBeUndefined();
      expect(ledger.findSince("After@x.example", since)).toEqual(ENTRY);
      const mark = { runId: "run-1", at: since.at, since };
      expect(ledger.mark(["before@x.example", "after@x.example"], mark)).toEqual(
        new Set(["before@x.example"]),
      );
      expect(ledger.findSince("before@x.example", since)).toBeUndefined();
      ledger.unmark(["before@x.example"], "run-1");
    }
    expect(ledger.findSince("after@x.example", { at: new Date(0) })).toEqual(ENTRY);
    expect(ledger.findSince("after@x.example", { at: ahead.at })).toBeUndefined();
  },
);

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
