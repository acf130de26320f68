import { expect, test } from "vitest";
import { LearntPrice } from "../../../../src/core/verification/learntPrice.ts";
import type { LiveRun } from "../../../../src/core/verification/liveRun.ts";
import type { RunState } from "../../../../src/core/verification/runState.ts";
import type { VerificationRuns } from "../../../../src/core/verification/verificationRuns.ts";
import type { Sandbox } from "../../../../src/sandbox/startSandbox.ts";
import { bulk, type Charge, people, SETTINGS } from "./bulk.ts";

const ADD = "POST /leads/add";
/** States are waited for as long as a busy machine may need; the run itself looks every second at most. */
const PATIENT = { timeout: 15_000 };
const RICH = { ...SETTINGS, maxCredits: 4_000 };

async function started(
  runs: VerificationRuns,
  addresses: Iterable<string>,
  settings = SETTINGS,
): Promise<LiveRun> {
  const plan = await runs.plan(addresses, { reuseDays: 30 });
  const run = await runs.startImport(plan, settings, "list.csv", { listName: "Verification of list.csv" });
  if (run === undefined) throw new Error("The run did not start.");
  return run;
}

async function resumed(runs: VerificationRuns, { id }: { id: string }, settings = {}): Promise<RunState> {
  const run = await runs.resume(id, settings);
  if (run === undefined) throw new Error("The run cannot be resumed.");
  return run.ended;
}

