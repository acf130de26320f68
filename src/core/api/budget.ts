import { type Clock, reasonOf } from "../clock.ts";
import { Emitter } from "../emitter.ts";
import { SlidingWindow } from "./slidingWindow.ts";

/** What the API counts: every request of the workspace, and its list of emails besides. */
export type Bucket = "workspace" | "mailList";

/** A wait that a person should hear of. */
export interface BudgetWait {
  readonly bucket: Bucket;
  /** Expected, from now. */
  readonly waitMs: number;
  readonly until: Date;
}

/** At most `count` requests in any `windowMs`. */
export interface RateLimit {
  readonly count: number;
  readonly windowMs: number;
}

/** What other windows of this machine send for the same workspace, counted together with this one's requests. */
export interface SharedSlots {
  /**
   * Takes a place for one request in every limit of every bucket named.
   * @param now the clock's milliseconds
   * @param read reads them again: a place that was waited for is counted from when it was had
   * @param way when given, the place is held while the request is on its way
   * @returns 0 when it was taken, else when to ask again, in the clock's milliseconds.
   */
  take(needs: readonly SlotNeed[], now: number, read?: () => number, way?: SlotWay): number;
}

/** How a request gets to the server, which counts it when it comes there and not when it was let go. */
export interface SlotWay {
  /** Its answer takes long, and so does not tell when the request has come there. */
  readonly isSlow: boolean;
  /** Handed what to call once the request has come there, or is known not to. */
  readonly onTaken: (arrived: () => void) => void;
}

/** A bucket and what it allows. */
export interface SlotNeed {
  readonly bucket: Bucket;
  readonly limits: readonly RateLimit[];
}

type Priority = "interactive" | "background";

/**
 * Documented per workspace: 100 requests/s and 6,000/min; GET /emails 20/min
 * (https://developer.instantly.ai/guides/rate-limit and the text of listEmail, read 2026-08-21).
 * The windows are a little longer than the server's: requests that leave 60 s apart may arrive less far apart. That
 * of a second is so by little, since whatever it is longer by is lost to bulk verification.
 */
const DEFAULT_LIMITS: Readonly<Record<Bucket, readonly RateLimit[]>> = {
  workspace: [
    { count: 100, windowMs: 1_010 },
    { count: 6_000, windowMs: 60_500 },
  ],
  mailList: [{ count: 20, windowMs: 61_000 }],
};

/** Shorter waits are not worth a word to the person. */
const VISIBLE_WAIT_MS = 1_000;

interface Waiter {
  readonly order: number;
  readonly buckets: readonly Bucket[];
  readonly way: SlotWay | undefined;
  readonly grant: () => void;
}

/** Callers that wait for the same buckets with the same priority: first come, first served. */
interface Lane {
  readonly priority: Priority;
  readonly buckets: readonly Bucket[];
  /** A set keeps the order of arrival and frees a cancelled place in constant time. */
  readonly waiters: Set<Waiter>;
}

/**
 * The workspace's request budget. Windows slide, so that no window of the server's ever sees more than its limit,
 * wherever it begins. Interactive calls go before background ones; a call that waits for the mail list's budget
 * does not hold up calls that need only the workspace's.
 */
export class RequestBudget {
  private readonly clock: Clock;
  private readonly windows: Readonly<Record<Bucket, readonly SlidingWindow[]>>;
  private readonly limits: Readonly<Record<Bucket, readonly RateLimit[]>>;
  private readonly shared: SharedSlots | undefined;
  private readonly pausedUntil: Record<Bucket, number> = { workspace: 0, mailList: 0 };
  private readonly lanes = new Map<string, Lane>();
  private readonly changed = new Emitter<BudgetWait | undefined>();
  private order = 0;
  private alarm: { readonly at: number; readonly controller: AbortController } | undefined;
  private announced: BudgetWait | undefined;
  private lastNow = 0;

  constructor(options: {
    readonly clock: Clock;
    readonly limits?: Readonly<Partial<Record<Bucket, readonly RateLimit[]>>>;
    readonly shared?: SharedSlots;
  }) {
    this.clock = options.clock;
    this.shared = options.shared;
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    const build = (bucket: Bucket): SlidingWindow[] =>
      this.limits[bucket].map(({ count, windowMs }) => new SlidingWindow(count, windowMs));
    this.windows = { workspace: build("workspace"), mailList: build("mailList") };
  }

