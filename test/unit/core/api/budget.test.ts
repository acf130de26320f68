import { expect, test } from "vitest";
import {
  type Bucket,
  type BudgetWait,
  RequestBudget,
  type SlotNeed,
} from "../../../../src/core/api/budget.ts";
import { FakeClock, settled } from "../fakeClock.ts";

const MAIL: readonly Bucket[] = ["workspace", "mailList"];
const ANY: readonly Bucket[] = ["workspace"];

/** The most of `times` that any window of `windowMs` holds. */
function densest(times: readonly number[], windowMs: number): number {
  return Math.max(
    0,
    ...times.map((start) => times.filter((at) => at >= start && at < start + windowMs).length),
  );
}

/** A deterministic stream of numbers in [0, 1). */
function lcg(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

test("lets no 60 s window hold more than 20 mail lists, and no second more than 100 calls, however they come", async () => {
  const random = lcg(7);
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock });
  const all: number[] = [];
  const mail: number[] = [];
  let asked = 0;
  for (let step = 0; step < 300; step++) {
    const burst = random() < 0.2 ? Math.floor(random() * 120) : 1;
    for (let i = 0; i < burst; i++) {
      const isMail = random() < 0.1;
      asked++;
      void budget.acquire(isMail ? MAIL : ANY).then(() => {
        all.push(clock.now());
        if (isMail) mail.push(clock.now());
      });
    }
    await clock.advance(Math.floor(random() * 2_500));
  }
  await clock.advance(3_600_000);

  expect(all).toHaveLength(asked);
  expect(mail.length).toBeGreaterThan(200);
  expect(densest(mail, 60_000)).toBe(20);
  expect(densest(all, 1_000)).toBe(100);
  expect(densest(all, 60_000)).toBeLessThanOrEqual(6_000);
});

test("lets no minute hold more than 6,000 calls", async () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock });
  const times: number[] = [];
  for (let i = 0; i < 7_000; i++) void budget.acquire(ANY).then(() => times.push(clock.now()));

  await clock.advance(60_500 + 1_009);
  expect(times.length).toBeGreaterThan(5_900);
  expect(times.length).toBeLessThanOrEqual(6_100);
  await clock.advance(61_000);
  expect(times).toHaveLength(7_000);
  const first = times[0] ?? 0;
  expect(times.filter((at) => at < first + 60_000).length).toBeLessThanOrEqual(6_000);
});

test("keeps calls of the workspace going while mail lists wait", async () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock });
  const granted: string[] = [];
  for (let i = 0; i < 21; i++) void budget.acquire(MAIL).then(() => granted.push("mail"));

  void budget.acquire(ANY).then(() => granted.push("other"));
  await settled();

  expect(granted.filter((name) => name === "mail")).toHaveLength(20);
  expect(granted).toContain("other");
});

test("serves interactive before background, and first come first within each", async () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock, limits: { mailList: [{ count: 1, windowMs: 1_000 }] } });
  const granted: string[] = [];
  const ask = (name: string, priority: "interactive" | "background"): void => {
    void budget.acquire(MAIL, { priority }).then(() => granted.push(name));
  };
  ask("now", "background");
  ask("poll 1", "background");
  ask("poll 2", "background");
  ask("click 1", "interactive");
  ask("click 2", "interactive");

  await clock.advance(10_000);

  expect(granted).toEqual(["now", "click 1", "click 2", "poll 1", "poll 2"]);
});

test("frees the place of a cancelled wait and rejects with the reason", async () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock, limits: { mailList: [{ count: 1, windowMs: 60_000 }] } });
  const controller = new AbortController();
  const granted: string[] = [];
  await budget.acquire(MAIL);
  const cancelled = budget.acquire(MAIL, { signal: controller.signal });
  void budget.acquire(MAIL).then(() => granted.push("next"));
  const reason = new Error("gone");

  controller.abort(reason);
  await expect(cancelled).rejects.toBe(reason);
  await expect(budget.acquire(MAIL, { signal: controller.signal })).rejects.toBe(reason);
  await clock.advance(60_000);

  expect(granted).toEqual(["next"]);
  expect(budget.waiting).toBeUndefined();
});

