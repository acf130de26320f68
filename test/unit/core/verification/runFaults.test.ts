import { expect, test } from "vitest";
import { StoreError } from "../../../../src/core/verification/storeError.ts";
import { MemoryJournal } from "../../../../src/store/memoryStore.ts";
import { settled } from "../fakeClock.ts";
import { bulk, people, SETTINGS, started } from "./bulk.ts";

const POST = "POST /email-verification";
const GET = "GET /email-verification/*";

test("waits for no look-up when it pauses", async () => {
  const { window, clock, fault, charges } = await bulk();
  const run = await started(window(), [...people(3), "never@a.test"]);
  await expect.poll(() => run.state.waiting).toBe(1);
  await fault({ match: GET, drop: "stall" });
  clock.offsetMs += 5_000;
  await expect.poll(() => run.state.waiting).toBe(0); // on its way, and its answer never comes

  run.pause();

  expect(await run.ended).toMatchObject({ status: "paused", done: 3 });
  expect(await charges()).toHaveLength(4);
});

test("pauses while it still makes sure that its key may look up", async () => {
  const { window, fault, charges } = await bulk();
  await fault({ match: GET, drop: "stall" });
  const run = await started(window(), people(3));

  run.pause();

  expect(await run.ended).toMatchObject({ status: "paused", reason: { kind: "asked" }, done: 0 });
  expect(await charges()).toEqual([]);
});

test("waits some seconds for answers when it pauses, and finds later ones without paying again", async () => {
  const { window, clock, fault, charges } = await bulk();
  const runs = window();
  await fault({ match: POST, drop: "stall", times: 1 });
  const run = await started(runs, people(3));
  await expect.poll(() => run.state.done).toBe(2);

  run.pause();
  await expect.poll(() => run.state.status).toBe("pausing");
  clock.offsetMs += 20_000;

  expect(await run.ended).toMatchObject({ status: "paused", done: 2 });
  const resumed = await runs.resume(run.state.id);
  expect(await resumed?.ended).toMatchObject({ status: "done", done: 3 });
  expect((await charges()).map((line) => line.charges)).toEqual([1, 1, 1]);
});

test("does not pay before it is sure that it may look up", async () => {
  const { window, fault, keyWith, charges } = await bulk();
  await fault({ match: GET, status: 503, times: 2 });
  await fault({ match: GET, status: 429, times: 1 });
  const key = await keyWith("email_verifications:create");

  const run = await started(window({ key, balance: () => Promise.resolve(undefined) }), people(5));

  expect(await run.ended).toMatchObject({ reason: { failure: { kind: "missingScope" } } });
  expect(await charges()).toEqual([]);
});

test("slows down for a look-up that met the rate limit as for a question that did", async () => {
  const { window, clock, fault } = await bulk();
  const run = await started(window(), ["never@a.test"]);
  await expect.poll(() => run.state.waiting).toBe(1);

  await fault({ match: GET, status: 429, times: 1 });
  clock.offsetMs += 5_000;

  await expect.poll(() => run.state.rateLimited).toBe(1);
  expect(run.state.status).toBe("running");
  run.cancel();
  await run.ended;
});

test("follows a pending address on after a sleep, although the network takes its time to come back", async () => {
  const { window, clock, fault } = await bulk();
  const run = await started(window(), ["pending@a.test"]);
  await expect.poll(() => run.state.waiting).toBe(1);

  await fault({ match: GET, drop: true, times: 2 });
  clock.offsetMs += 3_600_000;
  for (const ended = run.ended.then(() => true); !(await Promise.race([ended, settled()]));)
    clock.offsetMs += 500;

  expect(await run.ended).toMatchObject({ status: "done", counts: { verified: 1, pending: 0 } });
});

test("reckons with the price that the last answers told", async () => {
  const answer = {
    verdict: "verified",
    rawStatus: "verified",
    catchAll: false,
    creditsUsed: 1,
    creditsLeft: 9,
    raw: {},
  } as const;
  const verify = (email: string): Promise<typeof answer & { email: string }> =>
    Promise.resolve({ ...answer, email });
  const { window } = await bulk();
  const runs = window({ api: { verify, get: verify } });
  expect(await runs.plan(people(8), { reuseDays: 30 })).toMatchObject({ creditsPerCheck: 0.25, credits: 2 });

  await (
    await started(runs, people(2))
  ).ended;

  expect(await runs.plan(people(8), { reuseDays: 30 })).toMatchObject({ creditsPerCheck: 1, credits: 6 });
});

test("pays once for an address of two runs that are at work together", async () => {
  const { window, charges } = await bulk({ verifyDelayMs: 200 });
  const addresses = people(60);
  const windows = [window(), window()];
  const plans = await Promise.all(windows.map((runs) => runs.plan(addresses, { reuseDays: 30 })));
  expect(plans.map(({ toPay }) => toPay)).toEqual([60, 60]);

  const runs = await Promise.all(
    windows.map((it, index) => it.start(plans[index] ?? never(), SETTINGS, "list.csv")),
  );
  const states = await Promise.all(runs.map((run) => run?.ended ?? never()));

  for (const state of states) expect(state).toMatchObject({ status: "done", counts: { verified: 60 } });
  expect((await charges()).map((line) => line.charges)).toEqual(addresses.map(() => 1));
  expect(states.reduce((sum, { creditsSpent }) => sum + creditsSpent, 0)).toBe(15);
});

test("stops at a full disk in mid-run, and finds what it could not write without paying again", async () => {
  const { window, ledger, charges } = await bulk({ verifyDelayMs: 50 });
  let isFull = false;
  class FullJournal extends MemoryJournal {
    override settle(...args: Parameters<MemoryJournal["settle"]>): void {
      if (isFull) throw new StoreError("full");
      super.settle(...args);
    }
    override release(...args: Parameters<MemoryJournal["release"]>): void {
      if (isFull) throw new StoreError("full");
      super.release(...args);
    }
  }
  const runs = window({ journal: new FullJournal(), ledger });
  const run = await started(runs, people(60));
  await expect.poll(() => run.state.done).toBeGreaterThan(5);

  isFull = true;

  expect(await run.ended).toMatchObject({ status: "paused", reason: { kind: "store", fault: "full" } });
  isFull = false;
  const [record] = runs.records();
  expect(record !== undefined && runs.canResume(record)).toBe(true);
  const resumed = await runs.resume(run.state.id);
  expect(await resumed?.ended).toMatchObject({ status: "done", done: 60 });
  expect((await charges()).map((line) => line.charges)).toEqual(people(60).map(() => 1));
});

function never(): never {
  throw new Error("There is no run.");
}

test("asks nothing that it could not note down first", async () => {
  const { window, charges } = await bulk();
  class FullJournal extends MemoryJournal {
    override ask(): boolean {
      throw new StoreError("full");
    }
  }

  const state = await (await started(window({ journal: new FullJournal() }), people(5))).ended;

  expect(state).toMatchObject({ status: "paused", reason: { kind: "store", fault: "full" }, done: 0 });
  expect(await charges()).toEqual([]);
});

test("waits out a lock on its store", async () => {
  const { window } = await bulk();
  let locks = 3;
  class LockedJournal extends MemoryJournal {
    override ask(...args: Parameters<MemoryJournal["ask"]>): boolean {
      if (locks-- > 0) throw new StoreError("locked");
      return super.ask(...args);
    }
  }

  const state = await (await started(window({ journal: new LockedJournal() }), people(5))).ended;

  expect(state).toMatchObject({ status: "done", done: 5 });
});
