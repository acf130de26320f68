import type { CsvEdit } from "../../core/text/csvColumns.ts";
import { readCsvRows } from "../../core/text/readCsvRows.ts";
import { rewriteCsv } from "../../core/text/rewriteCsv.ts";
import { headText } from "../../core/text/textDecoder.ts";
import type { WriteBackPlan } from "./planWriteBack.ts";

type Planned = Pick<WriteBackPlan, "table" | "editsOf">;

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

/** The first lines of a table as text, as they are and as they will be. @throws what reading throws. */
export async function firstLines(
  plan: Planned,
  count: number,
): Promise<{ readonly before: string; readonly after: string }> {
  const lines = new RegExp(`^(?:[^\\r\\n]*(?:\\r\\n|\\r|\\n)){0,${count}}`);
  const begin = async (shown: Planned): Promise<string> => {
    const text = await firstStretch(shown);
    const whole = lines.exec(text)?.[0] ?? "";
    return whole === "" ? text : whole; // one line may be longer than what is read at once
  };
  return { before: await begin({ ...plan, editsOf: () => [] }), after: await begin(plan) };
}

async function firstStretch(plan: Planned): Promise<string> {
  const { encoding } = plan.table.dialect;
  for await (const bytes of rewritten(plan)) return headText(bytes, encoding);
  return "";
}
