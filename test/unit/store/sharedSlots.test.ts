import { DatabaseSync } from "node:sqlite";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { RequestBudget } from "../../../src/core/api/budget.ts";
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
