import { type CsvSigns, rowAt } from "./csvCells.ts";

/** A document as an editor has it. */
export interface ScannedText {
  readonly lineCount: number;
  line(index: number): string;
}

/** The lines of a row in a document. */
export interface RowLines {
  /** At least one. */
  readonly lines: readonly string[];
  /** Whether they alone say where the row ends: a quote that nothing closes is known by what comes after it. */
  readonly isSure: boolean;
}

/** A cell that is not closed by then is not looked for further; longer texts in cells are taken for rows. */
export const MAX_ROW_LINES = 512;
/** What stands far out in a line of megabytes is not looked at. */
const MAX_COLUMN = 20_000;

/** The line of a document as far as it is looked at. */
export function scannedLine(text: ScannedText, index: number): string {
  return text.line(index).slice(0, MAX_COLUMN);
}

/** The lines of the row that begins in the line `first`: more than one where a quoted cell goes on over line ends. */
export function rowLines(
  text: ScannedText,
  first: number,
  { delimiter, quote }: Pick<CsvSigns, "delimiter" | "quote">,
): RowLines {
  const signs = { delimiter, quote, lineEnd: "\n" } as const;
  const most = Math.min(MAX_ROW_LINES, text.lineCount - first);
  const lines = [scannedLine(text, first)];
  if (lines[0]?.includes(quote) !== true) return { lines, isSure: true };
  for (;;) {
    const row = rowAt(`${lines.join("\n")}\n`, 0, signs, lines.length >= most);
    if (row !== undefined) return rowOf(lines, row.next, signs);
    const wanted = Math.min(most, lines.length * 2);
    while (lines.length < wanted) lines.push(scannedLine(text, first + lines.length));
  }
}

function rowOf(lines: readonly string[], length: number, signs: CsvSigns): RowLines {
  let height = 0;
  for (let rest = length; rest > 0 && height < lines.length; height++)
    rest -= (lines[height]?.length ?? 0) + 1;
  const own = lines.slice(0, height);
  return { lines: own, isSure: rowAt(`${own.join("\n")}\n`, 0, signs, false)?.next === length };
}
