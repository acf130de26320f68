import type { PageStore } from "../core/state/pageCache.ts";
import { StoreError } from "../core/verification/storeError.ts";
import type { Database } from "./database.ts";
import type { Seal } from "./seal.ts";

/** Pages on disk: their names as keyed hashes, their text encrypted. */
export class SqlitePages implements PageStore {
  private isClosed = false;
  /** Pages read since the last write, by number: whoever waits for a page does not wait for a lock too. */
  private readonly touched = new Set<number>();

  constructor(
    private readonly db: Database,
    private readonly seal: Seal,
    private readonly maxBytes: number,
    private readonly now: () => Date,
  ) {}

  read(name: string): { readonly text: string; readonly at: Date } | undefined {
    return this.quietly(() => {
      const key = this.seal.hash(name);
      const row = this.db.get("SELECT seq, at, body FROM pages WHERE name = ?", key);
      if (row === undefined || !(row["body"] instanceof Uint8Array)) return undefined;
      const text = this.open(row["body"]);
      if (text === undefined) {
        this.db.run("DELETE FROM pages WHERE name = ?", key); // damaged: whoever reads it anew writes it anew
        return undefined;
      }
      this.touched.add(Number(row["seq"]));
      return { text, at: new Date(Number(row["at"])) };
    });
  }

  write(pages: readonly { readonly name: string; readonly text: string; readonly at: Date }[]): void {
    const usedAt = this.now().getTime();
    this.quietly(() => {
      this.db.transaction(() => {
        for (const seq of this.touched)
          this.db.run("UPDATE pages SET used_at = ? WHERE seq = ?", usedAt, seq);
        for (const { name, text, at } of pages) {
          const body = this.seal.close(text);
          if (body.length > this.maxBytes) continue;
          this.db.run(
            "INSERT OR REPLACE INTO pages (name, at, used_at, bytes, body) VALUES (?, ?, ?, ?, ?)",
            this.seal.hash(name),
            at.getTime(),
            usedAt,
            body.length,
            body,
          );
        }
        this.shrink();
      });
      this.touched.clear();
    });
  }

  close(): void {
    this.isClosed = true;
    this.db.close();
  }

  /** Drops what was used longest ago; of what was used at one time, what was written first. */
  private shrink(): void {
    let over = this.total() - this.maxBytes;
    while (over > 0) {
      const row = this.db.get("SELECT seq, bytes FROM pages ORDER BY used_at, seq LIMIT 1");
      if (row === undefined) return;
      this.db.run("DELETE FROM pages WHERE seq = ?", Number(row["seq"]));
      over -= Number(row["bytes"]);
    }
  }

  private total(): number {
    return Number(this.db.get("SELECT sum(bytes) AS n FROM pages")?.["n"] ?? 0);
  }

  /** Undefined for bytes that were not closed with this secret. */
  private open(body: Uint8Array): string | undefined {
    try {
      return this.seal.open(body);
    } catch {
      return undefined;
    }
  }

  /** A cache that cannot be used is an empty one: what it held can be read again from the API. */
  private quietly<T>(work: () => T): T | undefined {
    if (this.isClosed) return undefined; // somebody signed out while this was on its way
    try {
      return work();
    } catch (error) {
      if (error instanceof StoreError) return undefined;
      throw error;
    }
  }
}
