import type { Clock } from "../../../src/core/clock.ts";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  /** Every sleep asked for, in ms. */
  readonly slept: number[] = [];
  private readonly sleepers = new Set<Sleeper>();
  private time: number;
  private readonly skipBelowMs: number;

  /** Sleeps shorter than `skipBelowMs` are over at once, moving the time: for back-offs that a test only counts. */
  constructor(options: { start?: number; skipBelowMs?: number } = {}) {
    this.time = options.start ?? Date.UTC(2026, 0, 15);
    this.skipBelowMs = options.skipBelowMs ?? 0;
  }

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(ms);
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    if (ms < this.skipBelowMs) {
      this.time += ms;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.time + ms, wake: resolve };
      this.sleepers.add(sleeper);
      signal?.addEventListener("abort", () => {
        if (this.sleepers.delete(sleeper)) reject(signal.reason as Error);
      });
    });
  }

  /** Sets the time without waking anyone: someone moved the machine's clock. */
  set(time: number): void {
    this.time = time;
  }

  /** Moves on, waking sleepers at their times and letting what they do happen before the next. */
  async advance(ms: number): Promise<void> {
    const target = this.time + ms;
    await settled();
    for (;;) {
      const due = [...this.sleepers].filter(({ at }) => at <= target).sort((a, b) => a.at - b.at);
      const [next] = due;
      if (next === undefined) break;
      this.sleepers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.wake();
      await settled();
    }
    this.time = target;
  }
}

/** Once all promises that can settle by themselves have. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
