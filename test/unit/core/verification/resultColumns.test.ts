import { expect, test } from "vitest";
import type { LedgerEntry } from "../../../../src/core/verification/ledger.ts";
import { RESULT_COLUMNS, resultCells } from "../../../../src/core/verification/resultColumns.ts";

const entry = (change: Partial<LedgerEntry>): LedgerEntry => ({
  verdict: "verified",
  rawStatus: "verified",
  catchAll: false,
  creditsUsed: 0.25,
  checkedAt: new Date("2026-05-04T10:00:07.123Z"),
  source: "instantly",
  ...change,
});

const KNOWN: Readonly<Record<string, LedgerEntry>> = {
  "good@corp.example": entry({}),
  "open@corp.example": entry({ catchAll: true }),
  "bad@corp.example": entry({ verdict: "invalid", catchAll: undefined }),
  "all@corp.example": entry({ verdict: "risky", catchAll: true }),
  "late@corp.example": entry({ verdict: "pending", catchAll: "pending" }),
  "odd@corp.example": entry({ verdict: "unknown", rawStatus: "=HYPERLINK()" }),
};
const find = (address: string): LedgerEntry | undefined => KNOWN[address];
const AT = "2026-05-04T10:00:07Z";

test.each<[string, string, readonly string[]]>([
  ["good@corp.example", "verified", ["verified", "false", AT]],
  [" good@corp.example ", "verified", ["verified", "false", AT]],
  ["Jo Doe <good@corp.example>", "verified", ["verified", "false", AT]],
  ["open@corp.example", "catchAll", ["verified", "true", AT]],
  ["bad@corp.example", "invalid", ["invalid", "", AT]],
  ["all@corp.example", "risky", ["risky", "true", AT]],
  ["late@corp.example", "pending", ["pending", "", AT]],
  ["odd@corp.example", "unknown", ["unknown", "false", AT]],
  ["new@corp.example", "notReached", ["", "", ""]],
  ["", "notReached", ["", "", ""]],
  ["'good@corp.example", "verified", resultCells("good@corp.example", find).cells],
  ["tom(at)corp.example", "notSent", ["malformed", "", ""]],
  ["good@corp.example; bad@corp.example", "invalid", ["invalid", "", AT]],
  ["good@corp.example, new@corp.example", "notReached", ["", "", ""]],
  ["good@corp.example, open@corp.example", "catchAll", ["verified", "true", AT]],
])("says beside %j that it is %s", (cell, part, cells) => {
  expect(resultCells(cell, find)).toMatchObject({ part, cells });
});

test("tells the addresses of a row apart, so that each is counted as a run counts it", () => {
  expect(resultCells("Jo <good@corp.example>; bad@corp.example, new@corp.example", find).addresses).toEqual([
    { address: "good@corp.example", part: "verified" },
    { address: "bad@corp.example", part: "invalid" },
    { address: "new@corp.example", part: "notReached" },
  ]);
  expect(resultCells(" tom(at)corp.example", find).addresses).toEqual([
    { address: "tom(at)corp.example", part: "notSent" },
  ]);
  expect(resultCells(" ", find).addresses).toEqual([]);
});

test("knows its own cells again, and nobody else's", () => {
  const own = (cells: readonly string[]): boolean =>
    cells.every((cell, column) => RESULT_COLUMNS.mayHold(column, cell));

  for (const address of [...Object.keys(KNOWN), "new@corp.example", "x"])
    expect(own(resultCells(address, find).cells), address).toBe(true);
  for (const cells of [
    ["verified", "TRUE", "2026-01-31T10:00:00"],
    ["verified", "True", "2026-01-31T10:00:00+00:00"],
    ["VERIFIED", "FALSCH", "31.01.2026 10:00:00"],
    ["risky", "", "2026-01-31 10:00:00"],
    ["invalid", "false", "01/31/2026 10:00:00 AM"],
  ])
    expect(own(cells), cells.join()).toBe(true);
  expect(own(["Jo", "true", ""])).toBe(false);
  expect(own(["verified", "yes", ""])).toBe(false);
  expect(own(["verified", "true", "yesterday"])).toBe(false);
});
