import { expect, test } from "vitest";
import { bulk, people, resumed } from "./bulk.ts";
import { ADD, addCalls, doubles, madeLists, PATIENT, RICH, slowBulk, startedImport } from "./bulkImport.ts";

test(
  "verifies 12,000 addresses on Instantly's servers, each a lead once and charged once, and knows them all",
  { timeout: 60_000 },
  async () => {
    const { window, charges, sandbox } = await bulk();
    const runs = window();
    const addresses = people(12_000);

    const state = await (await startedImport(runs, addresses, RICH)).ended;

    expect(state).toMatchObject({
      status: "done",
      done: 12_000,
      counts: { verified: 12_000, pending: 0 },
      creditsSpent: 3_000,
      creditsPerCheck: 0.25,
      import: { added: 12_000, checked: 12_000, left: 0 },
    });
    const paid = await charges();
    expect(paid).toHaveLength(12_000);
    expect(doubles(paid)).toEqual([]);
    expect(await madeLists(sandbox)).toMatchObject([
      { name: expect.stringMatching(/^Verification of list\.csv \(\w{8}\)$/) as string, leads: 12_000 },
    ]);
    expect(await runs.plan(addresses, { reuseDays: 30 })).toMatchObject({ known: 12_000, toPay: 0 });
  },
);

test("brings every kind of answer back in the words of a single check", async () => {
  const { window } = await bulk();
  const runs = window();
  const names = ["verified", "invalid", "risky", "catchall", "jobchange"];

  const state = await (
    await startedImport(
      runs,
      names.map((name) => `${name}@a.test`),
    )
  ).ended;

  expect(state).toMatchObject({
    status: "done",
    counts: { verified: 1, invalid: 1, risky: 2, unknown: 1, catchAll: 0 },
  });
  const entries = [...runs.items(state.id)]
    .flat()
    .map(({ outcome }) => (outcome?.state === "settled" ? outcome.entry : undefined));
  expect(entries.map((entry) => entry?.rawStatus)).toEqual([
    "verified",
    "invalid",
    "risky",
    "catch_all",
    "job_change",
  ]);
  // No answer says what one of them has cost.
  expect(entries.map((entry) => entry?.creditsUsed)).toEqual(names.map(() => undefined));
});

test("looks into the list after a lost answer, and sends again only what is not there", async () => {
  const { window, fault, charges, sandbox } = await bulk();
  await fault({ match: ADD, drop: true, times: 1 }); // taken, but the answer is lost
  await fault({ match: ADD, status: 500, times: 1 }); // not taken
  await fault({ match: "POST /lead-lists", drop: true, times: 1 });

  const state = await (await startedImport(window(), people(300))).ended;

  expect(state).toMatchObject({ status: "done", done: 300, creditsSpent: 75 });
  const paid = await charges();
  expect(paid).toHaveLength(300);
  expect(doubles(paid)).toEqual([]);
  expect(await madeLists(sandbox)).toMatchObject([{ leads: 300 }]);
  // The first hundred once, the others twice.
  expect(await addCalls(sandbox)).toBe(3);
});

test("waits at the rate limit and through stumbles", async () => {
  const { window, fault, charges } = await bulk();
  await fault({ match: ADD, status: 429, times: 1 });
  await fault({ match: "POST /leads/list", status: 503, times: 2 });
  await fault({ match: "GET /lead-lists/*", status: 502, body: "<html>", times: 1 });

  const state = await (await startedImport(window(), people(50))).ended;

  expect(state).toMatchObject({ status: "done", done: 50, rateLimited: 1 });
  expect(doubles(await charges())).toEqual([]);
});

test("is taken up by another window after a crash in the middle of a batch: each a lead once, charged once", async () => {
  const { window, fault, charges, sandbox, journal, clock, pass } = await slowBulk();
  const run = await startedImport(window(), people(2_500));
  await expect.poll(() => run.state.import?.added, PATIENT).toBe(100);
  // Its next batch is taken, and it never hears so: as if it had died there and then.
  await fault({ match: ADD, drop: "stall", times: 1 });
  pass(110_000);
  await expect.poll(async () => (await madeLists(sandbox))[0]?.leads, PATIENT).toBe(1_100);
  const second = window();
  const [record] = second.records();
  expect(record).toMatchObject({ status: "running", total: 2_500 });
  const lease = { runId: run.state.id, owner: "one that saw it silent", now: clock.now() + 60_000 };
  expect(journal.claim(lease, record?.heartbeatAt)).toBe(true);
  journal.release(lease, "paused", { kind: "sessionEnded" });
  const again = await second.resume(run.state.id);
  await expect.poll(() => again?.state.import?.added, PATIENT).toBe(2_500);
  pass(5_000_000);

  expect(await again?.ended).toMatchObject({ status: "done", done: 2_500, creditsSpent: 625 });
  expect(await run.ended).toMatchObject({ reason: { kind: "leaseLost" } });
  const paid = await charges();
  expect(paid).toHaveLength(2_500);
  expect(doubles(paid)).toEqual([]);
  expect(await madeLists(sandbox)).toMatchObject([{ leads: 2_500 }]);
});

