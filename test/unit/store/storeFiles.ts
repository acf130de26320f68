import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { LedgerEntry } from "../../../src/core/verification/ledger.ts";
import { Database } from "../../../src/store/database.ts";
import { openStore, type Store, type StoreOptions } from "../../../src/store/openStore.ts";

export const SECRET = new Uint8Array(32).fill(9);
export const ENTRY: LedgerEntry = {
  verdict: "verified",
  rawStatus: "verified",
  catchAll: true,
  creditsUsed: 0.25,
  checkedAt: new Date(1_700_000_000_000),
  source: "instantly",
};
export const RUN = {
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

export function folder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-store-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export async function open(file: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore({ file, secret: SECRET, ...options });
  onTestFinished(() => store.close());
  return store;
}

export async function database(file = path.join(folder(), "store.db")): Promise<Database> {
  const db = Database.open(await import("node:sqlite"), file);
  onTestFinished(() => db.close());
  return db;
}
