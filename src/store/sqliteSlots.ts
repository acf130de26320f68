import type { Bucket, RateLimit, SharedSlots, SlotNeed } from "../core/api/budget.ts";
import { SlidingWindow } from "../core/api/slidingWindow.ts";
import { StoreError } from "../core/verification/storeError.ts";
import type { Database } from "./database.ts";

/** A stuck lock must not cost every request its wait. */
const ALONE_MS = 5_000;
/** While windows cannot count together, each keeps to this part of a limit: so many seldom work at once. */
const ALONE_PART = 4;
/** Others count as working for so many windows of a limit after their last request. */
const CROWD_WINDOWS = 2;
/** Requests of several processes leave less evenly than they arrive: their windows are longer by this. */
const CROWD_LONGER = 1.1;
/** A time that is older than the last by no more is an old one, not that of a clock that was set back. */
const STALE_MS = 2_000;

/** One file's slots are everybody's: what this process knows of a bucket. */
interface Seen {
  /** The last number that this process has taken. */
  mine: number;
  /** When another process last took one. */
  othersAt: number;
}

/**
 * Request slots that all windows of this machine take from: a numbered line of the latest requests per bucket. They
 * live by a time of their own that never goes back: each process's clock, put forward to that of the last request.
 * So neither a clock that is set back nor one that differs from the others' lets anything through twice.
 */
export class SqliteSlots implements SharedSlots {
  private sinceSweep = 0;
  private aloneFrom = -Infinity;
  private aheadMs = 0;
  private local = -Infinity;
  private readonly seen = new Map<string, Seen>();
  private readonly alone = new Map<string, readonly SlidingWindow[]>();

  /** @param group whose requests count together; an API */
  constructor(
    private readonly db: Database,
    private readonly group = "",
  ) {}

  /** When the store fails, each window keeps to a part of the limits: a lock must not stop people's clicks. */
  take(needs: readonly SlotNeed[], now: number, read = (): number => now): number {
    if (Math.abs(now - this.aloneFrom) < ALONE_MS) return this.takeAlone(needs, now);
    try {
      // The time is read behind the lock: whoever waited for it must not come with the time from before.
      const freeAt = this.db.transaction(() => this.takeAll(needs, read()));
      // What was counted together counts for this window too when it comes to be alone.
      if (freeAt === 0) for (const window of this.aloneWindows(needs)) window.take(now);
      return freeAt;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.aloneFrom = read();
      return this.takeAlone(needs, this.aloneFrom);
    }
  }

  private takeAll(needs: readonly SlotNeed[], read: number): number {
    const isStale = read < this.local && read > this.local - STALE_MS;
    const local = (this.local = isStale ? this.local : read);
    const lasts = needs.map(({ bucket }) => this.last(bucket));
    for (const { at } of lasts) this.aheadMs = Math.max(this.aheadMs, at - local);
    const now = local + this.aheadMs;
    let freeAt = 0;
    for (const [index, need] of needs.entries()) {
      const { seq } = lasts[index] ?? NO_SLOT;
      for (const { count, windowMs } of this.limitsOf(need, lasts[index] ?? NO_SLOT, now)) {
        const at = this.at(need.bucket, seq - count + 1);
        if (at !== undefined && at + windowMs > now) freeAt = Math.max(freeAt, at + windowMs);
      }
    }
    if (freeAt > 0) return freeAt - this.aheadMs;
    for (const [index, { bucket, limits }] of needs.entries()) {
      const seq = (lasts[index]?.seq ?? 0) + 1;
      this.db.run("INSERT INTO slots VALUES (?, ?, ?)", this.nameOf(bucket), seq, now);
      this.seenOf(bucket).mine = seq;
      this.sweep(bucket, seq - Math.max(...limits.map(({ count }) => count)));
    }
    return 0;
  }

  /** The limits, with room for what bunches requests on their way where other processes call as well. */
  private limitsOf({ bucket, limits }: SlotNeed, last: Slot, now: number): readonly RateLimit[] {
    const seen = this.seenOf(bucket);
    if (last.seq > seen.mine) seen.othersAt = Math.max(seen.othersAt, last.at);
    return limits.map(({ count, windowMs }) => {
      const isCrowded = now - seen.othersAt <= windowMs * CROWD_WINDOWS;
      return { count, windowMs: isCrowded ? Math.ceil(windowMs * CROWD_LONGER) : windowMs };
    });
  }

  private takeAlone(needs: readonly SlotNeed[], now: number): number {
    const all = this.aloneWindows(needs);
    const freeAt = Math.max(0, ...all.map((window) => window.freeAt(1)));
    if (freeAt > now) return freeAt;
    for (const window of all) window.take(now);
    return 0;
  }

  private aloneWindows(needs: readonly SlotNeed[]): readonly SlidingWindow[] {
    return needs.flatMap(({ bucket, limits }) => {
      const windows =
        this.alone.get(bucket) ??
        limits.map(
          ({ count, windowMs }) => new SlidingWindow(Math.max(1, Math.floor(count / ALONE_PART)), windowMs),
        );
      this.alone.set(bucket, windows);
      return windows;
    });
  }

  private last(bucket: Bucket): Slot {
    const sql = "SELECT seq, at FROM slots WHERE bucket = ? ORDER BY seq DESC LIMIT 1";
    const row = this.db.get(sql, this.nameOf(bucket));
    return row === undefined ? NO_SLOT : { seq: Number(row["seq"]), at: Number(row["at"]) };
  }

  private at(bucket: Bucket, seq: number): number | undefined {
    const sql = "SELECT at FROM slots WHERE bucket = ? AND seq = ?";
    const at = this.db.get(sql, this.nameOf(bucket), seq)?.["at"];
    return typeof at === "number" ? at : undefined;
  }

  private sweep(bucket: Bucket, before: number): void {
    if (++this.sinceSweep % 100 !== 0) return;
    this.db.run("DELETE FROM slots WHERE bucket = ? AND seq <= ?", this.nameOf(bucket), before);
  }

  private seenOf(bucket: Bucket): Seen {
    const seen = this.seen.get(bucket) ?? { mine: 0, othersAt: -Infinity };
    this.seen.set(bucket, seen);
    return seen;
  }

  private nameOf(bucket: Bucket): string {
    return this.group === "" ? bucket : `${this.group} ${bucket}`;
  }
}

interface Slot {
  readonly seq: number;
  readonly at: number;
}

const NO_SLOT: Slot = { seq: 0, at: -Infinity };
