import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { PageStore } from "../core/state/pageCache.ts";
import { isMarkedDamaged } from "./damagedFile.ts";
import { Database, type Sqlite } from "./database.ts";
import { MemoryPages } from "./memoryPages.ts";
import { PAGE_STEPS } from "./pageSchema.ts";
import { Seal } from "./seal.ts";
import { SqlitePages } from "./sqlitePages.ts";

/** About 400 lists and 2,000 messages of the usual size. */
const MAX_BYTES = 24_000_000;
/** Mail that nobody has looked at for so long is not kept on a machine any longer. */
const MAX_AGE_MS = 30 * 86_400_000;

/** Where a page store lies, and what closes it. */
export interface PageStoreOptions {
  /** The database's file; its folder is made. */
  readonly file: string;
  /** At least 32 random bytes, kept elsewhere. */
  readonly secret: Uint8Array;
  /** Whose pages they are: what was kept for another owner counts as nothing, and goes. */
  readonly owner: string;
  readonly now?: () => Date;
  readonly maxBytes?: number;
  /** Absent in some hosts. */
  readonly sqlite?: () => Promise<Sqlite>;
}

/** Pages that are meant to end with the window. */
export function openMemoryPages(maxBytes = MAX_BYTES): PageStore {
  return new MemoryPages(maxBytes);
}

/** Opens the pages on disk, or in memory where that cannot be; never fails, and begins anew what is damaged. */
export async function openPageStore(options: PageStoreOptions): Promise<PageStore> {
  const { file, sqlite = () => import("node:sqlite") } = options;
  try {
    const module = await sqlite();
    mkdirSync(path.dirname(file), { recursive: true });
    if (isMarkedDamaged(file)) removePageStore(file);
    try {
      return onDisk(module, options);
    } catch {
      removePageStore(file); // damaged, or of a newer build: all of it can be read again from the API
      return onDisk(module, options);
    }
  } catch {
    return openMemoryPages();
  }
}

/** Removes a page store's file with all that lies beside it. @throws when the machine does not let it. */
export function removePageStore(file: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal", ".damaged"]) rmSync(file + suffix, { force: true });
}

function onDisk(sqlite: Sqlite, options: PageStoreOptions): PageStore {
  const { file, secret, owner, now = () => new Date(), maxBytes = MAX_BYTES } = options;
  const seal = new Seal(createHash("sha256").update(secret).update(owner).digest());
  const db = Database.open(sqlite, file, PAGE_STEPS);
  try {
    dropOthers(db, seal);
    db.run("DELETE FROM pages WHERE used_at < ?", now().getTime() - MAX_AGE_MS);
    return new SqlitePages(db, seal, maxBytes, now);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What another secret or owner closed can be neither read nor found any more, and would only take room. */
function dropOthers(db: Database, seal: Seal): void {
  const mark = seal.hash("owner of these pages");
  const known = db.get("SELECT value FROM meta WHERE name = 'owner'")?.["value"];
  if (known instanceof Uint8Array && mark.equals(known)) return;
  db.transaction(() => {
    db.run("DELETE FROM pages");
    db.run("INSERT OR REPLACE INTO meta VALUES ('owner', ?)", mark);
  });
}
