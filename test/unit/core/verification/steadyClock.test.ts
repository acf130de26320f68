import { expect, test } from "vitest";
import { SteadyClock } from "../../../../src/core/verification/steadyClock.ts";
import { FakeClock } from "../fakeClock.ts";

test("goes on where the machine's clock is set back", async () => {
  const clock = new FakeClock({ start: 1_000_000 });
  const steady = new SteadyClock(clock);
  await clock.advance(500);
  const before = steady.now();

  clock.set(clock.now() - 3_600_000);

  expect(steady.now()).toBe(before);
  await clock.advance(250);
  expect(steady.now()).toBe(before + 250);
});
