import { describe, expect, test } from "vitest";
import { RateLimiter, WORKSPACE_LIMITS } from "../../../src/sandbox/limits.ts";
import { openSandbox } from "./openSandbox.ts";

/** A clock that stands still until it is told to move. */
class HandClock {
  #time = Date.UTC(2026, 4, 4, 9);
  readonly now = (): Date => new Date(this.#time);
  advance(ms: number): void {
    this.#time += ms;
  }
}

/** How many of `count` calls get through. */
function passing(limiter: RateLimiter, count: number): number {
  return Array.from({ length: count }).filter(() => {
    try {
      limiter.take(WORKSPACE_LIMITS);
      return true;
    } catch {
      return false;
    }
  }).length;
}

describe("rate limits", () => {
  test("let 100 calls through in any second, wherever that second begins", () => {
    const clock = new HandClock();
    const limiter = new RateLimiter(() => clock.now().getTime());
    expect(passing(limiter, 60)).toBe(60);
    clock.advance(600);
    expect(passing(limiter, 60)).toBe(40);
    clock.advance(401);
    expect(passing(limiter, 100)).toBe(60);
  });

  test("let 6,000 calls through in any minute", () => {
    const clock = new HandClock();
    const limiter = new RateLimiter(() => clock.now().getTime());
    let passed = 0;
    for (let second = 0; second < 59; second++) {
      passed += passing(limiter, 110);
      clock.advance(1001);
    }
    expect(passed).toBe(5900);
    expect(passing(limiter, 100)).toBe(100);
    clock.advance(500);
    expect(passing(limiter, 1)).toBe(0);
    clock.advance(600);
    expect(passing(limiter, 110)).toBe(100);
  });

  test("allow 20 mail lists a minute, over all keys of a workspace and for no other call", async () => {
    const clock = new HandClock();
    const sandbox = await openSandbox({ now: clock.now });
    const status = async (request: string, key: string): Promise<number> =>
      (await sandbox.ask(request, { key })).status;
    const { full, readOnly, secondWorkspace } = sandbox.keys;
    for (let i = 0; i < 20; i++)
      expect(await status("GET /emails?limit=1", i % 2 === 0 ? full : readOnly)).toBe(200);
    const refused = await sandbox.ask("GET /emails?limit=1");
    expect(refused).toMatchObject({
      status: 429,
      json: { statusCode: 429, error: "Too Many Requests", message: "Rate limit exceeded" },
    });
    expect(await status("GET /emails/unread/count", full)).toBe(200);
    expect(await status("GET /emails?limit=1", secondWorkspace)).toBe(200);
    clock.advance(60_001);
    expect(await status("GET /emails?limit=1", full)).toBe(200);
  });
});
