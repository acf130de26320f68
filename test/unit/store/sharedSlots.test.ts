import { DatabaseSync } from "node:sqlite";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { RequestBudget } from "../../../src/core/api/budget.ts";
import { openSlots } from "../../../src/store/openSlots.ts";
import { SqliteSlots } from "../../../src/store/sqliteSlots.ts";
import { FakeClock } from "../core/fakeClock.ts";
import { database, folder } from "./storeFiles.ts";

test("lets two windows together through no more often than the limit", async () => {
  const file = path.join(folder(), "store.db");
  const clock = new FakeClock();
  const shared = [new SqliteSlots(await database(file)), new SqliteSlots(await database(file))];
  const budgets = shared.map((slots) => new RequestBudget({ clock, shared: slots }));
  const times: number[] = [];
  for (let i = 0; i < 300; i++)
    for (const budget of budgets) void budget.acquire(["workspace"]).then(() => times.push(clock.now()));

  await clock.advance(8_000);

  expect(times).toHaveLength(600);
  const densest = Math.max(
    ...times.map((start) => times.filter((at) => at >= start && at < start + 1_000).length),
  );
  expect(densest).toBe(100);
});

test("does not freeze the shared limit when the clock is set back", async () => {
  const slots = new SqliteSlots(await database());
  const needs = [{ bucket: "mailList", limits: [{ count: 2, windowMs: 1_000 }] }] as const;
  expect([slots.take(needs, 1_000_000), slots.take(needs, 1_000_000)]).toEqual([0, 0]);

  expect(slots.take(needs, 500_000)).toBe(501_000);
  expect(slots.take(needs, 501_000)).toBe(0);
});

test("keeps to its own count while the shared one cannot be had", async () => {
  const file = path.join(folder(), "store.db");
  const slots = new SqliteSlots(await database(file));
  const other = new DatabaseSync(file);
  onTestFinished(() => other.close());
  other.exec("BEGIN IMMEDIATE");

  expect(slots.take([{ bucket: "workspace", limits: [{ count: 1, windowMs: 1_000 }] }], 5)).toBe(0);
});

const SECOND = [{ bucket: "workspace", limits: [{ count: 10, windowMs: 1_000 }] }] as const;

/** Two windows of one machine, each with what its clock shows at a moment of the machine. */
async function twoWindows(lagMs: (window: number, at: number) => number) {
  const file = path.join(folder(), "store.db");
  const windows = [new SqliteSlots(await database(file)), new SqliteSlots(await database(file))];
  const times: number[] = [];
  for (let at = 1_000_000; at < 1_020_000; at += 5)
    for (const [index, window] of windows.entries())
      // In the first second clocks that differ have not met yet.
      if (window.take(SECOND, at - lagMs(index, at)) === 0 && at >= 1_001_500) times.push(at);
  const fullest = times.map((start) => times.filter((at) => at >= start && at < start + 1_000).length);
  return { fullest: Math.max(...fullest), count: times.length };
}

test.each<readonly [string, (window: number, at: number) => number]>([
  ["milliseconds old", (window, at) => (window === 0 ? 0 : 3 + (at % 8))],
  ["now and then a second old", (window, at) => (window === 1 && at % 700 === 0 ? 1_000 : 0)],
  ["a minute behind", (window) => window * 60_000],
  ["a day ahead", (window) => window * -86_400_000],
  ["set back an hour by a person", (_, at) => (at > 1_010_000 ? 3_600_000 : 0)],
])("a window whose time is %s does not double the limit, nor stop it", async (_, lagMs) => {
  const { fullest, count } = await twoWindows(lagMs);

  expect(fullest).toBeLessThanOrEqual(10);
  expect(count).toBeGreaterThan(150);
});

test("counts a place from when the lock was had", async () => {
  const slots = new SqliteSlots(await database());
  const needs = [{ bucket: "mailList", limits: [{ count: 1, windowMs: 1_000 }] }] as const;
  expect(slots.take(needs, 1_000, () => 1_250)).toBe(0);

  expect(slots.take(needs, 2_100)).toBe(2_250);
});

test("while it counts alone, what it took before with the others counts too", async () => {
  const file = path.join(folder(), "store.db");
  const slots = new SqliteSlots(await database(file));
  const needs = [{ bucket: "mailList", limits: [{ count: 20, windowMs: 60_000 }] }] as const;
  for (let i = 0; i < 5; i++) expect(slots.take(needs, 1_000)).toBe(0);
  const other = new DatabaseSync(file);
  onTestFinished(() => other.close());
  other.exec("BEGIN IMMEDIATE");

  expect(slots.take(needs, 2_000)).toBe(61_000);
});

test("in a file of their own, each API counts by itself", async () => {
  const file = path.join(folder(), "requests.sqlite");
  const windows = [await openSlots(file), await openSlots(file)];
  onTestFinished(() => windows.forEach((window) => window?.close()));
  const needs = [{ bucket: "mailList", limits: [{ count: 1, windowMs: 60_000 }] }] as const;
  const now = Date.now();

  expect(windows[0]?.of("a").take(needs, now)).toBe(0);
  expect(windows[1]?.of("a").take(needs, now)).toBeGreaterThan(now);
  expect(windows[1]?.of("b").take(needs, now)).toBe(0);
});

test("holds a place until the request has arrived, for another window too", async () => {
  const file = path.join(folder(), "store.db");
  const [one, other] = [new SqliteSlots(await database(file)), new SqliteSlots(await database(file))];
  const needs = [{ bucket: "workspace", limits: [{ count: 2, windowMs: 1_000 }] }] as const;
  const arrivals: (() => void)[] = [];
  const way = { isSlow: false, onTaken: (arrived: () => void) => void arrivals.push(arrived) };
  let now = 1_000_000;
  const read = (): number => now;
  expect([one.take(needs, now, read, way), one.take(needs, now, read, way)]).toEqual([0, 0]);

  // They left long ago, but are not there yet.
  now += 3_000;
  expect(other.take(needs, now, read, way)).toBeGreaterThan(now);
  for (const arrived of arrivals) arrived();
  now += 900;
  expect(other.take(needs, now, read, way)).toBe(1_004_000);
  now += 300;
  expect(other.take(needs, now, read, way)).toBe(0);
});

test("does not hold the place of a window that is gone for ever", async () => {
  const slots = new SqliteSlots(await database());
  const needs = [{ bucket: "workspace", limits: [{ count: 1, windowMs: 1_000 }] }] as const;
  const way = { isSlow: false, onTaken: () => undefined };

  expect(slots.take(needs, 0, () => 0, way)).toBe(0);
  expect(slots.take(needs, 5_900, () => 5_900, way)).toBeGreaterThan(5_900);
  expect(slots.take(needs, 6_200, () => 6_200, way)).toBe(0);
});

test("what is answered late holds no place once requests are known to get through at once", async () => {
  const slots = new SqliteSlots(await database());
  const needs = [{ bucket: "workspace", limits: [{ count: 1, windowMs: 1_000 }] }] as const;
  const slow = { isSlow: true, onTaken: (arrived: () => void) => arrived() };

  expect(slots.take(needs, 0, () => 0, slow)).toBe(0);
  expect(slots.take(needs, 1_500, () => 1_500, slow)).toBeGreaterThan(1_500);
  expect(slots.take(needs, 2_100, () => 2_100, slow)).toBe(0);
  expect(slots.take(needs, 3_150, () => 3_150, slow)).toBe(0);
});
