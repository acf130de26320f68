import { expect, test } from "vitest";
import type { ItemOutcome } from "../../../../src/core/verification/journal.ts";
import { resultCells } from "../../../../src/core/verification/resultColumns.ts";
import { ResultCounter } from "../../../../src/core/verification/resultCounts.ts";
import { ResultTable } from "../../../../src/core/verification/resultTable.ts";
import { RunTally } from "../../../../src/core/verification/runTally.ts";
import { itemsOf, settled } from "./resultItems.ts";

/** A finished run, with each way in which an address can end. */
const ITEMS = itemsOf(
  ["a@corp.example", settled({})],
  ["b@corp.example", settled({ catchAll: false }, true)],
  ["c@all.example", settled({ catchAll: true })],
  ["d@all.example", settled({ catchAll: true }, true)],
  ["e@all.example", settled({ verdict: "risky", catchAll: true })],
  ["f@all.example", settled({ verdict: "invalid", catchAll: true })],
  ["g@corp.example", settled({ verdict: "unknown", catchAll: "pending" })],
  ["h@corp.example", settled({ verdict: "pending" })],
  ["i@x", { state: "bad", reason: "noTopLevel" }],
  ["j@corp.example", { state: "refused", reason: "400" }],
  ["k@corp.example", { state: "skipped" }],
  ["l@corp.example", { state: "skipped", reason: "role" }],
);
const COUNTS = {
  verified: 2,
  catchAll: 2,
  risky: 1,
  invalid: 1,
  unknown: 1,
  pending: 1,
  notSent: 2,
  leftOut: 2,
  notReached: 0,
};

const outcomes = ITEMS.flatMap(({ outcome }): readonly ItemOutcome[] =>
  outcome === undefined ? [] : [outcome],
);

test("a run at work and its report count the same addresses alike, catch-all apart from verified", () => {
  const tally = new RunTally();
  for (const outcome of outcomes) tally.add(outcome);
  const table = new ResultTable(ITEMS.length);
  table.add(ITEMS);

  expect(tally.counts).toEqual({ ...COUNTS, known: 2 });
  expect(table.counts()).toEqual(COUNTS);
  expect(tally.done).toBe(ITEMS.length);
});

test("what is not at its end is not counted as ended", () => {
  const tally = new RunTally();
  tally.add({ state: "asked" });

  expect(tally.done).toBe(0);
  expect(tally.counts).toEqual({ ...new ResultCounter().counts, known: 0 });
});

test("results in a file are counted by the same parts", () => {
  const entries = new Map(
    ITEMS.flatMap(({ address, outcome }) =>
      outcome?.state === "settled" ? [[address, outcome.entry] as const] : [],
    ),
  );
  const counter = new ResultCounter();
  for (const { address } of ITEMS)
    for (const { part } of resultCells(address, (each) => entries.get(each)).addresses) counter.add(part);

  // A file does not know what a run has left out or what the API did not take.
  expect(counter.counts).toEqual({ ...COUNTS, notSent: 1, leftOut: 0, notReached: 3 });
});
