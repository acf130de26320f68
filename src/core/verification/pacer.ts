import { RefusalShare } from "./refusalShare.ts";

/**
 * Calls a second at the most. The API takes 100 from one workspace; evenly spaced, this many stay within its sliding
 * second although one of them is late by 15 ms.
 */
const CEILING_PER_SECOND = 98.5;
/** What the API counts over. */
const WINDOW_MS = 1_000;
/** Of the ceiling in the first second, when connections are made and calls leave less evenly. */
const FIRST_SECOND = 0.9;
/** Calls that could not leave in time may leave late, together; older ones are forgone. */
const MAX_ARREARS_MS = 150;
/** Between a refusal and the next call: those already on their way need the room. */
const AFTER_REFUSAL_MS = 60;

/** From this share of the ceiling on our own calls filled the second: what was refused was bunched on its way. */
const OWN_SHARE = 0.9;
/** A first refusal says little about who else calls: it passes as one of our own from here on. */
const FIRST_OWN_SHARE = 0.8;
const FIRST_REFUSAL_MS = 3_000;
/** Taken off the rate for calls bunched by chance, and for a way that bunches them again and again. */
const CHANCE_CUT = 0.3;
const JITTER_CUT = 0.7;
const JITTER_MS = 15_000;
const JITTER_HOLD_MS = 5_000;
const JITTER_CLIMB_PER_SECOND = 0.05;

/** Within a second of a refusal the same second is still full: waiting helps, and hardly a lower rate. */
const ECHO_WAIT_MS = 120;
const ECHO_CUT = 0.995;
/** More of them say that somebody else has begun to call. */
const MAX_ECHOES = 2;

/** Kept below the rate at which another client's calls and ours together met the limit. */
const BACK_OFF = 0.98;
const FIRST_HOLD_MS = 10_000;
const LONGEST_HOLD_MS = 40_000;
/** A second refusal so soon says that the other client's calls have not had their room: give way, then look again. */
const SOON_MS = 1_500;
const GIVE_WAY = 0.75;
/** Two refusals within this share of each other's rate met the same ceiling. */
const SAME_CEILING = 0.08;
/** What a second of climbing adds at first; it doubles with every second. */
const FIRST_STEP_PER_SECOND = 0.5;

/** So many refusals in so short a while at rates that had been cut before, and had not climbed since, do not come from the rate. */
const VAIN_CUTS = 2;
const VAIN_MS = 15_000;
/** A larger share of refused calls is never taken for noise. */
const MOST_NOISE = 0.35;
/** How far, in standard deviations, the share of the last calls may lie above the noise by chance. */
const NOISE_SPREAD = 3;
const LOOK_CALLS = 100;
const MEASURE_CALLS = 150;
/** A share that falls below this part of the noise says that the noise is gone. */
const NOISE_GONE = 0.25;

/**
 * Spaces calls evenly at the highest rate that the API takes. A refusal (429) tells how many calls got through in the
 * second before it. Where they alone were as many as the limit, they were bunched on their way, and the rate gives a
 * little; where they were fewer, that is the ceiling that other clients of the key leave: the rate goes just below it,
 * stays there for a while, and climbs again, slowly at first. Every refusal at the same ceiling doubles the while.
 * Where refusals go on however low the rate, they are noise: such a share of them is put up with, and only more is heeded.
 * Times are milliseconds of a clock that never goes back.
 */
export class Pacer {
  private readonly ceiling: number;
  private base: number;
  private firstAt: number | undefined;
  private dueAt: number | undefined;
  private cutAt = -Infinity;
  private echoes = 0;
  private climbFrom = -Infinity;
  private isSearching = false;
  private holdMs = FIRST_HOLD_MS;
  private lastCeiling: number | undefined;
  /** When the calls of the last seconds left: refused ones are taken out again. */
  private sent: number[] = [];
  private readonly share = new RefusalShare();
  /** The share of calls that is refused whatever the rate. */
  private noise = 0;
  private vainCuts: number[] = [];

  constructor(options: { readonly ceilingPerSecond?: number } = {}) {
    this.ceiling = options.ceilingPerSecond ?? CEILING_PER_SECOND;
    this.base = this.ceiling;
  }

  /** Calls a second that it lets through now. */
  ratePerSecond(now: number): number {
    const isFirst = this.firstAt !== undefined && now - this.firstAt < WINDOW_MS;
    return Math.min(this.ceiling, this.base + this.climbed(now)) * (isFirst ? FIRST_SECOND : 1);
  }

