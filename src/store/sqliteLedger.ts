import { foldAddress } from "../core/verification/foldAddress.ts";
import type { Ledger, LedgerEntry } from "../core/verification/ledger.ts";
import type { Database } from "./database.ts";
import { entryOf, entryValues } from "./entryRow.ts";
import type { Seal } from "./seal.ts";

/** The ledger on disk: addresses only as keyed hashes. */
export class SqliteLedger implements Ledger {
  constructor(
    private readonly db: Database,
    private readonly seal: Seal,
  ) {}

  find(address: string): LedgerEntry | undefined {
    const row = this.db.get("SELECT * FROM ledger WHERE address = ?", this.key(address));
    return row === undefined ? undefined : entryOf(row);
  }

  record(entries: readonly { readonly address: string; readonly entry: LedgerEntry }[]): void {
    if (entries.length === 0) return;
    this.db.transaction(() => {
      for (const { address, entry } of entries)
        this.db.run(
          `INSERT OR REPLACE INTO ledger (address, verdict, raw_status, catch_all, credits, checked_at, source)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
          this.key(address),
          ...entryValues(entry),
        );
    });
  }

  count(): number {
    return Number(this.db.get("SELECT count(*) AS n FROM ledger")?.["n"]);
  }

  private key(address: string): Uint8Array {
    return this.seal.hash(foldAddress(address));
  }
}
