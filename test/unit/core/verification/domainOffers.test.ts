import { expect, test } from "vitest";
import { bulk, people, SETTINGS, started } from "./bulk.ts";

/** Ten addresses at a domain that takes all, ten at one that takes none, three people. */
const SENSELESS = [
  ...Array.from({ length: 10 }, (_, index) => `p${index}@catchall.example`),
  ...Array.from({ length: 10 }, (_, index) => `p${index}@dead.example`),
  ...people(3),
];

const OFFERS = [
  { domain: "catchall.example", kind: "catchAll", addresses: 9, credits: 2.25 },
  { domain: "dead.example", kind: "dead", addresses: 7, credits: 1.75 },
];

test("puts the rest of catch-all and dead domains off, says what that saves, and leaves it out when told", async () => {
  const { window, charges } = await bulk();
  const run = await started(window({ offerMs: 60_000 }), SENSELESS, { ...SETTINGS, domains: "ask" });
  await expect
    .poll(() => run.state, { timeout: 20_000 })
    .toMatchObject({ status: "running", done: 7, offers: OFFERS });

  run.decideAll("skip");

  expect(await run.ended).toMatchObject({
    status: "done",
    done: 23,
    counts: { leftOut: 16 },
    creditsSpent: 1.75,
    settings: { domains: "skip" },
  });
  expect(await charges()).toHaveLength(7);
});

test("verifies what was put off last, as was agreed, when nobody has answered the offer for its time", async () => {
  const { window, charges } = await bulk();
  const run = await started(window({ offerMs: 1_000 }), SENSELESS, { ...SETTINGS, domains: "ask" });
  await expect.poll(() => run.state.offers, { timeout: 20_000 }).toEqual(OFFERS);

  expect(await run.ended).toMatchObject({ status: "done", done: 23, counts: { leftOut: 0 } });
  expect((await charges()).map((line) => line.charges)).toEqual(SENSELESS.map(() => 1));
});

test("does not wait for an answer on a handful of addresses", async () => {
  const { window } = await bulk();
  const few = ["a@catchall.example", "b@catchall.example", "c@catchall.example", ...people(3)];

  const run = await started(window({ offerMs: 3_600_000 }), few, { ...SETTINGS, domains: "ask" });

  expect(await run.ended).toMatchObject({ status: "done", done: 6, counts: { catchAll: 3, leftOut: 0 } });
});

test("remembers in the next window that catch-all and dead domains are to be left out", async () => {
  const { window, charges } = await bulk();
  const run = await started(window({ offerMs: 60_000 }), [...SENSELESS, "never@a.test"], {
    ...SETTINGS,
    domains: "ask",
  });
  await expect.poll(() => run.state.offers, { timeout: 20_000 }).toEqual(OFFERS);
  run.decideAll("skip");
  run.endSession();
  await run.ended;
  const asked = (await charges()).length;

  const after = window();
  expect(after.records()[0]?.settings.domains).toBe("skip");
  const again = await after.resume(run.state.id);
  await expect.poll(() => again?.state.done, { timeout: 20_000 }).toBe(23);

  expect(again?.state.counts.leftOut).toBe(16);
  expect(await charges()).toHaveLength(asked);
  again?.cancel();
});

test("pays for all when that is said, also at domains that are found so later", async () => {
  const { window } = await bulk();
  const run = await started(window({ offerMs: 3_600_000 }), SENSELESS, { ...SETTINGS, domains: "ask" });

  run.decideAll("verify");

  expect(await run.ended).toMatchObject({ status: "done", done: 23, counts: { leftOut: 0 }, offers: [] });
});

test("verifies the rest of one domain when that is wanted in mid-run", async () => {
  const { window } = await bulk();
  const addresses = Array.from({ length: 6 }, (_, index) => `p${index}@catchall.example`);
  const run = await started(window(), [...addresses, "never@a.test"], { ...SETTINGS, domains: "ask" });
  await expect.poll(() => run.state.offers).toHaveLength(1);

  run.decide("catchall.example", "verify");
  await expect.poll(() => run.state.done).toBe(6);

  expect(run.state).toMatchObject({ status: "running", offers: [], waiting: 1 });
  run.cancel();
  await run.ended;
});
