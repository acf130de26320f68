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

const own = (cells: readonly string[]): boolean => RESULT_COLUMNS.mayHold(cells);

test("knows its own cells again", () => {
  for (const address of [...Object.keys(KNOWN), "new@corp.example", "x"])
    expect(own(resultCells(address, find).cells), address).toBe(true);
});

test.each([
  [["verified", "TRUE", "2026-01-31T10:00:00"]],
  [["verified", "True", "2026-01-31T10:00:00+00:00"]],
  [["verified", "1", "2026-01-31 10:00:00.000"]],
  [["verified", "0.0", "46053.41675"]],
  [["VERIFIED", "FALSCH", "31.01.2026 10:00:00"]],
  [["Verified", "WAHR", "31.1.26 10:00"]],
  [["risky ", "", " 2026/01/31 10:00:00"]],
  [["invalid", "false", "01/31/2026 10:00:00 AM"]],
  [["invalid", "false", "1/31/26 10:00\u202fAM"]],
  [["verified", "FAUX", "31 janv. 2026 10:00"]],
  [["verified", "0", "31-Jan-2026 10:00:00"]],
  [["verified", "0", "Jan 31, 2026, 10:00:00 a.m."]],
  [["verified", "0", "2026年1月31日 10:00"]],
  [["verified", "0", "31.01.2026 10.00.00"]],
  [["verified", "0", "2026-01-31 10:00:00 UTC"]],
  [["verified", "true"]],
  [["malformed"]],
  [["", "", ""]],
  [[""]],
])("knows them as %j, too", (cells) => {
  expect(own(cells)).toBe(true);
});

test.each([
  [["Jo", "true", ""]],
  [["verified", "yes", ""]],
  [["verified", "true", "yesterday"]],
  [["verified", "true", "Order 20260131"]],
  [["verified", "true", "10243"]],
  [["", "1", "2026-01-31"]],
  [["", "", "2026-01-31"]],
  [["", "true"]],
])("takes %j for somebody else's", (cells) => {
  expect(own(cells)).toBe(false);
});