test("shows the longest wait over a second, and its end", async () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock });
  const seen: (BudgetWait | undefined)[] = [];
  const stop = budget.onDidChangeWaiting((wait) => seen.push(wait));
  const start = clock.now();
  for (let i = 0; i < 20; i++) void budget.acquire(MAIL);
  expect(budget.waiting).toBeUndefined();

  void budget.acquire(MAIL);
  expect(budget.waiting).toEqual({ bucket: "mailList", waitMs: 61_000, until: new Date(start + 61_000) });
  await clock.advance(20_000);
  expect(budget.waiting?.waitMs).toBe(41_000);
  await clock.advance(41_000);

  expect(budget.waiting).toBeUndefined();
  expect(seen).toEqual([{ bucket: "mailList", waitMs: 61_000, until: new Date(start + 61_000) }, undefined]);
  stop();
  budget.pause("mailList", 30_000);
  void budget.acquire(MAIL);
  expect(seen).toHaveLength(2);
});

test("counts a wait of more than one round", () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock });
  for (let i = 0; i < 41; i++) void budget.acquire(MAIL);

  expect(budget.waiting?.waitMs).toBe(122_000);
});

test("keeps a wait of under a second to itself", async () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock });
  const seen: unknown[] = [];
  budget.onDidChangeWaiting((wait) => seen.push(wait));
  for (let i = 0; i < 100; i++) void budget.acquire(ANY);
  await clock.advance(500);

  void budget.acquire(ANY);
  await clock.advance(1_000);

  expect(seen).toEqual([]);
});

test("lets nothing through a paused bucket, and everything after", async () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock });
  const granted: string[] = [];
  budget.pause("mailList", 5_000);
  budget.pause("mailList", 1_000);

  void budget.acquire(MAIL).then(() => granted.push("mail"));
  void budget.acquire(ANY).then(() => granted.push("other"));
  await clock.advance(4_999);
  expect(granted).toEqual(["other"]);
  expect(budget.waiting).toBeUndefined();
  await clock.advance(1);

  expect(granted).toEqual(["other", "mail"]);
});

test("tells how long a further call would wait", async () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock, limits: { workspace: [{ count: 2, windowMs: 1_000 }] } });
  expect(budget.waitMs).toBe(0);
  for (let i = 0; i < 4; i++) void budget.acquire(ANY);

  expect(budget.waitMs).toBe(2_000);
  await clock.advance(1_500);
  expect(budget.waitMs).toBe(500);
  budget.pause("workspace", 9_000);
  expect(budget.waitMs).toBe(9_000);
});

test("asks for a place among all windows, and waits for as long as it is told", async () => {
  const clock = new FakeClock();
  const freeAt = clock.now() + 700;
  const asked: number[] = [];
  const take = (_needs: readonly SlotNeed[], now: number): number => {
    asked.push(now);
    return now < freeAt ? freeAt : 0;
  };
  const budget = new RequestBudget({ clock, shared: { take } });
  const granted: number[] = [];
  void budget.acquire(ANY).then(() => granted.push(clock.now()));

  await clock.advance(2_000);

  expect(granted).toEqual([freeAt]);
  expect(asked).toHaveLength(2);
});

test("does not freeze when the machine's clock is set back", async () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock });
  for (let i = 0; i < 20; i++) await budget.acquire(MAIL);
  let granted = false;

  clock.set(clock.now() - 3_600_000);
  void budget.acquire(MAIL).then(() => (granted = true));
  await clock.advance(60_999);
  expect(granted).toBe(false);
  await clock.advance(1);

  expect(granted).toBe(true);
});

test("counts a call from when it leaves, although the shared count took its time", async () => {
  const clock = new FakeClock();
  let taken = 0;
  const slow = {
    take: () => {
      if (++taken % 50 === 1) clock.set(clock.now() + 80); // another window held the lock
      return 0;
    },
  };
  const budget = new RequestBudget({ clock, shared: slow });
  const times: number[] = [];
  for (let call = 0; call < 600; call++) void budget.acquire(ANY).then(() => times.push(clock.now()));
  await clock.advance(10_000);

  expect(times).toHaveLength(600);
  expect(densest(times, 1_000)).toBe(100);
});
