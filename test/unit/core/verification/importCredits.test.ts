import { expect, test } from "vitest";
import { LearntPrice } from "../../../../src/core/verification/learntPrice.ts";
import { bulk, people, resumed, SETTINGS } from "./bulk.ts";
import { ADD, addCalls, doubles, madeLists, PATIENT, RICH, slowBulk, startedImport } from "./bulkImport.ts";

test("sends a hundred first, learns from them what a check costs, and then the rest", async () => {
  const { window, sandbox, pass } = await slowBulk();
  const run = await startedImport(window(), people(1_300));
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

  const state = await (await startedImport(runs, people(400))).ended;

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

  const state = await (await startedImport(runs, people(400), { ...SETTINGS, maxCredits: 40.1 })).ended;

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

  const state = await (await startedImport(runs, people(400), { ...RICH, balanceFloor: balance - 30 })).ended;

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

  const state = await (await startedImport(runs, people(20))).ended;

  expect(state).toMatchObject({
    status: "paused",
    reason: { failure: { kind: "paymentRequired" } },
    done: 0,
  });
  expect(await charges()).toEqual([]);
  await fault(undefined);
  expect(await resumed(runs, state)).toMatchObject({ status: "done", done: 20 });
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

  const state = await (await startedImport(runs, people(4))).ended;

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
