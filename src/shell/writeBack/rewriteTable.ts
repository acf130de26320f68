import type { CsvEdit } from "../../core/text/csvColumns.ts";
import { readCsvRows } from "../../core/text/readCsvRows.ts";
import { rewriteCsv } from "../../core/text/rewriteCsv.ts";
import { headText } from "../../core/text/textDecoder.ts";
import type { TableBytes, WriteBackPlan } from "./planWriteBack.ts";

interface Planned extends Pick<WriteBackPlan, "editsOf"> {
  readonly table: TableBytes;
}

/** The whole table with its results, as bytes. @throws what reading throws. */
export function rewritten(
  { table, editsOf }: Planned,
  chunks = table.chunks(),
): AsyncGenerator<Uint8Array, void, undefined> {
  return rewriteCsv(chunks, table.dialect, editsOf);
}

/** The changes of a document, with offsets and lengths in its text. */
export async function documentEdits({ table, editsOf }: Planned): Promise<CsvEdit[]> {
  const edits: CsvEdit[] = [];
  for await (const rows of readCsvRows(table.chunks(), table.dialect))
    for (const row of rows)
      for (const { offset, length, text } of editsOf(row))
        edits.push({ offset: offset / 2, length: length / 2, text }); // two bytes for each UTF-16 unit
  return edits;
}

/** A text with edits that are in order. */
export function editedText(text: string, edits: readonly CsvEdit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { offset, length, text: added } of edits) {
    parts.push(text.slice(from, offset), added);
    from = offset + length;
  }
  parts.push(text.slice(from));
  return parts.join("");
}

/**
 * The first lines of a table as text, as they are and as they will be: of those that go there are as many fewer.
 * @throws what reading throws.
 */
export async function firstLines(
  plan: Planned,
  count: number,
): Promise<{ readonly before: string; readonly after: string }> {
  const begin = async (shown: Planned, upTo: number): Promise<string> => {
    const text = await firstStretch(shown);
    const whole = new RegExp(`^(?:[^\\r\\n]*(?:\\r\\n|\\r|\\n)){0,${upTo}}`).exec(text)?.[0] ?? "";
    return whole === "" && upTo === count ? text : whole; // one line may be longer than what is read at once
  };
  const gone = await linesGone(plan, count);
  return {
    before: await begin({ ...plan, editsOf: () => [] }, count),
    after: await begin(plan, count - gone),
  };
}

/** How many of the first lines belong to rows that go. */
async function linesGone({ table, editsOf }: Planned, count: number): Promise<number> {
  let [lines, gone] = [0, 0];
  for await (const rows of readCsvRows(table.chunks(), table.dialect))
    for (const row of rows) {
      const { raw, length, lineEndLength } = row.record;
      const own = raw.split(/\r\n|\r|\n/u).length;
      if ((lines += own) > count) return gone;
      const [edit] = editsOf(row);
      if (edit?.text === "" && edit.length === length + lineEndLength) gone += own;
    }
  return gone;
}

async function firstStretch(plan: Planned): Promise<string> {
  const { encoding } = plan.table.dialect;
  for await (const bytes of rewritten(plan)) return headText(bytes, encoding);
  return "";
}
