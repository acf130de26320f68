import { type CsvSigns, rowAt } from "./csvCells.ts";

/** Where a field stands in its row, quotes included. */
export interface FieldSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the fields of a row stand, in characters of its raw text; undefined when they cannot be told apart in a way
 * that gives as many as were read.
 */
export function fieldSpans(raw: string, count: number, signs: CsvSigns): readonly FieldSpan[] | undefined {
  const spans = rowAt(raw, 0, signs, true)?.cells;
  return spans?.length === count ? spans : undefined;
}
