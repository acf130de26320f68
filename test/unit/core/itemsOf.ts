import { BrokenRow, type Row } from "../../../src/core/api/page.ts";

/** The rows that could be read. */
export function itemsOf<T>(rows: readonly Row<T>[]): T[] {
  return rows.flatMap((row) => (row instanceof BrokenRow ? [] : [row]));
}
