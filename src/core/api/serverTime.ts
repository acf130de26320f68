import type { Clock } from "../clock.ts";

/** A Date header names a second, not where in it. */
const GRAIN_MS = 1_000;

/**
 * What the server's clock shows, from the Date header of its last answer: this machine's may be hours off. Known to
 * about a second and the way of one call, so it is told as the earliest and the latest that it can be.
 */
export class ServerTime {
  private aheadBy: { readonly least: number; readonly most: number } | undefined;

  constructor(private readonly clock: Clock) {}

  /** An answer has come whose question left at `sentAt` and whose headers came at `cameAt`, both of this machine's clock. */
  note(header: string | null, sentAt: number, cameAt: number): void {
    const at = Date.parse(header ?? "");
    if (!Number.isNaN(at)) this.aheadBy = { least: at - cameAt, most: at + GRAIN_MS - sentAt };
  }

  /** Of a moment that this machine's clock showed (now when left out), in ms; undefined before the first answer. */
  earliest(local = this.clock.now()): number | undefined {
    return this.aheadBy && local + this.aheadBy.least;
  }

  latest(local = this.clock.now()): number | undefined {
    return this.aheadBy && local + this.aheadBy.most;
  }
}
