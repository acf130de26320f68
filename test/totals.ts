import { readFileSync, writeFileSync } from "node:fs";

/** How many tests of a run ended how. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** `N passed, N failed`, and `, N skipped` where some were. */
export function describeTotals({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

export function addTotals(all: readonly Totals[]): Totals {
  const sum = (key: keyof Totals): number => all.reduce((total, one) => total + one[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** Leaves the totals for `npm test`, which names the file in TOTALS_FILE. */
export function leaveTotals(totals: Totals): void {
  const file = process.env["TOTALS_FILE"];
  if (file !== undefined) writeFileSync(file, JSON.stringify(totals));
}

/** @throws Error when the run left none: it broke. */
export function readTotals(file: string): Totals {
  return JSON.parse(readFileSync(file, "utf8")) as Totals;
}