  /** How long the next call has to wait. */
  waitMs(now: number): number {
    return Math.max(0, (this.dueAt ?? now) - now);
  }

  /** A call leaves now. */
  took(now: number): void {
    this.firstAt ??= now;
    this.dueAt = Math.max(this.dueAt ?? now, now - MAX_ARREARS_MS) + 1_000 / this.ratePerSecond(now);
    this.forget(now);
    this.sent.push(now);
    this.share.took(now);
    if (this.noise > 0 && (this.share.of(MEASURE_CALLS) ?? 1) < this.noise * NOISE_GONE) this.noise = 0;
  }

  /** The call that left at `sentAt` was refused. */
  refused(sentAt: number, now: number): void {
    const index = this.sent.lastIndexOf(sentAt);
    if (index >= 0) this.sent.splice(index, 1);
    this.share.refused(sentAt);
    if (this.isNoise()) return;
    const sinceMs = sentAt - this.cutAt;
    // It left before the last refusal was known: it says nothing new.
    if (sinceMs <= 0) return;
    const rate = this.ratePerSecond(now);
    const found = this.throughBefore(sentAt, rate);
    this.cutAt = now;
    const isVain = this.isSearching && this.climbed(now) === 0;
    if (sinceMs < WINDOW_MS) {
      if (this.heardAgain(rate, found, now) && isVain) this.findNoise(now);
      return;
    }
    this.echoes = 0;
    const ownShare = sinceMs > FIRST_REFUSAL_MS ? FIRST_OWN_SHARE : OWN_SHARE;
    if (found >= this.ceiling * ownShare) this.metJitter(rate, sinceMs, now);
    else this.metCeiling(found / (1 - this.noise), sinceMs, now);
    if (isVain) this.findNoise(now);
  }

  private isNoise(): boolean {
    const { noise } = this;
    if (noise === 0) return false;
    const share = this.share.of(LOOK_CALLS) ?? 0;
    return share <= noise + NOISE_SPREAD * Math.sqrt((noise * (1 - noise)) / LOOK_CALLS);
  }

  /** A lower rate ends refusals that come from the rate. */
  private findNoise(now: number): void {
    this.vainCuts = [...this.vainCuts.filter((at) => at > now - VAIN_MS), now];
    if (this.vainCuts.length < VAIN_CUTS) return;
    this.vainCuts = [];
    const share = this.share.of(MEASURE_CALLS) ?? 1;
    if (share > MOST_NOISE) return;
    this.noise = share;
    this.climbFrom = now;
  }

  /** Answers whether it gave way. */
  private heardAgain(rate: number, found: number, now: number): boolean {
    this.wait(now, ECHO_WAIT_MS);
    if (++this.echoes <= MAX_ECHOES) {
      this.base = Math.max(1, rate * ECHO_CUT);
      this.climbFrom = Math.max(this.climbFrom, now + JITTER_HOLD_MS);
      return false;
    }
    this.echoes = 0;
    this.search(Math.min(rate, found) * GIVE_WAY, now, WINDOW_MS);
    return true;
  }

  private metJitter(rate: number, sinceMs: number, now: number): void {
    this.isSearching = false;
    this.base = Math.max(1, rate - (sinceMs < JITTER_MS ? JITTER_CUT : CHANCE_CUT));
    this.climbFrom = now + JITTER_HOLD_MS;
    this.wait(now, AFTER_REFUSAL_MS);
  }

  private metCeiling(found: number, sinceMs: number, now: number): void {
    const isCrowded = sinceMs < SOON_MS;
    this.holdMs = isCrowded ? WINDOW_MS : this.isKnown(found) ? this.longerHoldMs() : FIRST_HOLD_MS;
    this.lastCeiling = found;
    this.wait(now, AFTER_REFUSAL_MS);
    this.search(found * (isCrowded ? GIVE_WAY : BACK_OFF), now, this.holdMs);
  }

  /** Goes on at `rate` once it has room, and looks for the ceiling from there after a while. */
  private search(rate: number, now: number, holdMs: number): void {
    this.isSearching = true;
    this.base = Math.max(1, rate);
    this.climbFrom = now + holdMs;
    this.wait(now, this.roomAt(now) - now);
  }

  private wait(now: number, ms: number): void {
    this.dueAt = Math.max(this.dueAt ?? now, now + ms);
  }

  private climbed(now: number): number {
    const seconds = Math.max(0, now - this.climbFrom) / 1_000;
    return this.isSearching ? FIRST_STEP_PER_SECOND * (2 ** seconds - 1) : JITTER_CLIMB_PER_SECOND * seconds;
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
