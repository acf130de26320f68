import { mkdirSync } from "node:fs";
import path from "node:path";
import type { SharedSlots } from "../core/api/budget.ts";
import { Database, type Sqlite } from "./database.ts";
import { SqliteSlots } from "./sqliteSlots.ts";

const STEPS = [
  "CREATE TABLE slots (bucket TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (bucket, seq)) WITHOUT ROWID, STRICT;",
];
/** Longer than any limit's window. */
const OLD_MS = 600_000;

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
    const db = Database.open(module, file, STEPS);
    db.run("DELETE FROM slots WHERE at < ?", Date.now() - OLD_MS);
    return { of: (group) => new SqliteSlots(db, group), close: () => db.close() };
  } catch {
    return undefined;
  }
}
