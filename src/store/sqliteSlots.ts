import type { SharedSlots, SlotNeed } from "../core/api/budget.ts";
import { StoreError } from "../core/verification/storeError.ts";
import type { Database } from "./database.ts";

/** A stuck lock must not cost every request its wait. */
const ALONE_MS = 5_000;

/** Request slots that all windows of this machine take from: a numbered line of the latest requests per bucket. */
export class SqliteSlots implements SharedSlots {
  private sinceSweep = 0;
  private aloneFrom = -Infinity;

  constructor(private readonly db: Database) {}

  /** When the store fails, each window keeps to its own count: a lock must not stop people's clicks. */
  take(needs: readonly SlotNeed[], now: number): number {
    if (Math.abs(now - this.aloneFrom) < ALONE_MS) return 0;
    try {
      return this.db.transaction(() => this.takeAll(needs, now));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.aloneFrom = now;
      return 0;
    }
  }

  private takeAll(needs: readonly SlotNeed[], now: number): number {
    const lasts = needs.map(({ bucket }) => this.last(bucket, now));
    let freeAt = 0;
    for (const [index, { bucket, limits }] of needs.entries())
      for (const { count, windowMs } of limits) {
        const at = this.at(bucket, (lasts[index] ?? 0) - count + 1);
        if (at !== undefined && at + windowMs > now) freeAt = Math.max(freeAt, at + windowMs);
      }
    if (freeAt > 0) return freeAt;
    for (const [index, { bucket, limits }] of needs.entries()) {
      const seq = (lasts[index] ?? 0) + 1;
      this.db.run("INSERT INTO slots VALUES (?, ?, ?)", bucket, seq, now);
      this.sweep(bucket, seq - Math.max(...limits.map(({ count }) => count)));
    }
    return 0;
  }

  /** The number of the latest request. One from the future was noted before the clock was set back: all are moved. */
  private last(bucket: string, now: number): number {
    const row = this.db.get("SELECT seq, at FROM slots WHERE bucket = ? ORDER BY seq DESC LIMIT 1", bucket);
    const ahead = Number(row?.["at"] ?? 0) - now;
    if (ahead > 0) this.db.run("UPDATE slots SET at = at - ? WHERE bucket = ?", ahead, bucket);
    return Number(row?.["seq"] ?? 0);
  }

  private at(bucket: string, seq: number): number | undefined {
    const at = this.db.get("SELECT at FROM slots WHERE bucket = ? AND seq = ?", bucket, seq)?.["at"];
    return typeof at === "number" ? at : undefined;
  }

  private sweep(bucket: string, before: number): void {
    if (++this.sinceSweep % 100 !== 0) return;
    this.db.run("DELETE FROM slots WHERE bucket = ? AND seq <= ?", bucket, before);
  }
}
