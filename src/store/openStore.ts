import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { SharedSlots } from "../core/api/budget.ts";
import { type Clock, systemClock } from "../core/clock.ts";
import type { DraftStore } from "../core/mail/draftStore.ts";
import type { Journal } from "../core/verification/journal.ts";
import type { Ledger } from "../core/verification/ledger.ts";
import { StoreError } from "../core/verification/storeError.ts";
import { yieldNow } from "../core/verification/yieldNow.ts";
import { Database, NewerFileError, type Sqlite } from "./database.ts";
import { isMarkedDamaged, moveAside } from "./damagedFile.ts";
import { Housekeeping } from "./housekeeping.ts";
import { MemoryDrafts } from "./memoryDrafts.ts";
import { MemoryHousekeeping } from "./memoryHousekeeping.ts";
import { MemoryJournal, MemoryLedger } from "./memoryStore.ts";
import { adopt, ownFile, whoseIs } from "./ownership.ts";
import { Seal } from "./seal.ts";
import { SqliteDrafts } from "./sqliteDrafts.ts";
import { SqliteJournal } from "./sqliteJournal.ts";
import { SqliteLedger } from "./sqliteLedger.ts";
import { SqliteSlots } from "./sqliteSlots.ts";

/** Why there is no place on disk. */
export type NoPlace = "noSqlite" | "locked" | "full" | "newer" | "failed";

/**
 * What a person should hear about the store.
 * - `memory`: nothing outlives this window, since the host has no `node:sqlite`, or the file is locked, cannot be written,
 *   or is of a newer build. What costs credits is refused until `allowPaying`
 * - `movedAside`: the file was damaged; it lies beside the new one now
 * - `otherKey`: the file was closed with another secret; it stays where it lies, and is used again with that secret
 */
export type StoreNotice =
  | { readonly kind: "memory"; readonly why: NoPlace }
  | { readonly kind: "movedAside"; readonly to: string }
  | { readonly kind: "otherKey"; readonly at: string };

/** Everything that is kept on this machine. */
export interface Store {
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly drafts: DraftStore;
  /** Counts requests of all windows; undefined in memory. */
  readonly slots: SharedSlots | undefined;
  readonly house: Pick<Housekeeping, "use" | "drafts" | "runs" | "isShared" | "isAtWork" | "leave" | "clear">;
  /** Where it lies; undefined in memory. */
  readonly file: string | undefined;
  /** False when everything is gone with the window. */
  readonly isDurable: boolean;
  readonly notice: StoreNotice | undefined;
  /** A person has agreed to pay for what nothing keeps. */
  allowPaying(): void;
  close(): void;
}

/** Where the store lies, and the secret that closes it. */
export interface StoreOptions {
  /** The database's file; its folder is made. */
  readonly file: string;
  /** At least 32 random bytes, kept elsewhere. */
  readonly secret: Uint8Array;
  readonly now?: () => Date;
  readonly clock?: Clock;
  /** How long another program's lock is waited for; ten seconds when absent. */
  readonly lockWaitMs?: number;
  /** Absent in some hosts. */
  readonly sqlite?: () => Promise<Sqlite>;
}

const LOCK_WAIT_MS = 10_000;
const LOCK_LOOK_MS = 250;

/** A store that is meant to end with the window: for invented data. */
export function openMemoryStore(): Store {
  return memoryStore(undefined);
}

function memoryStore(why: NoPlace | undefined): Store {
  let mayPay = why === undefined;
  const demand = (): void => {
    if (!mayPay) throw new StoreError("noPlace");
  };
  const drafts = new MemoryDrafts();
  return {
    ledger: new MemoryLedger(demand),
    journal: new MemoryJournal(demand),
    drafts,
    slots: undefined,
    house: new MemoryHousekeeping(drafts),
    file: undefined,
    isDurable: false,
    notice: why === undefined ? undefined : { kind: "memory", why },
    allowPaying: () => {
      mayPay = true;
    },
    close: () => undefined,
  };
}

/**
 * Opens the store; never fails. What cannot be had on disk is had in memory, which says so, and refuses what costs
 * credits: it would be paid again in the next window.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { clock = systemClock, lockWaitMs = LOCK_WAIT_MS, sqlite = () => import("node:sqlite") } = options;
  let module: Sqlite;
  try {
    module = await sqlite();
  } catch {
    return memoryStore("noSqlite");
  }
  const until = clock.now() + lockWaitMs;
  for (;;) {
    const opened = tryToOpen(module, options);
    if (opened !== "locked") return typeof opened === "string" ? memoryStore(opened) : opened;
    if (clock.now() >= until) return memoryStore("locked");
    await clock.sleep(LOCK_LOOK_MS);
  }
}

function tryToOpen(sqlite: Sqlite, options: StoreOptions, isAgain = false): Store | NoPlace {
  try {
    return onDisk(sqlite, options);
  } catch (error) {
    if (error instanceof NewerFileError) return "newer";
    const fault = error instanceof StoreError ? error.fault : "failed";
    // Found only when it was read, and marked since: now it is moved aside.
    if (fault === "damaged" && !isAgain) return tryToOpen(sqlite, options, true);
    return fault === "locked" || fault === "full" ? fault : "failed";
  }
}

function onDisk(sqlite: Sqlite, { file, secret, now = () => new Date() }: StoreOptions): Store {
  mkdirSync(path.dirname(file), { recursive: true });
  const seal = new Seal(secret);
  const main = openSound(sqlite, file, now());
  if (!isOthers(main.db, seal)) return storeOf(main, seal, now(), file);
  main.db.close();
  const own = ownFile(file, seal);
  const isNew = !existsSync(own);
  const notice: StoreNotice | undefined = isNew ? { kind: "otherKey", at: file } : undefined;
  return storeOf({ notice, ...openSound(sqlite, own, now()) }, seal, now(), own);
}

function isOthers(db: Database, seal: Seal): boolean {
  try {
    return whoseIs(db, seal) === "other";
  } catch (error) {
    db.close();
    throw error;
  }
}

interface Opened {
  readonly db: Database;
  readonly notice?: StoreNotice | undefined;
}

/** Opens a file; one that is damaged is moved aside first. */
function openSound(sqlite: Sqlite, file: string, now: Date): Opened {
  if (!isMarkedDamaged(file))
    try {
      return { db: Database.open(sqlite, file) };
    } catch (error) {
      if (!(error instanceof StoreError) || error.fault !== "damaged") throw error;
    }
  const to = moveAside(file, now);
  return { db: Database.open(sqlite, file), notice: { kind: "movedAside", to } };
}

function storeOf({ db, notice }: Opened, seal: Seal, now: Date, file: string): Store {
  try {
    adopt(db, seal);
    const house = new Housekeeping(db);
    // Nobody waits for it. What it does not come to, because the window closes or the file is locked, is swept the next time.
    yieldNow()
      .then(() => house.sweep(now.getTime()))
      .catch(() => undefined);
    return {
      ledger: new SqliteLedger(db, seal),
      journal: new SqliteJournal(db, seal),
      drafts: new SqliteDrafts(db, seal),
      slots: new SqliteSlots(db),
      house,
      file,
      isDurable: true,
      notice,
      allowPaying: () => undefined,
      close: () => db.close(),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}
