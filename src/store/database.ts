import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type * as sqliteModule from "node:sqlite";
import { StoreError, type StoreFault } from "../core/verification/storeError.ts";
import { markDamaged } from "./damagedFile.ts";
import { closeGone, fileMark, rescueInto } from "./goneFile.ts";
import { DRAFT_TABLE } from "./draftSchema.ts";

/** `node:sqlite`, handed in since some hosts of VS Code lack it. */
export type Sqlite = typeof sqliteModule;

/** Another window's transactions take a millisecond; whoever holds the file for longer is not waited for. */
const BUSY_MS = 250;

/** Used only as far as the file is read: holds the upper levels of a ledger of a million. */
const CACHE_KB = 16_000;

/** The tables as the first build made them; what came later is in the steps. */
const SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE ledger (
    address BLOB PRIMARY KEY, verdict TEXT NOT NULL, raw_status TEXT, catch_all TEXT,
    credits REAL, checked_at INTEGER NOT NULL, source TEXT NOT NULL
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE runs (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, title BLOB NOT NULL, status TEXT NOT NULL,
    reason TEXT, settings TEXT NOT NULL, created_at INTEGER NOT NULL, total INTEGER NOT NULL,
    owner TEXT, heartbeat_at INTEGER
  ) STRICT;
  CREATE TABLE run_addresses (
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, start INTEGER NOT NULL, addresses BLOB NOT NULL,
    PRIMARY KEY (run, start)
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE run_outcomes (
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, position INTEGER NOT NULL, state TEXT NOT NULL,
    reason TEXT, is_known INTEGER, verdict TEXT, raw_status TEXT, catch_all TEXT, credits REAL, checked_at INTEGER,
    source TEXT, PRIMARY KEY (run, position)
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE slots (
    bucket TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (bucket, seq)
  ) WITHOUT ROWID, STRICT;
`;

/** Each leads from the version that its index names to the next one; none is ever changed. */
const STEPS: readonly string[] = [
  SCHEMA,
  "ALTER TABLE runs ADD COLUMN source BLOB; ALTER TABLE runs ADD COLUMN ended_at INTEGER;",
  "ALTER TABLE runs ADD COLUMN process TEXT;",
  "ALTER TABLE runs ADD COLUMN import BLOB;",
  DRAFT_TABLE,
  "ALTER TABLE ledger ADD COLUMN asked_by TEXT; UPDATE ledger SET asked_by = raw_status, raw_status = NULL WHERE source = 'asked';",
  `CREATE TABLE records (made INTEGER NOT NULL) STRICT; INSERT INTO records VALUES (0);
   ALTER TABLE ledger ADD COLUMN recorded INTEGER; ALTER TABLE runs ADD COLUMN records INTEGER;`,
];

/** A file of a newer build, whose tables this one could misread. */
export class NewerFileError extends StoreError {
  constructor() {
    super("failed");
  }
}

/** One database file, its statements prepared once, its errors told as StoreError. */
export class Database {
  private readonly statements = new Map<string, sqliteModule.StatementSync>();
  private readonly arrayStatements = new Map<string, sqliteModule.StatementSync>();
  private db: sqliteModule.DatabaseSync;
  private mark: string | undefined;
  /** Whether a transaction is open. */
  private isInside = false;

  private constructor(
    private readonly sqlite: Sqlite,
    private readonly file: string,
    private readonly steps: readonly string[],
  ) {
    this.db = openFile(sqlite, file);
    this.mark = fileMark(file);
    try {
      this.migrate();
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  /**
   * Opens or makes the file.
   * @param steps make its tables, each leading from the version that its index names to the next one
   * @throws StoreError
   */
  static open(sqlite: Sqlite, file: string, steps: readonly string[] = STEPS): Database {
    return faulty(() => new Database(sqlite, file, steps));
  }

  /** Runs a statement. @throws StoreError */
  run(sql: string, ...values: readonly Value[]): number {
    this.keepPlace();
    return this.watched(() => Number(this.prepare(sql).run(...values).changes));
  }

  /** The first row. @throws StoreError */
  get(sql: string, ...values: readonly Value[]): Row | undefined {
    return this.watched(() => this.prepare(sql).get(...values));
  }

  /** The first row, its columns in their order. @throws StoreError */
  getArray(sql: string, ...values: readonly Value[]): readonly unknown[] | undefined {
    const row = this.watched(() => this.prepareArray(sql).get(...values));
    return row === undefined ? undefined : cellsOf(row);
  }

  /** All rows, as `getArray` has them. @throws StoreError */
  allArrays(sql: string, ...values: readonly Value[]): readonly (readonly unknown[])[] {
    return this.watched(() => this.prepareArray(sql).all(...values)).map(cellsOf);
  }

  /** All rows. @throws StoreError */
  all(sql: string, ...values: readonly Value[]): readonly Row[] {
    return this.watched(() => this.prepare(sql).all(...values));
  }

  /**
   * Does all of `work` or nothing, and returns only when it would outlive a power cut. (Everything else outlives the
   * process, and is there in its order after a power cut, but for the last seconds.)
   * @throws StoreError, and what `work` throws.
   */
  durably<T>(work: () => T): T {
    this.watched(() => this.db.exec("PRAGMA synchronous = FULL"));
    try {
      const result = this.transaction(work);
      // Here rather than where SQLite would do it, which is behind some request's slot: that would leave late.
      this.watched(() => this.db.exec("PRAGMA wal_checkpoint(PASSIVE)"));
      return result;
    } finally {
      this.watched(() => this.db.exec("PRAGMA synchronous = NORMAL"));
    }
  }

  /** Does all of `work` or nothing. @throws StoreError, and what `work` throws. */
  transaction<T>(work: () => T): T {
    return this.within("BEGIN IMMEDIATE", work);
  }

  /**
   * Does `work`, which only reads, and locks the file once for all of it: half of what a look-up costs is the lock.
   * @throws StoreError, and what `work` throws.
   */
  reading<T>(work: () => T): T {
    return this.within("BEGIN", work);
  }

  private within<T>(begin: string, work: () => T): T {
    this.keepPlace();
    this.watched(() => this.db.exec(begin));
    this.isInside = true;
    try {
      const result = work();
      this.watched(() => this.db.exec("COMMIT"));
      return result;
    } catch (error) {
      this.rollBack();
      throw error;
    } finally {
      this.isInside = false;
    }
  }

  private rollBack(): void {
    if (!this.db.isOpen) return;
    if ("isTransaction" in this.db) {
      if (this.db.isTransaction) this.db.exec("ROLLBACK");
      return;
    }
    try {
      (this.db as sqliteModule.DatabaseSync).exec("ROLLBACK"); // before Node 22.16 only trying tells
    } catch {
      // SQLite has rolled back by itself.
    }
  }

  /** What comes after that is refused with a StoreError. */
  close(): void {
    this.statements.clear();
    this.arrayStatements.clear();
    if (!this.db.isOpen) return;
    if (this.isInPlace()) this.db.close();
    else closeGone(this.file, this.db);
  }

  private isInPlace(): boolean {
    return this.mark === fileMark(this.file);
  }

  /**
   * Before anything is written: a file that was taken away under this window, by another program or by hand, is written
   * anew from what is still held open. Else all that is noted from now on would be gone with the window, and be paid again.
   */
  private keepPlace(): void {
    if (this.steps !== STEPS || !this.db.isOpen || this.isInside || this.isInPlace()) return;
    this.watched(() => {
      mkdirSync(path.dirname(this.file), { recursive: true });
      Database.open(this.sqlite, this.file).close(); // with its tables
      if (!rescueInto(this.file, this.db)) throw new StoreError("closed");
      this.statements.clear();
      this.arrayStatements.clear();
      closeGone(this.file, this.db);
      this.db = openFile(this.sqlite, this.file);
      this.mark = fileMark(this.file);
    });
  }

  /** A file found damaged in use looks sound when it is opened: it is marked, so that the next window moves it aside. */
  private watched<T>(work: () => T): T {
    try {
      return faulty(work);
    } catch (error) {
      if (error instanceof StoreError && error.fault === "damaged") markDamaged(this.file);
      throw error;
    }
  }

  private prepare(sql: string): sqliteModule.StatementSync {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.db.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  private prepareArray(sql: string): sqliteModule.StatementSync {
    const known = this.arrayStatements.get(sql);
    if (known !== undefined) return known;
    const statement = this.db.prepare(sql);
    if ("setReturnArrays" in statement) statement.setReturnArrays(true); // since Node 22.16
    this.arrayStatements.set(sql, statement);
    return statement;
  }

  private migrate(): void {
    if (this.version() === this.steps.length) return;
    this.transaction(() => {
      const version = this.version(); // another window may have been quicker
      if (version > this.steps.length) throw new NewerFileError();
      for (const step of this.steps.slice(version)) this.db.exec(step);
      this.db.exec(`PRAGMA user_version = ${this.steps.length}`);
    });
  }

  private version(): number {
    return Number(this.get("PRAGMA user_version")?.["user_version"]);
  }
}

function openFile(sqlite: Sqlite, file: string): sqliteModule.DatabaseSync {
  // Left by a file that was taken away alone: whoever still has that one open would share them with the new one.
  if (fileMark(file) === undefined)
    for (const suffix of ["-wal", "-shm"]) rmSync(file + suffix, { force: true });
  const db = new sqlite.DatabaseSync(file, { timeout: BUSY_MS });
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
    db.exec(`PRAGMA cache_size = -${CACHE_KB}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export type Value = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html). */
const FAULTS: Readonly<Partial<Record<number, StoreFault>>> = {
  5: "locked",
  6: "locked",
  11: "damaged",
  13: "full",
  26: "damaged",
};

function faulty<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof StoreError) throw error;
    // node:sqlite's own words for this say nothing to a person.
    if ("code" in error && error.code === "ERR_INVALID_STATE")
      throw new StoreError("closed", { cause: error });
    if ("syscall" in error) throw new StoreError("failed", { cause: error });
    if (!("errcode" in error) || typeof error.errcode !== "number") throw error;
    throw new StoreError(FAULTS[error.errcode & 0xff] ?? "failed", { cause: error });
  }
}

/** The types of node:sqlite know rows as objects alone, and so has them Node 22.15; a later one has such as arrays. */
function cellsOf(row: object): readonly unknown[] {
  return Array.isArray(row) ? row : Object.values(row);
}
