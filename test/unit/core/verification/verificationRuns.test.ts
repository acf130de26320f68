import { expect, test } from "vitest";
import type { VerificationCalls } from "../../../../src/core/verification/runCalls.ts";
import { bulk, people, resumed, SETTINGS, started } from "./bulk.ts";

const POST = "POST /email-verification";

test("pays for every address once, follows the pending ones, and knows them all the next time", async () => {
  const { window, charges } = await bulk();
  const runs = window();
  const addresses = [...people(30), "pending@a.test", "pending+2@a.test", "invalid@b.test", "risky@c.test"];

  const state = await (await started(runs, addresses)).ended;

  expect(state).toMatchObject({
    status: "done",
    total: 34,
    done: 34,
    creditsSpent: 8.5,
    creditsPerCheck: 0.25,
  });
  expect(state.counts).toMatchObject({ verified: 32, invalid: 1, risky: 1, pending: 0 });
  const paid = await charges();
  expect(paid.map(({ email }) => email).toSorted()).toEqual(addresses.toSorted());
  expect(paid.every((line) => line.charges === 1)).toBe(true);
  expect(await runs.plan(addresses, { reuseDays: 30 })).toMatchObject({ known: 34, toPay: 0, credits: 0 });
});

test("plans before it pays: duplicates, known, bad, to pay, cost and balance", async () => {
  const { window, charges } = await bulk();
  const runs = window({ check: (address) => (address.includes("@") ? undefined : "noAt") });
  await (
    await started(runs, people(3))
  ).ended;

  const plan = await runs.plan([...people(5), "VERIFIED+1@verified.TEST", "nobody"], { reuseDays: 30 });

  expect(plan).toMatchObject({ given: 7, unique: 6, known: 3, bad: { noAt: 1 }, toPay: 2, credits: 0.5 });
  expect(plan.items.map(({ times }) => times)).toEqual([
    undefined,
    2,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(plan.balanceAfter).toBe((plan.balance ?? 0) - 0.5);
  expect(plan.expectedMs).toBeGreaterThan(0);
  expect(await charges()).toHaveLength(3);
});

test("tells of itself before the first answer has come", async () => {
  const { window, fault } = await bulk();
  await fault({ match: POST, delayMs: 60_000 });

  const run = await started(window(), people(3));
  const first = await new Promise((resolve) => run.onDidChange(resolve));

  expect(first).toMatchObject({ status: "running", total: 3, done: 0 });
  run.endSession();
  await run.ended;
});

test("asks again for what is older than the days of reuse", async () => {
  const { window, clock } = await bulk();
  const runs = window();
  await (
    await started(runs, people(3))
  ).ended;

  clock.offsetMs += 31 * 86_400_000;

  expect(await runs.plan(people(3), { reuseDays: 30 })).toMatchObject({ known: 0, toPay: 3 });
});

test("never spends more than it may, and goes on when it may spend more", async () => {
  const { window, charges } = await bulk();
  const runs = window();

  const state = await (await started(runs, people(20), { ...SETTINGS, maxCredits: 2.1 })).ended;

  expect(state).toMatchObject({
    status: "paused",
    reason: { kind: "maxCredits", credits: 2.1 },
    creditsSpent: 2,
  });
  expect(await charges()).toHaveLength(8);
  expect(await resumed(runs, state, { maxCredits: 100 })).toMatchObject({ status: "done", creditsSpent: 5 });
  expect(await charges()).toHaveLength(20);
});

test("stops before the balance falls below its floor", async () => {
  const { window, charges } = await bulk();
  const runs = window();
  const { balance = 0 } = await runs.plan([], { reuseDays: 30 });

  const state = await (await started(runs, people(20), { ...SETTINGS, balanceFloor: balance - 1 })).ended;

  expect(state).toMatchObject({ status: "paused", reason: { kind: "balanceFloor", balance: balance - 1 } });
  expect(await charges()).toHaveLength(4);
});

test.each([
  ["no credits or plan", 402, "paymentRequired"],
  ["a refused key", 401, "unauthorized"],
] as const)("pauses and says why at %s, charging nothing, and can be resumed", async (_, status, kind) => {
  const { window, fault, charges } = await bulk();
  const runs = window();
  await fault({ match: POST, status, body: { statusCode: status, error: "x", message: "Invalid API key" } });

  const state = await (await started(runs, people(20))).ended;

  expect(state).toMatchObject({ status: "paused", done: 0, reason: { kind: "failure", failure: { kind } } });
  expect(await charges()).toEqual([]);
  await fault(undefined);
  expect(await resumed(runs, state)).toMatchObject({ status: "done", done: 20 });
});

test.each([["email_verifications:create"], ["email_verifications:read"]])(
  "stops before the first charge when the key may only do %s",
  async (scope) => {
    const { window, keyWith, charges } = await bulk();
    const runs = window({ key: await keyWith(scope), balance: () => Promise.resolve(undefined) });

    const state = await (await started(runs, people(20))).ended;

    expect(state).toMatchObject({ status: "paused", reason: { failure: { kind: "missingScope" } } });
    expect(await charges()).toEqual([]);
  },
);

test("looks lost answers up instead of paying for them again", async () => {
  const { window, fault, charges } = await bulk();
  await fault({ match: POST, drop: true, times: 2 });
  await fault({ match: POST, status: 500, times: 1 });
  const runs = window();

  const state = await (await started(runs, people(12))).ended;

  expect(state).toMatchObject({ status: "done", done: 12, creditsSpent: 3 });
  expect((await charges()).map((line) => line.charges)).toEqual(people(12).map(() => 1));
  const items = [...runs.items(state.id)].flat();
  const sources = items.map(({ outcome }) => (outcome?.state === "settled" ? outcome.entry.source : ""));
  expect(sources.filter((source) => source === "lookup")).toHaveLength(2);
});

test("asks again for what met the rate limit, and slows down", async () => {
  const { window, fault, charges } = await bulk();
  await fault({ match: POST, status: 429, times: 2 });

  const state = await (await started(window(), people(12))).ended;

  expect(state).toMatchObject({ status: "done", done: 12, rateLimited: 2 });
  expect(await charges()).toHaveLength(12);
});

test("keeps the word of the API on an address that it does not take, and goes on", async () => {
  const { window, fault } = await bulk();
  await fault({ match: POST, status: 400, times: 1 });

  const state = await (await started(window(), people(5))).ended;

  expect(state).toMatchObject({ status: "done", done: 5, counts: { verified: 4, notSent: 1 } });
});

test("pauses without losing answers on their way, resumes where it was, and cancels", async () => {
  const { window, charges } = await bulk({ verifyDelayMs: 300 });
  const runs = window();
  const run = await started(runs, people(400));
  await expect.poll(() => run.state.done).toBeGreaterThan(2);

  run.pause();
  expect(run.state.status).toBe("pausing");
  const paused = await run.ended;

  expect(paused).toMatchObject({ status: "paused", reason: { kind: "asked" } });
  expect(await charges()).toHaveLength(paused.done);
  const again = await runs.resume(run.state.id);
  await expect.poll(() => again?.state.done).toBeGreaterThan(paused.done);
  again?.cancel();
  const cancelled = await again?.ended;
  expect(cancelled?.status).toBe("cancelled");
  expect(await charges()).toHaveLength(cancelled?.done ?? 0);
  expect(await runs.resume(run.state.id)).toBeUndefined();
});

test("stops at once when the session ends, and pays nothing twice in the next one", async () => {
  const { window, charges } = await bulk({ verifyDelayMs: 400 });
  const before = window();
  const run = await started(before, people(60));
  await expect.poll(async () => (await charges()).length).toBeGreaterThan(10);

  await before.dispose();

  const left = await run.ended;
  expect(left).toMatchObject({ status: "paused", reason: { kind: "sessionEnded" } });
  expect(left.done).toBeLessThan(60);
  const after = window();
  const [record] = after.records();
  expect(record).toMatchObject({ title: "list.csv", status: "paused", total: 60 });
  expect(await resumed(after, run.state)).toMatchObject({ status: "done", done: 60, creditsSpent: 15 });
  expect((await charges()).map((line) => line.charges)).toEqual(people(60).map(() => 1));
});

test("is at work in one window at a time; one that lost it asks nothing more", async () => {
  const { window, clock, journal, charges } = await bulk({ verifyDelayMs: 300 });
  const first = window();
  const second = window();
  const run = await started(first, people(150));
  await expect.poll(() => run.state.done).toBeGreaterThan(0);

  const [record] = second.records();
  expect(record !== undefined && second.canResume(record)).toBe(false);
  expect(await second.resume(run.state.id)).toBeUndefined();

  // While the first window's machine slept, a third one took the run.
  const third = { runId: run.state.id, owner: "third", now: clock.now() + 60_000 };
  expect(journal.claim(third, first.records()[0]?.heartbeatAt)).toBe(true);
  clock.offsetMs += 10_000;
  expect(await run.ended).toMatchObject({ status: "paused", reason: { kind: "leaseLost" } });

  journal.release(third, "paused");
  expect(await resumed(second, run.state)).toMatchObject({ status: "done", done: 150 });
  expect((await charges()).filter((line) => line.charges !== 1)).toEqual([]);
});

test("goes on when the machine's clock is set back an hour in mid-run", async () => {
  const { window, clock } = await bulk({ verifyDelayMs: 100 });
  const run = await started(window(), [...people(40), "pending@a.test"]);
  await expect.poll(() => run.state.done).toBeGreaterThan(0);

  clock.offsetMs -= 3_600_000;

  expect(await run.ended).toMatchObject({ status: "done", done: 41 });
});

test("tells of outcomes as they are written, and of its state not too often", async () => {
  const { window } = await bulk({ verifyDelayMs: 20 });
  const run = await started(window(), people(60));
  const told: string[] = [];
  let changes = 0;
  run.onDidSettle((news) => told.push(...news.map(({ address }) => address)));
  run.onDidChange(() => changes++);

  await run.ended;

  expect(told.toSorted()).toEqual(people(60).toSorted());
  expect(changes).toBeLessThan(20);
});

test("asks for its calls to wait behind those of a person", async () => {
  const { window } = await bulk();
  const priorities = new Set<string>();
  const answer = {
    verdict: "verified",
    rawStatus: "verified",
    catchAll: false,
    creditsUsed: 1,
    creditsLeft: 9,
    raw: {},
  };
  const call: VerificationCalls["verify"] = (email, { priority }) => {
    priorities.add(priority);
    return Promise.resolve({ ...answer, email, verdict: "verified" });
  };

  const state = await (await started(window({ api: { verify: call, get: call } }), people(3))).ended;

  expect(state).toMatchObject({ status: "done", creditsSpent: 3, creditsLeft: 9, creditsPerCheck: 1 });
  expect([...priorities]).toEqual(["background"]);
});

test("forgets a run but not what was paid for", async () => {
  const { window } = await bulk();
  const runs = window();
  const { id } = await (await started(runs, people(3))).ended;

  await runs.remove(id);

  expect(runs.records()).toEqual([]);
  expect(await runs.plan(people(3), { reuseDays: 30 })).toMatchObject({ known: 3 });
});
