import type { Bucket, RateLimit, SharedSlots, SlotNeed, SlotWay } from "../core/api/budget.ts";
import { SlidingWindow } from "../core/api/slidingWindow.ts";
import { StoreError } from "../core/verification/storeError.ts";
import type { Database } from "./database.ts";

/** A stuck lock must not cost every request its wait. */
const ALONE_MS = 5_000;
/** How long a lock is waited for, in pieces, before that. */
const LOCKED_MS = 3_000;
/** While windows cannot count together, each keeps to this part of a limit: so many seldom work at once. */
const ALONE_PART = 4;
/** Others count as working for so many windows of a limit after their last request. */
const CROWD_WINDOWS = 2;
/** Requests of several processes leave less evenly than they arrive: their windows are longer by this. */
const CROWD_LONGER = 1.1;
/** A time that is older than the last by no more is an old one, not that of a clock that was set back. */
const STALE_MS = 2_000;

/** A request that has not arrived after that never will, or its window is gone. */
const HELD_MS = 5_000;
/** How long a request is taken to be on its way before one has come back. */
const COLD_WAY_MS = 1_000;
/** How soon to ask again for a place that is held. */
const HELD_POLL_MS = 25;
/** Places of so many times a limit are looked through for one that is held still. */
const HELD_LIMITS = 4;
/** What of the longest way is left in mind after each later one. */
const WAY_DECAY = 0.9;
/** Larger limits are of a minute: how long one request is on its way is nothing to them. */
const HELD_COUNT = 500;

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
  private lockedFrom: number | undefined;
  private aheadMs = 0;
  private local = -Infinity;
  /** How long requests were on their way lately; undefined before one has come back. */
  private wayMs: number | undefined;
  private readonly seen = new Map<string, Seen>();
  private readonly alone = new Map<string, readonly SlidingWindow[]>();

  /** @param group whose requests count together; an API */
  constructor(
    private readonly db: Database,
    private readonly group = "",
  ) {}

  /** When the store fails, each window keeps to a part of the limits: a lock must not stop people's clicks. */
  take(needs: readonly SlotNeed[], now: number, read = (): number => now, way?: SlotWay): number {
    if (Math.abs(now - this.aloneFrom) < ALONE_MS) return this.takeAlone(needs, now);
    try {
      // The time is read behind the lock: whoever waited for it must not come with the time from before.
      const freeAt = this.db.transaction(() => this.takeAll(needs, read(), way));
      // What was counted together counts for this window too when it comes to be alone.
      if (freeAt === 0) for (const window of this.aloneWindows(needs)) window.take(now);
      this.lockedFrom = undefined;
      if (freeAt === 0) way?.onTaken(way.isSlow ? () => (this.wayMs ??= 0) : this.arrival(needs, read));
      return freeAt;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const at = read();
      // Windows that start at once hold each other up; to count alone is for a lock that stays.
      this.lockedFrom ??= at;
      const isStuck = Math.abs(at - this.lockedFrom) > LOCKED_MS;
      if (way !== undefined && error.fault === "locked" && !isStuck) return at + HELD_POLL_MS;
      this.lockedFrom = undefined;
      this.aloneFrom = at;
      return this.takeAlone(needs, at);
    }
  }

  private takeAll(needs: readonly SlotNeed[], read: number, way: SlotWay | undefined): number {
    const now = this.shared(needs, read);
    const lasts = needs.map(({ bucket }) => this.last(bucket));
    let freeAt = 0;
    for (const [index, need] of needs.entries()) {
      const { seq } = lasts[index] ?? NO_SLOT;
      for (const { count, windowMs } of this.limitsOf(need, lasts[index] ?? NO_SLOT, now)) {
        const at = this.latest(need.bucket, seq, count);
        // It may come to be free at any time, when an answer is there.
        if (at !== undefined && at > now) freeAt = Math.max(freeAt, now + HELD_POLL_MS);
        else if (at !== undefined && at + windowMs > now) freeAt = Math.max(freeAt, at + windowMs);
      }
    }
    if (freeAt > 0) return freeAt - this.aheadMs;
    for (const [index, { bucket, limits }] of needs.entries()) {
      const seq = (lasts[index]?.seq ?? 0) + 1;
      this.db.run("INSERT INTO slots VALUES (?, ?, ?)", this.nameOf(bucket), seq, now);
      const heldMs = way === undefined ? 0 : this.heldMs(way, bucket, now);
      if (heldMs > 0)
        this.db.run("INSERT INTO slots VALUES (?, ?, ?)", this.heldOf(bucket), seq, now + heldMs);
      this.seenOf(bucket).mine = seq;
      this.sweep(bucket, seq - HELD_LIMITS * Math.max(...limits.map(({ count }) => count)));
    }
    return 0;
  }

  /** The windows' common time. */
  private shared(needs: readonly SlotNeed[], read: number): number {
    const isStale = read < this.local && read > this.local - STALE_MS;
    const local = (this.local = isStale ? this.local : read);
    for (const { bucket } of needs) this.aheadMs = Math.max(this.aheadMs, this.last(bucket).at - local);
    return local + this.aheadMs;
  }

  /** Until the answer; what is answered late is held for as long as others were on their way, and only where that is not steady. */
  private heldMs({ isSlow }: SlotWay, bucket: Bucket, now: number): number {
    if (!isSlow) return HELD_MS;
    if (this.wayMs === undefined) return COLD_WAY_MS;
    return now - this.seenOf(bucket).othersAt <= CROWD_WINDOWS * COLD_WAY_MS ? Math.ceil(this.wayMs) : 0;
  }

  /** To be called when the request that has just been given places has arrived. */
  private arrival(needs: readonly SlotNeed[], read: () => number): () => void {
    const takenAt = read();
    const places = needs.map(({ bucket }) => ({ name: this.heldOf(bucket), seq: this.seenOf(bucket).mine }));
    return () => {
      const tookMs = Math.min(COLD_WAY_MS, Math.max(0, read() - takenAt));
      this.wayMs = Math.max(tookMs, (this.wayMs ?? 0) * WAY_DECAY);
      try {
        this.db.transaction(() => {
          const now = read() + this.aheadMs;
          const sql = "UPDATE slots SET at = ? WHERE bucket = ? AND seq = ? AND at > ?";
          for (const { name, seq } of places) this.db.run(sql, now, name, seq, now);
        });
      } catch (error) {
        // Then it is held to the end.
        if (!(error instanceof StoreError)) throw error;
      }
    };
  }

  /** When the `count`-th latest request arrived, or will have at the latest. */
  private latest(bucket: Bucket, seq: number, count: number): number | undefined {
    const from = seq - HELD_LIMITS * count;
    const held = this.heldOf(bucket);
    if (
      count > HELD_COUNT ||
      !this.db.get("SELECT 1 FROM slots WHERE bucket = ? AND seq > ? LIMIT 1", held, from)
    )
      return this.at(bucket, seq - count + 1);
    const sql = `SELECT max(s.at, coalesce(h.at, s.at)) AS latest FROM slots s LEFT JOIN slots h ON h.bucket = ? AND h.seq = s.seq
      WHERE s.bucket = ? AND s.seq > ? ORDER BY latest DESC LIMIT 1 OFFSET ?`;
    const at = this.db.get(sql, held, this.nameOf(bucket), from, count - 1)?.["latest"];
    return typeof at === "number" ? at : undefined;
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
    for (const name of [this.nameOf(bucket), this.heldOf(bucket)])
      this.db.run("DELETE FROM slots WHERE bucket = ? AND seq <= ?", name, before);
  }

  private seenOf(bucket: Bucket): Seen {
    const seen = this.seen.get(bucket) ?? { mine: 0, othersAt: -Infinity };
    this.seen.set(bucket, seen);
    return seen;
  }

  private heldOf(bucket: Bucket): string {
    return `${this.nameOf(bucket)} held`;
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
