import { expect, test } from "vitest";
import type { LedgerEntry } from "../../../../src/core/verification/ledger.ts";
import { bulk, people, resumed, SETTINGS, started } from "./bulk.ts";
import { PATIENT, slowBulk, startedImport } from "./bulkImport.ts";

const OLD: LedgerEntry = {
  verdict: "invalid",
  rawStatus: "invalid",
  catchAll: false,
  creditsUsed: 0.25,
  checkedAt: new Date("2020-01-01T00:00:00Z"),
  source: "instantly",
};

test("waits for what an import has sent, and pays for the rest alone", async () => {
  const { window, charges, pass } = await slowBulk();
  const imported = await startedImport(window(), people(60));
  await expect.poll(() => imported.state.import?.added, PATIENT).toBe(60);

  const run = await started(window(), [...people(60), "verified@other.test"]);

  await expect.poll(() => [run.state.done, run.state.waiting], PATIENT).toEqual([1, 60]);
  expect(run.state).toMatchObject({ status: "running", creditsSpent: 0.25 });
  pass(120_000);
  expect(await imported.ended).toMatchObject({ status: "done", counts: { verified: 60, known: 0 } });
  expect(await run.ended).toMatchObject({
    status: "done",
    done: 61,
    counts: { known: 60 },
    creditsSpent: 0.25,
  });
  expect((await charges()).map((line) => line.charges)).toEqual(Array(61).fill(1));
});

test("pauses rather than pay for what an import has sent that stands still, and goes on after it", async () => {
  const { window, charges, pass } = await slowBulk();
  const [first, second] = [window(), window()];
  const imported = await startedImport(first, people(20));
  await expect.poll(() => imported.state.import?.added, PATIENT).toBe(20);
  imported.pause();
  await imported.ended;

  const state = await (await started(second, people(20))).ended;

  expect(state).toMatchObject({
    status: "paused",
    reason: { kind: "elsewhere", addresses: 20 },
    done: 0,
    creditsSpent: 0,
  });
  pass(120_000);
  expect(await resumed(first, imported.state)).toMatchObject({ status: "done", done: 20 });
  expect(await resumed(second, state)).toMatchObject({ status: "done", done: 20, creditsSpent: 0 });
  expect((await charges()).map((line) => line.charges)).toEqual(Array(20).fill(1));
});

test("pays itself for what a cancelled import has given up", async () => {
  const { window, charges } = await slowBulk();
  const runs = window();
  const imported = await startedImport(runs, people(5));
  await expect.poll(() => imported.state.import?.added, PATIENT).toBe(5);
  imported.cancel();
  await imported.ended;

  const state = await (await started(window(), people(5))).ended;

  expect(state).toMatchObject({ status: "done", done: 5, counts: { verified: 5 } });
  expect(await charges()).toHaveLength(5);
});

test("an import sends nothing that another run asks for, or has paid for meanwhile", async () => {
  const { window, charges } = await bulk({ verifyDelayMs: 400 });
  const [first, second] = [window(), window()];
  const [plan, sooner] = await Promise.all([
    first.plan(people(30), { reuseDays: 30 }),
    second.plan(people(10), { reuseDays: 30 }),
  ]);
  const paid = await second.start(sooner, SETTINGS, "sooner");
  await paid?.ended;
  const run = await started(second, people(20).slice(10));
  await expect.poll(() => run.state.done + run.state.waiting, PATIENT).toBeLessThan(10);

  const imported = await first.startImport(plan, SETTINGS, "list.csv", { listName: "Verification" });
  const state = await imported?.ended;

  expect(state).toMatchObject({ status: "done", done: 30, counts: { verified: 30, known: 20 } });
  expect((await charges()).map((line) => line.charges)).toEqual(Array(30).fill(1));
});

test.each([
  ["one by one", false],
  ["at Instantly's servers", true],
])(
  "pays once for verdicts that are too old, though two runs ask anew at the same time: %s",
  async (_, byImport) => {
    const { window, charges, ledger } = await bulk({ verifyDelayMs: 100 });
    const addresses = people(40);
    ledger.record(addresses.map((address) => ({ address, entry: OLD })));
    const runs = [window(), window()] as const;

    const both = await Promise.all([
      byImport ? startedImport(runs[0], addresses) : started(runs[0], addresses),
      started(runs[1], addresses),
    ]);
    const states = await Promise.all(both.map((run) => run.ended));

    expect(states).toMatchObject([
      { status: "done", counts: { verified: 40 } },
      { status: "done", counts: { verified: 40 } },
    ]);
    expect((await charges()).map((line) => line.charges)).toEqual(Array(40).fill(1));
  },
);

test("does not pay for what was paid for while its plan was looked at", async () => {
  const { window, charges } = await bulk();
  const [first, second] = [window(), window()];
  const plan = await first.plan(people(8), { reuseDays: 30 });
  await (
    await started(second, people(8))
  ).ended;

  const run = await first.start(plan, SETTINGS, "later");

  expect(await run?.ended).toMatchObject({ status: "done", counts: { known: 8 }, creditsSpent: 0 });
  expect((await charges()).map((line) => line.charges)).toEqual(Array(8).fill(1));
});

test.each([-1, 1])("pays once for what two runs share whose clocks are a day apart (%i)", async (days) => {
  const { window, charges, clock } = await bulk();
  const [first, second] = [window(), window()];
  clock.offsetMs = days * 86_400_000;
  const early = await first.plan(people(40), { reuseDays: 30 });
  const run = await first.start(early, SETTINGS, "made first");
  run?.pause();
  const paused = await run?.ended;
  clock.offsetMs = 0;
  await (
    await started(second, people(40))
  ).ended;

  const state = await resumed(first, { id: paused?.id ?? "" });

  expect(state).toMatchObject({ status: "done", done: 40 });
  expect((await charges()).map((line) => line.charges)).toEqual(Array(40).fill(1));
});

test("pays once when the clock is put right between question and start", async () => {
  const { window, charges, clock } = await bulk();
  const [first, second] = [window(), window()];
  clock.offsetMs = 86_400_000;
  const plan = await first.plan(people(40), { reuseDays: 30 });
  clock.offsetMs = 0;
  await (
    await started(second, people(40))
  ).ended;

  const state = await (await first.start(plan, SETTINGS, "thought about"))?.ended;

  expect(state).toMatchObject({ status: "done", done: 40, counts: { known: 40 } });
  expect((await charges()).map((line) => line.charges)).toEqual(Array(40).fill(1));
});
