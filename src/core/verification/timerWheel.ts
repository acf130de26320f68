const TICK_MS = 250;
/** Must hold the longest wait between two polls; what is due later goes round again. */
const TICKS = 128;

interface Entry<T> {
  readonly value: T;
  readonly dueAt: number;
}

/** Things to be done at their times: constant cost each, one timer for all, times rounded up to a quarter second. */
export class TimerWheel<T> {
  private readonly slots: Entry<T>[][] = Array.from({ length: TICKS }, () => []);
  /** The first tick not yet collected. */
  private tick: number;
  private count = 0;

  constructor(now: number) {
    this.tick = Math.floor(now / TICK_MS);
  }

  get size(): number {
    return this.count;
  }

  add(value: T, dueAt: number): void {
    this.place({ value, dueAt });
    this.count++;
  }

  /** Takes out what is due. */
  collect(now: number): T[] {
    const end = Math.floor(now / TICK_MS);
    const due: T[] = [];
    const late: Entry<T>[] = [];
    // After a sleep longer than a round, one round finds everything.
    for (let left = Math.min(end - this.tick + 1, TICKS); left > 0; left--, this.tick++) {
      const slot = this.slots[this.tick % TICKS];
      for (const entry of slot?.splice(0) ?? []) {
        if (entry.dueAt <= now) due.push(entry.value);
        else late.push(entry);
      }
    }
    this.tick = Math.max(this.tick, end + 1);
    this.count -= due.length;
    for (const entry of late) this.place(entry);
    return due;
  }

  private place(entry: Entry<T>): void {
    const tick = Math.ceil(entry.dueAt / TICK_MS);
    const within = Math.min(Math.max(tick, this.tick), this.tick + TICKS - 1);
    this.slots[within % TICKS]?.push(entry);
  }
}
