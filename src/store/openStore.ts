import { mkdirSync } from "node:fs";
import path from "node:path";
import type { SharedSlots } from "../core/api/budget.ts";
import type { DraftStore } from "../core/mail/draftStore.ts";
import type { Journal } from "../core/verification/journal.ts";
import type { Ledger } from "../core/verification/ledger.ts";
import { StoreError } from "../core/verification/storeError.ts";
import { Database, type Sqlite } from "./database.ts";
import { isMarkedDamaged, moveAside } from "./damagedFile.ts";
import { MemoryDrafts } from "./memoryDrafts.ts";
import { MemoryJournal, MemoryLedger } from "./memoryStore.ts";
import { Seal } from "./seal.ts";
import { SqliteDrafts } from "./sqliteDrafts.ts";
import { SqliteJournal } from "./sqliteJournal.ts";
import { SqliteLedger } from "./sqliteLedger.ts";
import { SqliteSlots } from "./sqliteSlots.ts";

/**
 * What a person should hear about the store.
 * - `memory`: nothing outlives this window, since the host has no `node:sqlite`, or the file is locked or cannot be written
 * - `movedAside`: the file was damaged; it lies beside the new one now
 * - `otherKey`: what was kept was closed with another key, and was wiped
 */
export type StoreNotice =
  | { readonly kind: "memory"; readonly why: "noSqlite" | "locked" | "full" | "failed" }
  | { readonly kind: "movedAside"; readonly to: string }
  | { readonly kind: "otherKey" };

/** Everything that is kept on this machine. */
export interface Store {
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly drafts: DraftStore;
  /** Counts requests of all windows; undefined in memory. */
  readonly slots: SharedSlots | undefined;
  /** False when everything is gone with the window. */
  readonly isDurable: boolean;
  readonly notice: StoreNotice | undefined;
  close(): void;
}

/** Where the store lies, and the secret that closes it. */
export interface StoreOptions {
  /** The database's file; its folder is made. */
  readonly file: string;
  /** At least 32 random bytes, kept elsewhere. */
  readonly secret: Uint8Array;
  readonly now?: () => Date;
  /** Absent in some hosts. */
  readonly sqlite?: () => Promise<Sqlite>;
}

const DAY_MS = 86_400_000;

/** A store that is meant to end with the window: for invented data. */
export function openMemoryStore(): Store {
  return {
    ledger: new MemoryLedger(),
    journal: new MemoryJournal(),
    drafts: new MemoryDrafts(),
    slots: undefined,
    isDurable: false,
    notice: undefined,
    close: () => undefined,
  };
}

/** Opens the store; never fails: what cannot be had on disk is had in memory, and said so. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { file, secret, now = () => new Date(), sqlite = () => import("node:sqlite") } = options;
  const seal = new Seal(secret);
  let module: Sqlite;
  try {
    module = await sqlite();
  } catch {
    return inMemory("noSqlite");
  }
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    if (!isMarkedDamaged(file)) return onDisk(module, file, seal, now());
  } catch (error) {
    const fault = error instanceof StoreError ? error.fault : "failed";
    if (fault !== "damaged") return inMemory(fault);
  }
  try {
    const to = moveAside(file, now());
    return { ...onDisk(module, file, seal, now()), notice: { kind: "movedAside", to } };
  } catch {
    return inMemory("failed");
  }
}

function onDisk(sqlite: Sqlite, file: string, seal: Seal, now: Date): Store {
  const db = Database.open(sqlite, file);
  try {
    const isOtherKey = wipeWhatIsOthers(db, seal);
    // Their windows ended before the runs began: nothing was asked, and nothing shows them.
    db.run("DELETE FROM runs WHERE status = 'new' AND created_at < ?", now.getTime() - DAY_MS);
    return {
      ledger: new SqliteLedger(db, seal),
      journal: new SqliteJournal(db, seal),
      drafts: new SqliteDrafts(db, seal),
      slots: new SqliteSlots(db),
      isDurable: true,
      notice: isOtherKey ? { kind: "otherKey" } : undefined,
      close: () => db.close(),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

function inMemory(why: Extract<StoreNotice, { kind: "memory" }>["why"]): Store {
  return { ...openMemoryStore(), notice: { kind: "memory", why } };
}

/** What another secret closed can be neither read nor matched any more. */
function wipeWhatIsOthers(db: Database, seal: Seal): boolean {
  const mark = seal.hash("secret of this store");
  const known = db.get("SELECT value FROM meta WHERE name = 'secret'")?.["value"];
  if (known instanceof Uint8Array && mark.equals(known)) return false;
  db.transaction(() => {
    db.run("DELETE FROM runs");
    db.run("DELETE FROM drafts");
    db.run("DELETE FROM ledger");
    db.run("INSERT OR REPLACE INTO meta VALUES ('secret', ?)", mark);
  });
  return known !== undefined;
}
