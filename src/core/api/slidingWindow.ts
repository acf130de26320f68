/** Counts what went through in the last `windowMs`: a ring of the last `count` times, constant time per question. */
export class SlidingWindow {
  private readonly times: number[] = [];
  /** Where the oldest of a full ring stands. */
  private oldest = 0;

  constructor(
    private readonly count: number,
    private readonly windowMs: number,
  ) {}

  /** When the `place`-th caller from now can go, in the clock's milliseconds; 0 when at once. */
  freeAt(place: number): number {
    const free = this.count - this.times.length;
    if (place <= free) return 0;
    const ahead = place - 1 - free;
    const rounds = Math.floor(ahead / this.count);
    // Past one round the times that will be taken are not known yet; each round takes at least a window more.
    const time = this.times[(this.oldest + (ahead % this.count)) % this.count] ?? this.times.at(-1) ?? 0;
    return time + this.windowMs * (rounds + 1);
  }

  take(now: number): void {
    if (this.times.length < this.count) {
      this.times.push(now);
      return;
    }
    this.times[this.oldest] = now;
    this.oldest = (this.oldest + 1) % this.count;
  }

  /** Moves all remembered times, after the clock was moved. */
  shift(ms: number): void {
    for (const [index, time] of this.times.entries()) this.times[index] = time + ms;
  }
}
