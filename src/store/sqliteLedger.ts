import { foldAddress } from "../core/verification/foldAddress.ts";
import type { Ledger, LedgerEntry } from "../core/verification/ledger.ts";
import type { Database } from "./database.ts";
import { ENTRY_COLUMNS, entryOf, entryValues } from "./entryRow.ts";
import type { Seal } from "./seal.ts";

const FIND = `SELECT ${ENTRY_COLUMNS} FROM ledger WHERE address = ?`;

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
    return row.at(-1) === "asked" ? { ...entry, rawStatus: entry.verdict } : entry;
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

  /** A mark is a row whose source is "asked" and whose raw status names the run. */
  mark(addresses: readonly string[], runId: string, at: Date): void {
    if (addresses.length === 0) return;
    this.db.transaction(() => {
      for (const address of addresses)
        this.db.run(
          `INSERT INTO ledger (address, verdict, raw_status, checked_at, source) VALUES (?, 'pending', ?, ?, 'asked')
           ON CONFLICT DO NOTHING`,
          this.key(address),
          runId,
          at.getTime(),
        );
    });
  }

  markedBy(address: string): string | undefined {
    const row = this.db.getArray(
      "SELECT raw_status FROM ledger WHERE address = ? AND source = 'asked'",
      this.key(address),
    );
    return typeof row?.[0] === "string" ? row[0] : undefined;
  }

  unmark(addresses: readonly string[]): void {
    if (addresses.length === 0) return;
    this.db.transaction(() => {
      for (const address of addresses)
        this.db.run("DELETE FROM ledger WHERE address = ? AND source = 'asked'", this.key(address));
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
