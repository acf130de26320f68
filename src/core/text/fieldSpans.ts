import type { CsvDialect } from "./csvDialect.ts";

/** Where a field stands in its row, quotes included. */
export interface FieldSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the fields of a row stand, in characters of its raw text; undefined when they cannot be told apart in a way
 * that gives as many as were read.
 */
export function fieldSpans(
  raw: string,
  count: number,
  { delimiter, quote }: Pick<CsvDialect, "delimiter" | "quote">,
): readonly FieldSpan[] | undefined {
  return [spansBy(raw, delimiter, quote), spansBy(raw, delimiter, undefined)].find(
    (spans) => spans.length === count,
  );
}

function spansBy(raw: string, delimiter: string, quote: string | undefined): FieldSpan[] {
  const spans: FieldSpan[] = [];
  for (let start = 0; start <= raw.length;) {
    const from =
      quote !== undefined && raw.startsWith(quote, start) ? closingQuote(raw, start, quote) : start;
    const found = raw.indexOf(delimiter, from);
    const end = found < 0 ? raw.length : found;
    spans.push({ start, end });
    start = end + delimiter.length;
  }
  return spans;
}

/** Behind the quote that closes the one at `start`; doubled ones stand for themselves. */
function closingQuote(raw: string, start: number, quote: string): number {
  for (let at = raw.indexOf(quote, start + 1); at >= 0; at = raw.indexOf(quote, at + 2))
    if (raw[at + 1] !== quote) return at + 1;
  return raw.length;
}
