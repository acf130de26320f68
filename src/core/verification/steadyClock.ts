import type { Clock } from "../clock.ts";

/** The time of another clock that never goes back: where that one is set back, it goes on from where it was. */
export class SteadyClock {
  private last: number;
  private offset = 0;

  constructor(private readonly clock: Clock) {
    this.last = clock.now();
  }

  now(): number {
    const now = this.clock.now();
    if (now < this.last) this.offset += this.last - now;
    this.last = now;
    return now + this.offset;
  }
}
