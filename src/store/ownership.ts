import type { Database } from "./database.ts";
import type { Seal } from "./seal.ts";

const PROOFS = [
  "SELECT title AS sealed FROM runs ORDER BY seq DESC LIMIT 20",
  "SELECT text AS sealed FROM drafts ORDER BY id DESC LIMIT 20",
];

/**
 * Whose secret closed what a file holds. "nobody": it is new or empty. A file of another's can be neither read nor matched,
 * and is left as it is: with that secret it is all there. @throws StoreError
 */
export function whoseIs(db: Database, seal: Seal): "nobody" | "ours" | "other" {
  const known = db.get("SELECT value FROM meta WHERE name = 'secret'")?.["value"];
  if (known instanceof Uint8Array && markOf(seal).equals(known)) return "ours";
  // The mark itself may be what is damaged.
  if (PROOFS.some((sql) => db.all(sql).some(({ sealed }) => opens(seal, sealed)))) return "ours";
  return isEmpty(db) ? "nobody" : "other";
}

/** Notes whose the file is. @throws StoreError */
export function adopt(db: Database, seal: Seal): void {
  const known = db.get("SELECT value FROM meta WHERE name = 'secret'")?.["value"];
  if (known instanceof Uint8Array && markOf(seal).equals(known)) return;
  db.run("INSERT OR REPLACE INTO meta VALUES ('secret', ?)", markOf(seal));
}

/** Where what this secret closes lies while `file` holds what another one did. */
export function ownFile(file: string, seal: Seal): string {
  return `${file}.key-${markOf(seal).toString("hex").slice(0, 16)}`;
}

function markOf(seal: Seal): Buffer {
  return seal.hash("secret of this store");
}

function isEmpty(db: Database): boolean {
  return ["ledger", "runs", "drafts"].every(
    (table) => db.get(`SELECT 1 FROM ${table} LIMIT 1`) === undefined,
  );
}

function opens(seal: Seal, sealed: unknown): boolean {
  if (!(sealed instanceof Uint8Array)) return false;
  try {
    seal.open(sealed);
    return true;
  } catch {
    return false;
  }
}
