const TOLERATED = 3;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const ROUNDS = 6;

/** Tells a stumble from an outage: pauses that grow while nothing gets through, and after about a minute the end. */
export class Outage {
  private failures = 0;
  private round = 0;
  private until = -Infinity;

  /** Something got through. */
  over(): void {
    this.failures = 0;
    this.round = 0;
    this.until = -Infinity;
  }

  /** Something did not; true when it is time to give up. */
  failed(now: number): boolean {
    if (++this.failures < TOLERATED || now < this.until) return false;
    this.until = now + Math.min(FIRST_PAUSE_MS * 2 ** this.round, LONGEST_PAUSE_MS);
    return ++this.round > ROUNDS;
  }

  /** How long to leave the API alone. */
  waitMs(now: number): number {
    return Math.max(0, this.until - now);
  }
}
