import type { Clock } from "../clock.ts";

/** Wakes the one who waits: when it is rung, or when the time is up. */
export class Bell {
  private isRung = false;
  private wake: (() => void) | undefined;

  constructor(private readonly clock: Clock) {}

  ring(): void {
    this.isRung = true;
    this.wake?.();
  }

  /** Returns at once when it was rung since the last wait. */
  async wait(ms: number): Promise<void> {
    if (!this.isRung) {
      const slept = new AbortController();
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        this.clock.sleep(ms, slept.signal).then(resolve, () => undefined);
      });
      slept.abort();
      this.wake = undefined;
    }
    this.isRung = false;
  }
}
