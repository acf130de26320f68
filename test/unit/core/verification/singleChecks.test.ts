import { expect, onTestFinished, test } from "vitest";
import { RequestBudget } from "../../../../src/core/api/budget.ts";
import { InstantlyApi } from "../../../../src/core/api/instantlyApi.ts";
import { Transport } from "../../../../src/core/api/transport.ts";
import { SingleChecks } from "../../../../src/core/verification/singleChecks.ts";
import { bulk, people, started } from "./bulk.ts";
import { PATIENT, slowBulk, startedImport } from "./bulkImport.ts";

type Made = Awaited<ReturnType<typeof bulk>>;

/** The single checks of a window on the same store as its runs. */
function checksOf({ sandbox, clock, ledger, journal }: Made, settleMs = 0): SingleChecks {
  const budget = new RequestBudget({ clock });
  const apiKey = (): Promise<string> => Promise.resolve(sandbox.keys.full);
  const transport = new Transport({ origin: sandbox.origin, apiKey, userAgent: "test/1", budget, clock });
  const api = new InstantlyApi(transport).emailVerification;
  const checks = new SingleChecks({ api, ledger, journal, clock, scope: "workspace", settleMs });
  onTestFinished(() => checks.dispose());
  return checks;
}

const since = new Date(0);
const JO = "verified@jo.test";

test("whoever cancels and asks again pays once", async () => {
  const made = await bulk({ verifyDelayMs: 300 });
  const checks = checksOf(made);
  const controller = new AbortController();
  const first = checks.check(JO, { since, signal: controller.signal });
  await expect.poll(async () => (await made.charges()).length, PATIENT).toBe(1);

  controller.abort(new Error("never mind"));
  await expect(first).rejects.toThrow("never mind");
  const again = await checks.check(JO, { since });

  expect(again).toMatchObject({ how: "ledger", result: { verdict: "verified" } });
  expect(await made.charges()).toMatchObject([{ charges: 1 }]);
});

test("an answer that was lost is looked up by the next click, in this window and in another", async () => {
  const made = await bulk();
  await made.fault({ match: "POST /email-verification", drop: true, times: 1 });
  await made.fault({ match: "GET /email-verification/*", status: 404, times: 2 });

  await expect(checksOf(made).check(JO, { since })).rejects.toMatchObject({ name: "UncertainChargeError" });
  const again = await checksOf(made, 5_000).check(JO, { since });

  expect(again).toMatchObject({ how: "lookup", result: { verdict: "verified" } });
  expect(await made.charges()).toMatchObject([{ charges: 1 }]);
});

test("clicks at one time, by any spelling and in several windows, pay once", async () => {
  const made = await bulk({ verifyDelayMs: 200 });
  const windows = [checksOf(made), checksOf(made)];

  const answers = await Promise.all(
    ["verified@bücher.test", "Verified@xn--bcher-kva.test"].flatMap((address) =>
      windows.map((checks) => checks.check(address, { since })),
    ),
  );

  expect(answers.filter(({ how }) => how === "paid")).toHaveLength(1);
  expect(await made.charges()).toMatchObject([{ charges: 1 }]);
});

test("beside a run that asks for the same addresses, each is paid for once", async () => {
  const made = await bulk({ verifyDelayMs: 300 });
  const checks = checksOf(made);
  const addresses = people(30);
  const run = await started(made.window(), addresses);

  const answers = await Promise.all(addresses.map((address) => checks.check(address, { since })));
  await run.ended;

  expect(answers.map(({ result }) => result.verdict)).toEqual(Array(30).fill("verified"));
  expect((await made.charges()).map(({ charges }) => charges)).toEqual(Array(30).fill(1));
});

test("what an import has sent is said to be pending, and costs nothing more", async () => {
  const made = await slowBulk();
  const checks = checksOf(made);
  const run = await startedImport(made.window(), people(30));
  await expect.poll(() => run.state.import?.added, PATIENT).toBe(30);

  const answers = await Promise.all(people(30).map((address) => checks.check(address, { since })));
  made.pass(120_000);
  await run.ended;

  expect(answers.map(({ result }) => result.verdict)).toEqual(Array(30).fill("pending"));
  expect((await made.charges()).map(({ charges }) => charges)).toEqual(Array(30).fill(1));
  expect(await checks.check(people(1)[0] ?? "", { since })).toMatchObject({ how: "ledger" });
});

test("pays anew for a verdict that is older than is wanted, and for nothing when it may not", async () => {
  const made = await bulk();
  const checks = checksOf(made);
  await checks.check(JO, { since });
  const later = new Date(made.clock.now() + 1_000);
  made.clock.offsetMs += 2_000;

  const refused = checks.check(JO, {
    since: later,
    beforePaying: () => {
      throw new Error("no more");
    },
  });
  await expect(refused).rejects.toThrow("no more");
  expect(made.ledger.find(JO)?.verdict).toBe("verified");

  expect(await checks.check(JO, { since: later })).toMatchObject({ how: "paid" });
  expect(await made.charges()).toMatchObject([{ charges: 2 }]);
  expect(made.journal.runs("workspace single")).toEqual([]);
});
