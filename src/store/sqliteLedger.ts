import { addressKey } from "../core/text/address.ts";
import { ASKED, type Ledger, type LedgerEntry, type Mark, type Moment } from "../core/verification/ledger.ts";
import type { Database } from "./database.ts";
import { ENTRY_COLUMNS, entryOf, entryValues } from "./entryRow.ts";
import { olderForms } from "./olderForms.ts";
import type { Seal } from "./seal.ts";

const FIND = `SELECT ${ENTRY_COLUMNS}, recorded, asked_by FROM ledger WHERE address = ?`;
/** An old verdict stays below the mark, and comes back when it is taken off. */
const MARK = `
  INSERT INTO ledger (address, verdict, checked_at, source, asked_by) VALUES (?, 'pending', ?, 'asked', ?)
  ON CONFLICT DO UPDATE SET asked_by = excluded.asked_by WHERE ifnull(asked_by = excluded.asked_by,
    verdict <> 'pending' AND ifnull(recorded <= ?, checked_at < ?))`;
/** What is recorded together has one number. */
const COUNT = "UPDATE records SET made = made + 1";
const RECORD = `
  INSERT OR REPLACE INTO ledger (address, ${ENTRY_COLUMNS}, recorded)
  VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT made FROM records))`;
const TAKE_OVER = `
  UPDATE ledger SET asked_by = ?
  WHERE address = ? AND asked_by IS ? AND (asked_by IS NOT NULL OR verdict = 'pending')`;

/** The ledger on disk: addresses only as keyed hashes. */
export class SqliteLedger implements Ledger {
  constructor(
    private readonly db: Database,
    private readonly seal: Seal,
  ) {}

  find(address: string): LedgerEntry | undefined {
    const key = addressKey(address);
    const row = this.best([key, ...olderForms(address, key)])?.row;
    if (row === undefined) return undefined;
    const entry = entryOf(row);
    return row.at(-1) === null ? entry : { ...ASKED, checkedAt: entry.checkedAt };
  }

  findSince(address: string, { at, records }: Moment): LedgerEntry | undefined {
    const key = addressKey(address);
    const row = this.best([key, ...olderForms(address, key)])?.row;
    if (row?.at(-1) !== null) return undefined;
    const entry = entryOf(row);
    if (entry.verdict === "pending") return undefined;
    const recorded = row.at(-2);
    const isSince =
      typeof recorded === "number" && records !== undefined ? recorded > records : entry.checkedAt >= at;
    return isSince ? entry : undefined;
  }

  records(): number {
    return Number(this.db.get("SELECT made FROM records")?.["made"] ?? 0);
  }

  reading<T>(work: () => T): T {
    return this.db.reading(work);
  }

  record(entries: readonly { readonly address: string; readonly entry: LedgerEntry }[]): void {
    if (entries.length === 0) return;
    this.db.transaction(() => {
      this.db.run(COUNT);
      for (const { address, entry } of entries) this.db.run(RECORD, this.key(address), ...entryValues(entry));
    });
  }

  mark(addresses: readonly string[], { runId, at, since }: Mark): ReadonlySet<string> {
    if (addresses.length === 0) return new Set();
    return this.db.transaction(
      () =>
        new Set(
          addresses.filter(
            (address) =>
              this.db.run(
                MARK,
                this.key(address),
                at.getTime(),
                runId,
                since.records ?? null,
                since.at.getTime(),
              ) > 0,
          ),
        ),
    );
  }

  markedBy(address: string): string | undefined {
    const key = addressKey(address);
    const holder = this.best([key, ...olderForms(address, key)])?.row.at(-1);
    return typeof holder === "string" ? holder : undefined;
  }

  takeOver(address: string, from: string | undefined, runId: string): boolean {
    return this.db.transaction(() => this.db.run(TAKE_OVER, runId, this.key(address), from ?? null) > 0);
  }

  unmark(addresses: readonly string[], runId: string): void {
    if (addresses.length === 0) return;
    this.db.transaction(() => {
      for (const key of addresses.map((address) => this.key(address))) {
        this.db.run("DELETE FROM ledger WHERE address = ? AND asked_by = ? AND source = 'asked'", key, runId);
        this.db.run("UPDATE ledger SET asked_by = NULL WHERE address = ? AND asked_by = ?", key, runId);
      }
    });
  }

  count(): number {
    return Number(this.db.get("SELECT count(*) AS n FROM ledger")?.["n"]);
  }

  creditsPaid(): number {
    return Number(this.db.get("SELECT total(credits) AS n FROM ledger")?.["n"]);
  }

  /** What it is kept by; for writing. What an older build has kept by another form is brought there. */
  private key(address: string): Uint8Array {
    const form = addressKey(address);
    const key = this.seal.hash(form);
    const older = olderForms(address, form);
    if (older.length === 0) return key;
    const best = this.best([form, ...older]);
    if (best === undefined || best.key.equals(key)) return key;
    this.db.run("DELETE FROM ledger WHERE address = ?", key);
    this.db.run("UPDATE ledger SET address = ? WHERE address = ?", key, best.key);
    return key;
  }

  /** Of what is kept by several forms of one address: what is being asked for, else what was asked last. */
  private best(forms: readonly string[]): Kept | undefined {
    let best: Kept | undefined;
    for (const form of forms) {
      const key = this.seal.hash(form);
      const row = this.db.getArray(FIND, key);
      if (row !== undefined && (best === undefined || isBetter(row, best.row))) best = { key, row };
    }
    return best;
  }
}

interface Kept {
  readonly key: Buffer;
  readonly row: readonly unknown[];
}

function isBetter(row: readonly unknown[], other: readonly unknown[]): boolean {
  const isAsked = row.at(-1) !== null;
  const isOtherAsked = other.at(-1) !== null;
  return isAsked === isOtherAsked ? entryOf(row).checkedAt > entryOf(other).checkedAt : isAsked;
}