/** Asks the sandbox itself, past the client. */
async function ask<T>(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${sandbox.origin}/api/v2${path}`, {
    method,
    headers: {
      authorization: `Bearer ${sandbox.keys.full}`,
      "user-agent": "import-test/1",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}

/** A sandbox that takes a second for each lead, and whose time can be moved on. */
async function slowBulk(): Promise<
  Awaited<ReturnType<typeof bulk>> & { readonly pass: (ms: number) => void }
> {
  let skewMs = 0;
  const made = await bulk({ verifyDelayMs: 1_000, now: () => new Date(Date.now() + skewMs) });
  return { ...made, pass: (ms) => (skewMs += ms) };
}

async function addCalls(sandbox: Sandbox): Promise<number> {
  const requests = (await (await fetch(`${sandbox.origin}/__sandbox/requests`)).json()) as { path: string }[];
  return requests.filter(({ path }) => path.endsWith("/leads/add")).length;
}

interface ListRow {
  readonly id: string;
  readonly name: string;
}

/** The lists that runs have made, and how many leads each has. */
async function madeLists(sandbox: Sandbox): Promise<readonly (ListRow & { readonly leads: number })[]> {
  const { items } = await ask<{ items: ListRow[] }>(
    sandbox,
    "GET",
    "/lead-lists?limit=100&search=Verification",
  );
  return Promise.all(
    items.map(async ({ id, name }) => {
      const path = `/lead-lists/${id}/verification-stats`;
      const { total_leads: leads } = await ask<{ total_leads: number }>(sandbox, "GET", path);
      return { id, name, leads };
    }),
  );
}

const doubles = (charges: readonly Charge[]): readonly Charge[] => charges.filter((line) => line.charges > 1);

test(
  "verifies 12,000 addresses on Instantly's servers, each a lead once and charged once, and knows them all",
  { timeout: 60_000 },
  async () => {
    const { window, charges, sandbox } = await bulk();
    const runs = window();
    const addresses = people(12_000);

    const state = await (await started(runs, addresses, RICH)).ended;

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
    await started(
      runs,
      names.map((name) => `${name}@a.test`),
    )
  ).ended;

  expect(state).toMatchObject({
    status: "done",
    counts: { verified: 1, invalid: 1, risky: 2, unknown: 1, catchAll: 1 },
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

test("sends a hundred first, learns from them what a check costs, and then the rest", async () => {
  const { window, sandbox, pass } = await slowBulk();
  const run = await started(window(), people(1_300));
  await expect
    .poll(() => run.state.import, PATIENT)
    .toMatchObject({ stage: "checking", added: 100, left: 1_200 });
  pass(50_000);
  await expect.poll(() => run.state.import?.checked, PATIENT).toBeGreaterThanOrEqual(50);
  expect(await addCalls(sandbox)).toBe(1);

  pass(60_000);

  await expect
    .poll(() => run.state.import, PATIENT)
    .toMatchObject({ stage: "checking", added: 1_300, left: 0 });
  expect(await addCalls(sandbox)).toBe(3);
  pass(2_000_000);
  expect(await run.ended).toMatchObject({ status: "done", done: 1_300, creditsSpent: 325 });
});

test("stops after the first hundred when a check costs more than was agreed to, and goes on when that is accepted", async () => {
  const { window, charges } = await bulk();
  const price = new LearntPrice();
  price.learn(0.1);
  const runs = window({ price });

  const state = await (await started(runs, people(400))).ended;

  expect(state).toMatchObject({
    status: "paused",
    reason: { kind: "dearer", credits: 0.25, agreed: 0.1 },
    done: 100,
    creditsSpent: 25,
  });
  expect(await charges()).toHaveLength(100);
  expect(await resumed(runs, state)).toMatchObject({ status: "done", done: 400, creditsSpent: 100 });
});

test("never spends more than it may, and goes on when it may spend more", async () => {
  const { window, charges } = await bulk();
  const runs = window();

  const state = await (await started(runs, people(400), { ...SETTINGS, maxCredits: 40.1 })).ended;

  expect(state).toMatchObject({ status: "paused", reason: { kind: "maxCredits" }, creditsSpent: 40 });
  expect(await charges()).toHaveLength(160);
  expect(await resumed(runs, state, { maxCredits: 1_000 })).toMatchObject({
    status: "done",
    creditsSpent: 100,
  });
  expect(doubles(await charges())).toEqual([]);
});

test("stops before the balance falls below its floor", async () => {
  const { window, charges } = await bulk();
  const runs = window();
  const { balance = 0 } = await runs.plan([], { reuseDays: 30 });

  const state = await (await started(runs, people(400), { ...RICH, balanceFloor: balance - 30 })).ended;

  expect(state).toMatchObject({ status: "paused", reason: { kind: "balanceFloor", balance: balance - 30 } });
  expect(await charges()).toHaveLength(120);
});

test.each([
  ["lead_lists:create", ["leads:all", "lead_lists:read", "workspace_billing:read"]],
  ["lead_lists:read", ["leads:all", "lead_lists:create", "workspace_billing:read"]],
  ["leads:read", ["leads:create", "lead_lists:all", "workspace_billing:read"]],
  ["leads:create", ["leads:read", "lead_lists:all", "workspace_billing:read"]],
  ["workspace_billing:read", ["leads:all", "lead_lists:all"]],
])(
  "stops before the first charge without the scope %s, and goes on with another key",
  async (missing, has) => {
    const { window, keyWith, charges, sandbox } = await bulk();
    const key = await keyWith(...has);
    const runs = window({ key, ...(missing.startsWith("workspace") ? { balance: () => unreadable } : {}) });
    const plan = await window().plan(people(20), { reuseDays: 30 });
    const run = await runs.startImport(plan, SETTINGS, "list.csv", { listName: "Verification" });

    const state = await run?.ended;

    expect(state).toMatchObject({
      status: "paused",
      done: 0,
      reason: { kind: "failure", failure: { kind: "missingScope" } },
    });
    expect(state?.reason).toMatchObject({
      failure: { required: expect.arrayContaining([missing]) as string[] },
    });
    expect(await charges()).toEqual([]);
    expect(await resumed(window(), { id: state?.id ?? "" })).toMatchObject({ status: "done", done: 20 });
    expect(await madeLists(sandbox)).toHaveLength(1);
  },
);

const unreadable = Promise.resolve(undefined);

test("stops before the first charge at a 402, and goes on when it is mended", async () => {
  const { window, fault, charges } = await bulk();
  const runs = window();
  await fault({ match: ADD, status: 402, body: { statusCode: 402, error: "x", message: "No credits" } });

  const state = await (await started(runs, people(20))).ended;

  expect(state).toMatchObject({
    status: "paused",
    reason: { failure: { kind: "paymentRequired" } },
    done: 0,
  });
  expect(await charges()).toEqual([]);
  await fault(undefined);
  expect(await resumed(runs, state)).toMatchObject({ status: "done", done: 20 });
});

test("looks into the list after a lost answer, and sends again only what is not there", async () => {
  const { window, fault, charges, sandbox } = await bulk();
  await fault({ match: ADD, drop: true, times: 1 }); // taken, but the answer is lost
  await fault({ match: ADD, status: 500, times: 1 }); // not taken
  await fault({ match: "POST /lead-lists", drop: true, times: 1 });

  const state = await (await started(window(), people(300))).ended;

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

  const state = await (await started(window(), people(50))).ended;

  expect(state).toMatchObject({ status: "done", done: 50, rateLimited: 1 });
  expect(doubles(await charges())).toEqual([]);
});

test("is taken up by another window after a crash in the middle of a batch: each a lead once, charged once", async () => {
  const { window, fault, charges, sandbox, journal, clock, pass } = await slowBulk();
  const run = await started(window(), people(2_500));
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
  const run = await started(runs, people(1_500));
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
  const run = await started(runs, people(1_500));
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
  const run = await started(runs, people(20));
  await expect.poll(() => run.state.import?.stage, PATIENT).toBe("adding");

  await runs.dispose();

  expect(await run.ended).toMatchObject({ status: "paused", reason: { kind: "sessionEnded" } });
});

test("gives an address up that Instantly leaves unverified, and waits for one that it works on", async () => {
  const { window, clock } = await bulk();
  const runs = window();
  const run = await started(runs, [...people(20), "odd.empty@a.test", "never@a.test"]);
  await expect.poll(() => run.state.done, PATIENT).toBe(20);

  clock.offsetMs += 31 * 60_000;

  const state = await run.ended;
  expect(state).toMatchObject({ status: "paused", reason: { kind: "stalled", addresses: 2 }, done: 20 });
  const again = await runs.resume(state.id);
  again?.cancel();
  expect(await again?.ended).toMatchObject({ status: "cancelled", done: 20 });

  const other = await started(runs, ["verified@b.test", "odd.empty@b.test"]);
  await expect.poll(() => other.state.done, PATIENT).toBe(1);
  clock.offsetMs += 3 * 60_000;
  expect(await other.ended).toMatchObject({ status: "done", counts: { verified: 1, refused: 1 } });
});

test("keeps the word of the API on addresses that it does not take", async () => {
  const { window, charges } = await bulk();

  const state = await (await started(window(), [...people(5), "nobody"])).ended;

  expect(state).toMatchObject({ status: "done", done: 6, counts: { verified: 5, refused: 1 } });
  expect(await charges()).toHaveLength(5);
});

test("reads back what was paid for one by one before, and pays only for what is not there", async () => {
  const { window, charges, ledger } = await bulk();
  const runs = window();
  const [known = "", lost = ""] = people(2);
  const single = await runs.start(await runs.plan([known], { reuseDays: 30 }), SETTINGS, "single");
  await single?.ended;
  for (const address of [known, lost])
    ledger.record([
      {
        address,
        entry: {
          verdict: "pending",
          rawStatus: "pending",
          catchAll: "pending",
          creditsUsed: 0.25,
          checkedAt: new Date(),
          source: "instantly",
        },
      },
    ]);

  const state = await (await started(runs, people(4))).ended;

  expect(state).toMatchObject({
    status: "done",
    done: 4,
    counts: { verified: 4, known: 1 },
    import: { added: 3 },
  });
  const paid = await charges();
  expect(paid).toHaveLength(4);
  expect(doubles(paid)).toEqual([]);
});

test("deletes the list and its leads when told, and the verdicts stay", async () => {
  const { window, sandbox } = await bulk();
  const runs = window();
  const { id } = await (await started(runs, people(150))).ended;

  expect(await runs.deleteList(id)).toBe(150);

  expect(await madeLists(sandbox)).toEqual([]);
  expect(runs.records()).toMatchObject([{ status: "done", import: { list: "deleted" } }]);
  expect(await runs.deleteList(id)).toBe(0);
  expect(await runs.plan(people(150), { reuseDays: 30 })).toMatchObject({ known: 150 });
});
