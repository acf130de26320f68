/** Calls a second that the API takes from one workspace, less one: what jitter on the way would push over the limit. */
const CEILING_PER_SECOND = 99;
/** What the API counts over. */
const WINDOW_MS = 1_000;
/** Kept below the rate at which the last refusal came. */
const BACK_OFF = 0.98;
/** Calls that could not leave in time may leave late, together; older ones are forgone. */
const MAX_ARREARS_MS = 150;
/** Between the refusal and the next call: those already on their way need the room. */
const AFTER_REFUSAL_MS = 60;
const FIRST_HOLD_MS = 10_000;
const LONGEST_HOLD_MS = 40_000;
/** A second refusal so soon says that somebody else has begun to call: give way, then look for the new ceiling. */
const SOON_MS = 1_500;
const GIVE_WAY = 0.75;
const OWN_SHARE = 0.9;
/** Two refusals within this share of each other's rate met the same ceiling. */
const SAME_CEILING = 0.08;
/** What a second of climbing adds at first; it doubles with every second. */
const FIRST_STEP_PER_SECOND = 0.5;

/**
 * Spaces calls evenly at the highest rate that the API takes. A refusal (429) tells how many calls got through in the
 * second before it, which is the ceiling that other clients of the key leave; the rate goes just below it, stays there
 * for a while, and climbs again, slowly at first. Every refusal at the same ceiling doubles the while.
 * Times are milliseconds of a clock that never goes back.
 */
export class Pacer {
  private readonly ceiling: number;
  private base: number;
  private dueAt: number | undefined;
  private cutAt = -Infinity;
  private climbFrom = -Infinity;
  private holdMs = FIRST_HOLD_MS;
  private lastCeiling: number | undefined;
  /** When the calls of the last second left: refused ones are taken out again. */
  private sent: number[] = [];

  constructor(options: { readonly ceilingPerSecond?: number } = {}) {
    this.ceiling = options.ceilingPerSecond ?? CEILING_PER_SECOND;
    this.base = this.ceiling;
  }

  /** Calls a second that it lets through now. */
  ratePerSecond(now: number): number {
    const climbingS = Math.max(0, now - this.climbFrom) / 1_000;
    const climbed = climbingS > 10 ? Infinity : FIRST_STEP_PER_SECOND * (2 ** climbingS - 1);
    return Math.min(this.ceiling, this.base + climbed);
  }

  /** How long the next call has to wait. */
  waitMs(now: number): number {
    return Math.max(0, (this.dueAt ?? now) - now);
  }

  /** A call leaves now. */
  took(now: number): void {
    this.dueAt = Math.max(this.dueAt ?? now, now - MAX_ARREARS_MS) + 1_000 / this.ratePerSecond(now);
    this.forget(now);
    this.sent.push(now);
  }

  /** The call that left at `sentAt` was refused. */
  refused(sentAt: number, now: number): void {
    const index = this.sent.lastIndexOf(sentAt);
    if (index >= 0) this.sent.splice(index, 1);
    // It left before the last refusal was known: it says nothing new.
    if (sentAt <= this.cutAt) return;
    const found = this.throughBefore(sentAt, this.ratePerSecond(now));
    // Where our own calls filled the second, nobody else did: jitter bunched them.
    const isCrowded = sentAt - this.cutAt < SOON_MS && found < this.ceiling * OWN_SHARE;
    this.holdMs = isCrowded ? WINDOW_MS : this.isKnown(found) ? this.longerHoldMs() : FIRST_HOLD_MS;
    this.lastCeiling = found;
    this.base = Math.max(1, found * (isCrowded ? GIVE_WAY : BACK_OFF));
    this.cutAt = now;
    this.climbFrom = now + this.holdMs;
    this.dueAt = Math.max(this.dueAt ?? now, now + AFTER_REFUSAL_MS, this.roomAt(now));
  }

  /** How many got through in the second before a refusal. A second that began with nothing says little: half is tried. */
  private throughBefore(sentAt: number, rate: number): number {
    const through = this.sent.filter((at) => at > sentAt - WINDOW_MS && at <= sentAt).length;
    const isWhole = (this.sent[0] ?? Infinity) <= sentAt - WINDOW_MS;
    return Math.min(rate, isWhole ? through : Math.max(through, rate / 2));
  }

  /** When enough of our own calls have left the window for the rate to hold. */
  private roomAt(now: number): number {
    const within = this.sent.filter((at) => at > now - WINDOW_MS);
    return (within[within.length - Math.ceil(this.base)] ?? -Infinity) + WINDOW_MS;
  }

  private isKnown(ceiling: number): boolean {
    return (
      this.lastCeiling !== undefined &&
      Math.abs(ceiling - this.lastCeiling) <= this.lastCeiling * SAME_CEILING
    );
  }

  private longerHoldMs(): number {
    return Math.min(Math.max(FIRST_HOLD_MS, this.holdMs * 2), LONGEST_HOLD_MS);
  }

  private forget(now: number): void {
    let old = 0;
    while ((this.sent[old] ?? Infinity) <= now - 2 * WINDOW_MS) old++;
    if (old > 0) this.sent.splice(0, old);
  }
}
