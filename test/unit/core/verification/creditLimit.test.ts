import { expect, test } from "vitest";
import { CreditGuard } from "../../../../src/core/verification/creditGuard.ts";
import { checksFor, exceeds } from "../../../../src/core/verification/creditLimit.ts";
import type { RunItem } from "../../../../src/core/verification/journal.ts";
import { LearntPrice } from "../../../../src/core/verification/learntPrice.ts";
import type { LedgerEntry } from "../../../../src/core/verification/ledger.ts";
import { restOfRun } from "../../../../src/core/verification/runRest.ts";

test.each([
  [25, 0.25, 100],
  [0.3, 0.1, 3],
  [300, 0.1, 3000],
  [0, 0.25, 0],
  [0.2, 0.25, 0],
  [2.1, 0.7, 3],
])("%d credits at %d a check are enough for %d", (credits, price, checks) => {
  expect(checksFor(credits, price)).toBe(checks);
  expect(exceeds(checks * price, credits)).toBe(false);
  expect(exceeds((checks + 1) * price, credits)).toBe(true);
});

test("a limit that is exactly what all cost is not reached one check early", () => {
  for (const [price, count] of [
    [0.1, 3000],
    [0.7, 211],
    [1 / 3, 999],
  ] as const) {
    const learnt = new LearntPrice();
    learnt.learn(price);
    const known = { spent: 0, balance: price * count };
    const guard = new CreditGuard({ maxCredits: price * count, balanceFloor: 0 }, learnt, known);
    let asked = 0;
    while (guard.check() === "go") {
      guard.opened();
      asked++;
      guard.paidFor({ creditsUsed: price, creditsLeft: price * count - guard.spent - price });
    }
    expect(asked).toBe(count);
    expect(guard.check()).toMatchObject({ kind: "maxCredits" });
  }
});

const entry: LedgerEntry = {
  verdict: "verified",
  rawStatus: "verified",
  catchAll: false,
  creditsUsed: 0.5,
  checkedAt: new Date(0),
  source: "instantly",
};

test("the rest of a run is what was not asked for, at what its answers have cost", async () => {
  const items: RunItem[] = [
    { position: 0, address: "a@x.com", outcome: { state: "settled", entry, isKnown: false } },
    { position: 1, address: "b@x.com", outcome: { state: "settled", entry, isKnown: true } },
    {
      position: 2,
      address: "c@x.com",
      outcome: { state: "pending", entry: { ...entry, creditsUsed: undefined } },
    },
    { position: 3, address: "d@x.com", outcome: { state: "skipped", reason: "role" } },
    { position: 4, address: "e@x.com", outcome: { state: "asked" } },
    { position: 5, address: "f@x.com" },
    { position: 6, address: "g@x.com" },
  ];
  expect(await restOfRun([items.slice(0, 3), items.slice(3)], 0.25)).toEqual({
    toPay: 2,
    spent: 1,
    creditsPerCheck: 0.5,
  });
  expect(await restOfRun([items.slice(5)], 0.25)).toEqual({ toPay: 2, spent: 0, creditsPerCheck: 0.25 });
});
