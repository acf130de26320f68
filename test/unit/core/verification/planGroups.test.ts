import { expect, test } from "vitest";
import { systemClock } from "../../../../src/core/clock.ts";
import { checkAddress } from "../../../../src/core/text/checkAddress.ts";
import { domainLists } from "../../../../src/core/text/domainLists.ts";
import { freeChecker } from "../../../../src/core/text/freeChecks.ts";
import type { LedgerEntry } from "../../../../src/core/verification/ledger.ts";
import { USUALLY_LEFT_OUT } from "../../../../src/core/verification/planGroups.ts";
import { toPayWithout, withoutGroups } from "../../../../src/core/verification/withoutGroups.ts";
import { planRun, type RunPlan } from "../../../../src/core/verification/runPlan.ts";
import { MemoryLedger } from "../../../../src/store/memoryStore.ts";

const KNOWN: LedgerEntry = {
  verdict: "verified",
  rawStatus: "verified",
  catchAll: false,
  creditsUsed: 0.25,
  checkedAt: new Date(),
  source: "instantly",
};

function plan(addresses: readonly string[], known: readonly string[] = []): Promise<RunPlan> {
  const ledger = new MemoryLedger();
  ledger.record(known.map((address) => ({ address, entry: KNOWN })));
  return planRun(addresses, 30, {
    ledger,
    clock: systemClock,
    check: (address) => {
      const checked = checkAddress(address);
      return checked.ok ? undefined : checked.reason;
    },
    creditsPerCheck: 0.25,
    balance: () => Promise.resolve(10),
    inspect: freeChecker(domainLists),
  });
}

test("sorts the addresses to pay for into groups, with an example of each", async () => {
  const made = await plan([
    "jo@acme.com",
    "jo@acme.nosuchtop",
    "al@gmial.com",
    "cy@hotmial.com",
    "di@mailinator.com",
    "noreply@acme.com",
    "info@acme.com",
    "info@acme.nosuchtop",
    "Jo+news@acme.com",
    "(at)broken",
  ]);

  expect(made).toMatchObject({ unique: 10, toPay: 9, credits: 2.25, leftOut: 0, bad: { noAt: 1 } });
  expect(made.groups).toEqual([
    { group: "unknownTopLevel", addresses: 2, example: "jo@acme.nosuchtop" },
    { group: "mistypedDomain", addresses: 2, example: "al@gmial.com", suggestion: "al@gmail.com" },
    { group: "disposable", addresses: 1, example: "di@mailinator.com" },
    { group: "noReply", addresses: 1, example: "noreply@acme.com" },
    { group: "role", addresses: 2, example: "info@acme.com" },
    { group: "plusTag", addresses: 1, example: "Jo+news@acme.com" },
  ]);
});

test("says nothing of addresses that cost nothing", async () => {
  const made = await plan(["info@acme.com", "al@gmial.com"], ["info@acme.com"]);

  expect(made.groups.map(({ group }) => group)).toEqual(["mistypedDomain"]);
});

test("leaves groups out, counts each address once, and keeps them in the run as skipped", async () => {
  const made = await plan(["jo@acme.com", "info@acme.nosuchtop", "info@acme.com", "x@y@z"]);

  const usual = withoutGroups(made, USUALLY_LEFT_OUT);
  const fewer = withoutGroups(made, new Set(["unknownTopLevel", "role"] as const));

  expect(usual).toMatchObject({ unique: 4, toPay: 2, leftOut: 1, credits: 0.5, balanceAfter: 9.5 });
  expect(fewer).toMatchObject({ unique: 4, toPay: 1, leftOut: 2, credits: 0.25, balanceAfter: 9.75 });
  expect(toPayWithout(made, new Set(["unknownTopLevel", "role"] as const))).toBe(1);
  expect(fewer.items).toEqual([
    { address: "jo@acme.com" },
    { address: "info@acme.nosuchtop", outcome: { state: "skipped", reason: "unknownTopLevel" } },
    { address: "info@acme.com", outcome: { state: "skipped", reason: "role" } },
    { address: "x@y@z", outcome: { state: "bad", reason: "manyAts" } },
  ]);
  expect(fewer.expectedMs).toBeLessThan(made.expectedMs);
});

test("leaves out what nobody wants to write to, unless it is ticked, and pays for roles and twins", async () => {
  const made = await plan([
    "jo@acme.com",
    "jo@acme.nosuchtop",
    "al@gmial.com",
    "di@mailinator.com",
    "noreply@acme.com",
    "info@acme.com",
    "jo+news@acme.com",
  ]);

  const usual = withoutGroups(made, USUALLY_LEFT_OUT);

  expect(usual).toMatchObject({ toPay: 3, leftOut: 4, credits: 0.75 });
  expect(usual.items.filter(({ outcome }) => outcome === undefined).map(({ address }) => address)).toEqual([
    "jo@acme.com",
    "info@acme.com",
    "jo+news@acme.com",
  ]);
});

test("counts the addresses at domains that have several", async () => {
  const many = Array.from({ length: 6 }, (_, index) => `p${index}@acme.com`);

  expect((await plan([...many, "jo@x.com", "al@x.com"])).crowded).toBe(6);
  expect((await plan(many, many.slice(0, 1))).crowded).toBe(0);
});

test("costs nothing and takes no time when everything is left out", async () => {
  const made = await plan(["info@acme.com"]);

  expect(withoutGroups(made, new Set(["role"] as const))).toMatchObject({
    toPay: 0,
    credits: 0,
    expectedMs: 0,
    balanceAfter: 10,
  });
});

test.each([
  ["a tag after the plain address", ["jo@x.com", "jo+a@x.com"], "jo+a@x.com"],
  ["a tag before the plain address", ["jo+a@x.com", "Jo@x.com"], "Jo@x.com"],
  ["two tags", ["jo+a@x.com", "jo+b@x.com"], "jo+b@x.com"],
])("takes %s for one mailbox", async (_, addresses, twin) => {
  expect((await plan(addresses)).groups).toEqual([{ group: "plusTag", addresses: 1, example: twin }]);
});

test("takes a plus that is no tag for a letter", async () => {
  const made = await plan(["jo@x.com", "+jo@x.com", '"jo+a"@x.com', "jo@a+b.com", "jo+a@y.com"]);

  expect(made.groups).toEqual([]);
});