  /**
   * Waits for a place in every bucket named, and takes it.
   * @throws the signal's reason when it aborts while waiting; the place in the queue is freed.
   */
  acquire(
    buckets: readonly Bucket[],
    options: { signal?: AbortSignal | undefined; priority?: Priority | undefined; way?: SlotWay } = {},
  ): Promise<void> {
    const { signal, priority = "interactive", way } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      const lane = this.laneOf(buckets, priority);
      const onAbort = (): void => {
        lane.waiters.delete(waiter);
        if (signal !== undefined) reject(reasonOf(signal));
        this.pump();
      };
      const waiter: Waiter = {
        order: this.order++,
        buckets,
        way,
        grant: () => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      lane.waiters.add(waiter);
      this.pump();
    });
  }

  /** Lets nothing through a bucket for `ms`: the server said so (429 with Retry-After). */
  pause(bucket: Bucket, ms: number): void {
    this.pausedUntil[bucket] = Math.max(this.pausedUntil[bucket], this.now() + ms);
    this.pump();
  }

  /** How long a background call that came now would wait behind those already waiting; 0 when it could go at once. */
  get waitMs(): number {
    let ahead = 0;
    for (const lane of this.lanes.values())
      if (lane.buckets.includes("workspace")) ahead += lane.waiters.size;
    return Math.max(0, this.freeAt("workspace", ahead + 1) - this.now());
  }

  /** The longest present wait, if over a second. */
  get waiting(): BudgetWait | undefined {
    const now = this.now();
    let longest: BudgetWait | undefined;
    for (const bucket of ["workspace", "mailList"] as const) {
      let count = 0;
      for (const lane of this.lanes.values()) if (lane.buckets.includes(bucket)) count += lane.waiters.size;
      if (count === 0) continue;
      const at = this.freeAt(bucket, count);
      if (at - now > Math.max(VISIBLE_WAIT_MS, longest?.waitMs ?? 0)) {
        longest = { bucket, waitMs: at - now, until: new Date(at) };
      }
    }
    return longest;
  }

  /** Told when a wait of over a second begins, moves by over a second, or ends. Answers the unsubscriber. */
  onDidChangeWaiting(listener: (wait: BudgetWait | undefined) => void): () => void {
    return this.changed.event(listener);
  }

  private pump(): void {
    const now = this.now();
    for (;;) {
      const next = this.nextLane(now);
      if (next === undefined) break;
      const [waiter] = next.waiters;
      if (waiter === undefined) break;
      if (!this.takeShared(waiter, now)) continue;
      next.waiters.delete(waiter);
      // Counted from when it leaves: the shared count may have taken its time.
      const leavesAt = this.now();
      for (const bucket of waiter.buckets) for (const window of this.windows[bucket]) window.take(leavesAt);
      waiter.grant();
    }
    this.setAlarm(now);
    this.announce();
  }

  /** The lane whose first caller may go now: by priority, then by arrival. */
  private nextLane(now: number): Lane | undefined {
    let best: Lane | undefined;
    for (const lane of this.lanes.values()) {
      if (lane.waiters.size === 0 || this.readyAt(lane.buckets) > now) continue;
      if (best === undefined || goesBefore(lane, best)) best = lane;
    }
    return best;
  }

  /** Asks for a place among all windows; without one, the buckets are paused until it is worth asking again. */
  private takeShared({ buckets, way }: Waiter, now: number): boolean {
    const needs = buckets.map((bucket) => ({ bucket, limits: this.limits[bucket] }));
    const at = this.shared?.take(needs, now, () => this.now(), way) ?? 0;
    if (at <= now) return true;
    const narrowest = buckets.at(-1);
    if (narrowest !== undefined) this.pausedUntil[narrowest] = Math.max(this.pausedUntil[narrowest], at);
    return false;
  }

  private setAlarm(now: number): void {
    let at = Infinity;
    for (const lane of this.lanes.values()) {
      if (lane.waiters.size > 0) at = Math.min(at, this.readyAt(lane.buckets));
    }
    if (this.alarm?.at === at) return;
    this.alarm?.controller.abort();
    this.alarm = undefined;
    if (at === Infinity) return;
    const controller = new AbortController();
    this.alarm = { at, controller };
    this.clock.sleep(at - now, controller.signal).then(
      () => {
        this.alarm = undefined;
        this.pump();
      },
      () => undefined, // replaced by another alarm
    );
  }

  private announce(): void {
    const wait = this.waiting;
    const before = this.announced;
    const moved = Math.abs((wait?.until.getTime() ?? 0) - (before?.until.getTime() ?? 0)) > VISIBLE_WAIT_MS;
    if (wait?.bucket === before?.bucket && !moved) return;
    this.announced = wait;
    this.changed.fire(wait);
  }

  private readyAt(buckets: readonly Bucket[]): number {
    return Math.max(0, ...buckets.map((bucket) => this.freeAt(bucket, 1)));
  }

  /** When the `place`-th caller from now can go through a bucket. */
  private freeAt(bucket: Bucket, place: number): number {
    return Math.max(this.pausedUntil[bucket], ...this.windows[bucket].map((window) => window.freeAt(place)));
  }

  private laneOf(buckets: readonly Bucket[], priority: Priority): Lane {
    const key = `${priority} ${[...buckets].sort().join("+")}`;
    const lane = this.lanes.get(key) ?? { priority, buckets, waiters: new Set() };
    this.lanes.set(key, lane);
    return lane;
  }

  /** A clock set back must not freeze the budget: everything remembered moves back with it. */
  private now(): number {
    const now = this.clock.now();
    const back = this.lastNow - now;
    if (back > 0) {
      for (const bucket of ["workspace", "mailList"] as const) {
        this.pausedUntil[bucket] -= back;
        for (const window of this.windows[bucket]) window.shift(-back);
      }
    }
    this.lastNow = now;
    return now;
  }
}

function goesBefore(lane: Lane, other: Lane): boolean {
  if (lane.priority !== other.priority) return lane.priority === "interactive";
  const [first] = lane.waiters;
  const [second] = other.waiters;
  return (first?.order ?? Infinity) < (second?.order ?? Infinity);
}
