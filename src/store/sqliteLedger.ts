import { foldAddress } from "../core/verification/foldAddress.ts";
import { ASKED, type Ledger, type LedgerEntry, type Mark } from "../core/verification/ledger.ts";
import type { Database } from "./database.ts";
import { ENTRY_COLUMNS, entryOf, entryValues } from "./entryRow.ts";
import type { Seal } from "./seal.ts";

const FIND = `SELECT ${ENTRY_COLUMNS}, asked_by FROM ledger WHERE address = ?`;
/** An old verdict stays below the mark, and comes back when it is taken off. */
const MARK = `
  INSERT INTO ledger (address, verdict, checked_at, source, asked_by) VALUES (?, 'pending', ?, 'asked', ?)
  ON CONFLICT DO UPDATE SET asked_by = excluded.asked_by WHERE ifnull(asked_by = excluded.asked_by,
    verdict <> 'pending' AND checked_at < ?)`;
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
    const row = this.db.getArray(FIND, this.key(address));
    if (row === undefined) return undefined;
    const entry = entryOf(row);
    return row.at(-1) === null ? entry : { ...ASKED, checkedAt: entry.checkedAt };
  }

  reading<T>(work: () => T): T {
    return this.db.reading(work);
  }

  record(entries: readonly { readonly address: string; readonly entry: LedgerEntry }[]): void {
    if (entries.length === 0) return;
    this.db.transaction(() => {
      for (const { address, entry } of entries)
        this.db.run(
          `INSERT OR REPLACE INTO ledger (address, ${ENTRY_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
          this.key(address),
          ...entryValues(entry),
        );
    });
  }

  mark(addresses: readonly string[], { runId, at, since }: Mark): ReadonlySet<string> {
    if (addresses.length === 0) return new Set();
    return this.db.transaction(
      () =>
        new Set(
          addresses.filter(
            (address) => this.db.run(MARK, this.key(address), at.getTime(), runId, since.getTime()) > 0,
          ),
        ),
    );
  }

  markedBy(address: string): string | undefined {
    const row = this.db.getArray("SELECT asked_by FROM ledger WHERE address = ?", this.key(address));
    return typeof row?.[0] === "string" ? row[0] : undefined;
  }

  takeOver(address: string, from: string | undefined, runId: string): boolean {
    return this.db.run(TAKE_OVER, runId, this.key(address), from ?? null) > 0;
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

  private key(address: string): Uint8Array {
    return this.seal.hash(foldAddress(address));
  }
}
