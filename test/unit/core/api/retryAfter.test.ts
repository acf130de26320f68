import { expect, test } from "vitest";
import { retryAfterMs } from "../../../../src/core/api/retryAfter.ts";

const NOW = Date.parse("2026-12-01T12:00:00Z");
const DAY_MS = 86_400_000;

function read(value: string, date?: string): number | undefined {
  return retryAfterMs(new Headers({ "retry-after": value, ...(date === undefined ? {} : { date }) }), NOW);
}

test.each([
  ["7", 7_000],
  [" 7 ", 7_000],
  ["0", 0],
  ["1.5", 1_500],
  ["3600", 3_600_000],
  ["100000000000000000000", DAY_MS],
  ["9".repeat(400), DAY_MS],
  ["Tue, 01 Dec 2026 12:01:30 GMT", 90_000],
  ["Tuesday, 01-Dec-26 12:01:30 GMT", 90_000],
  ["Tue, 01 Dec 2026 11:00:00 GMT", 0],
  ["Fri, 01 Dec 9999 12:00:00 GMT", DAY_MS],
])("reads %j as %i ms", (value, ms) => {
  expect(read(value)).toBe(ms);
});

test.each([
  "",
  "-5",
  "-1e3",
  "1e20",
  "NaN",
  "Infinity",
  "soon",
  "7 or so",
  "0x10",
  "2026-12-01",
  "Tue, soon",
])("takes %j for no answer to how long", (value) => {
  expect(read(value)).toBeUndefined();
});

test("counts a date from the server's own time", () => {
  expect(read("Tue, 01 Dec 2026 14:00:20 GMT", "Tue, 01 Dec 2026 14:00:00 GMT")).toBe(20_000);
  expect(read("Tue, 01 Dec 2026 12:00:20 GMT", "no date")).toBe(20_000);
});
