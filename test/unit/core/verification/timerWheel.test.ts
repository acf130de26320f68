import { expect, test } from "vitest";
import { TimerWheel } from "../../../../src/core/verification/timerWheel.ts";

test("gives back each thing once, not before its time and within a quarter second of it", () => {
  const wheel = new TimerWheel<number>(10_000);
  const dueAts = [10_000, 10_001, 10_250, 11_500, 14_999, 41_900, 42_100, 75_000, 10_400];
  for (const at of dueAts) wheel.add(at, at);
  const seen: number[] = [];

  for (let now = 10_000; now < 80_000; now += 50) {
    for (const at of wheel.collect(now)) {
      expect(now).toBeGreaterThanOrEqual(at);
      expect(now - at).toBeLessThanOrEqual(300);
      seen.push(at);
    }
  }

  expect(seen.toSorted()).toEqual(dueAts.toSorted());
  expect(wheel.size).toBe(0);
});

test("finds everything after a sleep of hours", () => {
  const wheel = new TimerWheel<number>(0);
  for (let at = 0; at < 60_000; at += 700) wheel.add(at, at);
  const { size } = wheel;

  expect(wheel.collect(10_000_000)).toHaveLength(size);
  wheel.add(1, 10_000_100);
  expect(wheel.collect(10_000_050)).toEqual([]);
  expect(wheel.collect(10_000_500)).toEqual([1]);
});
