import { expect, test } from "vitest";
import { SlidingWindow } from "../../../../src/core/api/slidingWindow.ts";
import { Pacer } from "../../../../src/core/verification/pacer.ts";

const LIMIT = 100;
const WINDOW_MS = 1_000;

/** The API as the pacer meets it: our own budget, then a way there, a sliding second with other clients, and a way back. */
function simulate(options: {
  readonly calls: number;
  readonly roundTripMs: number;
  readonly jitterMs: number;
  readonly others?: (now: number) => number;
  /** How often, and for how long at most, the API takes nothing in, and then everything at once. */
  readonly stalls?: { readonly everyMs: number; readonly ms: number };
  /** The share of calls that the API refuses whatever their rate. */
  readonly noise?: number | ((now: number) => number);
  readonly seed?: number;
}): { readonly letThrough: readonly number[]; readonly refused: readonly number[] } {
  const { calls, roundTripMs, jitterMs, others = () => 0, stalls, noise = 0, seed = 5 } = options;
  const random = seeded(seed);
  const chance = seeded(seed + 100);
  const pacer = new Pacer();
  const budget = new SlidingWindow(LIMIT, 1_010);
  const window: number[] = [];
  const letThrough: number[] = [];
  const refused: number[] = [];
  let arriving: { readonly at: number; readonly sentAt: number }[] = [];
  let refusals: { readonly at: number; readonly sentAt: number }[] = [];
  let othersDue = 0;
  let stalledUntil = 0;
  const take = (now: number): boolean => {
    while ((window[0] ?? Infinity) <= now - WINDOW_MS) window.shift();
    return window.length < LIMIT && window.push(now) > 0;
  };
  const wayMs = (): number => roundTripMs / 2 + random() * jitterMs;
  for (let now = 1_000, left = calls; letThrough.length < calls && now < 600_000; now++) {
    if (stalls !== undefined && now % stalls.everyMs === 0) stalledUntil = now + random() * stalls.ms;
    const here = now < stalledUntil ? [] : arriving.filter(({ at }) => at <= now);
    for (const { sentAt } of here) {
      if (chance() >= (typeof noise === "number" ? noise : noise(now)) && take(now)) letThrough.push(now);
      else refusals.push({ at: now + wayMs(), sentAt });
    }
    if (here.length > 0) arriving = arriving.filter(({ at }) => at > now);
    for (const { sentAt } of refusals.filter(({ at }) => at <= now)) {
      refused.push(now);
      left++;
      pacer.refused(sentAt, now);
    }
    refusals = refusals.filter(({ at }) => at > now);
    for (othersDue += others(now) / 1_000; othersDue >= 1; othersDue--) take(now);
    for (; left > 0 && pacer.waitMs(now) === 0 && budget.freeAt(1) <= now; left--) {
      budget.take(now);
      pacer.took(now);
      arriving.push({ at: now + wayMs(), sentAt: now });
    }
  }
  return { letThrough, refused };
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

function ratePerSecond(times: readonly number[]): number {
  const [first = 0] = times;
  return ((times.length - 1) * 1_000) / ((times.at(-1) ?? first) - first);
}

test("keeps to 98 % of the limit without a refusal on a quiet way", () => {
  const { letThrough, refused } = simulate({ calls: 6_000, roundTripMs: 2, jitterMs: 3 });

  expect(letThrough).toHaveLength(6_000);
  expect(refused).toEqual([]);
  expect(ratePerSecond(letThrough)).toBeGreaterThan(98);
});

test("hardly slows down for a call that a stall on the way has bunched with others", () => {
  const stalls = { everyMs: 10_000, ms: 60 };
  const { letThrough, refused } = simulate({ calls: 6_000, roundTripMs: 2, jitterMs: 3, stalls });

  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual(6);
  expect(ratePerSecond(letThrough)).toBeGreaterThan(97);
});

test("gives way to the jitter of a real network with less than one refusal in a thousand", () => {
  const { letThrough, refused } = simulate({ calls: 6_000, roundTripMs: 80, jitterMs: 30 });

  expect(refused.length).toBeLessThanOrEqual(6);
  expect(ratePerSecond(letThrough)).toBeGreaterThan(94);
});

test("finds the ceiling that another client of the key leaves, with one refusal in a thousand", () => {
  const { letThrough, refused } = simulate({ calls: 6_000, roundTripMs: 2, jitterMs: 3, others: () => 40 });

  expect(refused.length).toBeLessThanOrEqual(6);
  expect(ratePerSecond(letThrough)).toBeGreaterThan(0.95 * 60);
});

test("climbs back to the limit once the other client has gone", () => {
  const { letThrough } = simulate({
    calls: 6_000,
    roundTripMs: 2,
    jitterMs: 3,
    others: (now) => (now < 20_000 ? 40 : 0),
  });

  const settled = letThrough.filter((at) => at > 60_000 && at < 65_000);
  expect(settled.length / 5).toBeGreaterThan(95);
});

test("gets out of the way of a client that begins in the middle", () => {
  const { letThrough, refused } = simulate({
    calls: 6_000,
    roundTripMs: 2,
    jitterMs: 3,
    others: (now) => (now > 20_000 ? 40 : 0),
  });

  const shared = letThrough.filter((at) => at > 40_000 && at < 60_000);
  expect(shared.length / 20).toBeGreaterThan(0.93 * 60);
  expect(refused.length).toBeLessThanOrEqual(12);
});

test("does not make up for more than a moment that it was held up", () => {
  const pacer = new Pacer();
  pacer.took(0);
  let calls = 0;
  for (; pacer.waitMs(3_600_000) === 0; calls++) pacer.took(3_600_000);

  expect(calls).toBeLessThan(20);
});

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const NETWORK = { calls: 3_000, roundTripMs: 80, jitterMs: 30 };

test.each(SEEDS)("keeps more than half of its rate where a tenth of all calls is refused (%i)", (seed) => {
  const { letThrough } = simulate({ ...NETWORK, noise: 0.1, seed });

  expect(ratePerSecond(letThrough)).toBeGreaterThan(50);
});

test.each([0.01, 0.02, 0.05, 0.2])("is not stopped by any share of such refusals (%f)", (noise) => {
  const { letThrough } = simulate({ ...NETWORK, noise, seed: 1 });

  expect(ratePerSecond(letThrough)).toBeGreaterThan(40);
});

test.each(SEEDS)("finds the ceiling that another client leaves below such refusals (%i)", (seed) => {
  const { letThrough, refused } = simulate({ ...NETWORK, noise: 0.1, others: () => 40, seed });

  expect(ratePerSecond(letThrough)).toBeGreaterThan(0.6 * 60);
  // A tenth of the calls are 333.
  expect(refused.length).toBeLessThan(1_000);
});

test.each(SEEDS)("takes another client's calls for no such refusals (%i)", (seed) => {
  const { letThrough, refused } = simulate({ ...NETWORK, others: () => 40, seed });

  expect(ratePerSecond(letThrough)).toBeGreaterThan(0.9 * 60);
  expect(refused.length).toBeLessThan(30);
});

test("forgets such refusals when they have ended", () => {
  const { letThrough, refused } = simulate({
    ...NETWORK,
    calls: 9_000,
    noise: (now) => (now < 20_000 ? 0.1 : 0),
    others: (now) => (now > 60_000 ? 40 : 0),
  });

  const shared = letThrough.filter((at) => at > 80_000 && at < 100_000);
  expect(shared.length / 20).toBeGreaterThan(0.9 * 60);
  expect(refused.filter((at) => at > 65_000).length).toBeLessThan(40);
});