test("pauses while Instantly goes on, and finds what was done meanwhile when it is resumed", async () => {
  const { window, charges, pass } = await slowBulk();
  const runs = window();
  const run = await startedImport(runs, people(1_500));
  await expect.poll(() => run.state.import?.added, PATIENT).toBe(100);
  pass(110_000);
  await expect.poll(() => run.state.import?.added, PATIENT).toBe(1_500);

  run.pause();
  const paused = await run.ended;

  expect(paused).toMatchObject({ status: "paused", reason: { kind: "asked" }, done: 100 });
  pass(2_000_000);
  expect(await resumed(runs, paused)).toMatchObject({ status: "done", done: 1_500, creditsSpent: 375 });
  expect(doubles(await charges())).toEqual([]);
});

test("adds nothing more once it is cancelled, and keeps the verdicts that are there", async () => {
  const { window, charges, pass } = await slowBulk();
  const runs = window();
  const run = await startedImport(runs, people(1_500));
  await expect.poll(() => run.state.import?.added, PATIENT).toBe(100);
  pass(30_000);

  run.cancel();
  const state = await run.ended;

  expect(state).toMatchObject({ status: "cancelled", import: { added: 100, left: 1_400 } });
  expect(state.done).toBeGreaterThanOrEqual(30);
  expect(state.creditsSpent).toBe(state.done * 0.25);
  expect(await runs.resume(state.id)).toBeUndefined();
  expect(doubles(await charges())).toEqual([]);
});

test("stops at once when the session ends", async () => {
  const { window, fault } = await bulk();
  const runs = window();
  await fault({ match: ADD, delayMs: 60_000 });
  const run = await startedImport(runs, people(20));
  await expect.poll(() => run.state.import?.stage, PATIENT).toBe("adding");

  await runs.dispose();

  expect(await run.ended).toMatchObject({ status: "paused", reason: { kind: "sessionEnded" } });
});

test("gives an address up that Instantly leaves unverified, and waits for one that it works on", async () => {
  const { window, clock } = await bulk();
  const runs = window();
  const run = await startedImport(runs, [...people(20), "odd.empty@a.test", "never@a.test"]);
  await expect.poll(() => run.state.done, PATIENT).toBe(20);

  clock.offsetMs += 31 * 60_000;

  const state = await run.ended;
  expect(state).toMatchObject({ status: "paused", reason: { kind: "stalled", addresses: 2 }, done: 20 });
  const again = await runs.resume(state.id);
  again?.cancel();
  expect(await again?.ended).toMatchObject({ status: "cancelled", done: 20 });

  const other = await startedImport(runs, ["verified@b.test", "odd.empty@b.test"]);
  await expect.poll(() => other.state.done, PATIENT).toBe(1);
  clock.offsetMs += 3 * 60_000;
  expect(await other.ended).toMatchObject({ status: "done", counts: { verified: 1, notSent: 1 } });
});

test("keeps the word of the API on addresses that it does not take", async () => {
  const { window, charges } = await bulk();

  const state = await (await startedImport(window(), [...people(5), "nobody"])).ended;

  expect(state).toMatchObject({ status: "done", done: 6, counts: { verified: 5, notSent: 1 } });
  expect(await charges()).toHaveLength(5);
});

test("deletes the list and its leads when told, and the verdicts stay", async () => {
  const { window, sandbox } = await bulk();
  const runs = window();
  const { id } = await (await startedImport(runs, people(150))).ended;

  expect(await runs.deleteList(id)).toBe(150);

  expect(await madeLists(sandbox)).toEqual([]);
  expect(runs.records()).toMatchObject([{ status: "done", import: { list: "deleted" } }]);
  expect(await runs.deleteList(id)).toBe(0);
  expect(await runs.plan(people(150), { reuseDays: 30 })).toMatchObject({ known: 150 });
});
