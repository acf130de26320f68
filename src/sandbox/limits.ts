import { failure } from "./httpFailure.ts";

/** At most `max` calls in any `windowMs`, whoever makes them. */
export interface Limit {
  readonly name: string;
  readonly max: number;
  readonly windowMs: number;
}

/** For the whole workspace, all keys together (rate-limit guide, read 2026-08). */
export const WORKSPACE_LIMITS: readonly Limit[] = [
  { name: "second", max: 100, windowMs: 1_000 },
  { name: "minute", max: 6_000, windowMs: 60_000 },
];

/** Sliding windows, one per limit, kept as the times of the calls let through. */
export class RateLimiter {
  readonly #calls = new Map<string, number[]>();

  constructor(private readonly now: () => number) {}

  /**
   * Counts one call against every limit, or against none when any is used up.
   * @throws HttpFailure 429; as the real API, without a header that says how long to wait.
   */
  take(limits: readonly Limit[]): void {
    const now = this.now();
    const windows = limits.map((limit) => {
      const calls = this.#calls.get(limit.name) ?? [];
      const live = calls.findIndex((at) => at > now - limit.windowMs);
      calls.splice(0, live === -1 ? calls.length : live);
      this.#calls.set(limit.name, calls);
      return { limit, calls };
    });
    if (windows.some(({ limit, calls }) => calls.length >= limit.max))
      throw failure(429, "Rate limit exceeded");
    for (const { calls } of windows) calls.push(now);
  }
}
