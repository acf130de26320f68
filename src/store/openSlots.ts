import { mkdirSync } from "node:fs";
import path from "node:path";
import { systemClock } from "../core/clock.ts";
import { StoreError } from "../core/verification/storeError.ts";
import type { SharedSlots } from "../core/api/budget.ts";
import { Database, type Sqlite } from "./database.ts";
import { SqliteSlots } from "./sqliteSlots.ts";

const STEPS = [
  "CREATE TABLE slots (bucket TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (bucket, seq)) WITHOUT ROWID, STRICT;",
];
/** Longer than any limit's window. */
const OLD_MS = 600_000;

const TRIES = 10;
const TRY_AGAIN_MS = 50;

/** The slots of all windows, in a file that nothing else ever locks. */
export interface SlotFile {
  /** Those of one API. */
  of(group: string): SharedSlots;
  close(): void;
}

/** Opens or makes the file; undefined where that cannot be. */
export async function openSlots(
  file: string,
  sqlite: () => Promise<Sqlite> = () => import("node:sqlite"),
): Promise<SlotFile | undefined> {
  try {
    const module = await sqlite();
    mkdirSync(path.dirname(file), { recursive: true });
    const db = await openPatiently(module, file);
    return { of: (group) => new SqliteSlots(db, group), close: () => db.close() };
  } catch {
    return undefined;
  }
}

/** Windows that start at once meet at the lock of a file that one of them is making. @throws StoreError */
async function openPatiently(module: Sqlite, file: string): Promise<Database> {
  for (let tries = 1; ; tries++) {
    let db: Database | undefined;
    try {
      db = Database.open(module, file, STEPS);
      db.run("DELETE FROM slots WHERE at < ?", Date.now() - OLD_MS);
      return db;
    } catch (error) {
      db?.close();
      if (tries === TRIES || !(error instanceof StoreError) || error.fault !== "locked") throw error;
      await systemClock.sleep(TRY_AGAIN_MS);
    }
  }
}
