import { type CsvSigns, rowAt } from "./csvCells.ts";
import type { CsvDialect } from "./csvDialect.ts";
import { sniffCsvDialect } from "./sniffCsvDialect.ts";
import { sniffTable } from "./emailTable.ts";
import { type CsvRecord, readCsv } from "./readCsv.ts";

/** A stretch of a text in UTF-16 units; `end` is exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** How the rows of a table are written, and which cell of them holds the address. */
export interface TableShape {
  readonly dialect: CsvDialect;
  /** From 0; undefined when no column is surely the one. */
  readonly emailColumn: number | undefined;
}

const HEAD_UNITS = 1 << 16;
const CHUNK_UNITS = 1 << 17;
const BYTES = 2;

/**
 * What to take out of a CSV text so that the row around `offset` is gone and every other character stays: the row with
 * its line end, or, where it is the last and has none, with the line end before it. Offsets in UTF-16 units. Undefined
 * where there is no such row, or where it is not sure where the row ends.
 */
export async function rowToRemove(text: string, offset: number): Promise<TextSpan | undefined> {
  let previous: CsvRecord | undefined;
  for await (const records of readCsv(utf16(text), textDialect(text))) {
    for (const record of records) {
      const span = spanOf(record);
      if (offset < span.end || (offset === text.length && span.end === text.length))
        return removable(record, previous, text.length);
      previous = record;
    }
  }
  return undefined;
}

/** Reads from the beginning of a text how its rows are written and where their addresses stand. */
export async function tableShape(text: string): Promise<TableShape> {
  const { dialect, column } = await sniffTable(new TextEncoder().encode(text.slice(0, HEAD_UNITS)));
  return { dialect, emailColumn: column.kind === "found" ? column.column.index : undefined };
}

/** Where a cell stands in a line that is a whole row, without its quotes; undefined when the row is shorter. */
export function cellSpan(line: string, column: number, signs: CsvSigns): TextSpan | undefined {
  const cell = rowAt(line, 0, signs, true)?.cells[column];
  return cell?.quoted ?? cell;
}

function removable(record: CsvRecord, previous: CsvRecord | undefined, length: number): TextSpan | undefined {
  const { start, end } = spanOf(record);
  // A line of more than the reader takes at once comes in pieces, which are no rows.
  if (previous?.lineEndLength === 0 || (record.lineEndLength === 0 && end < length)) return undefined;
  return record.lineEndLength > 0
    ? { start, end }
    : { start: start - (previous?.lineEndLength ?? 0) / BYTES, end };
}

function spanOf({ offset, length, lineEndLength }: CsvRecord): TextSpan {
  return { start: offset / BYTES, end: (offset + length + lineEndLength) / BYTES };
}

/** The dialect of a text that is handed on as `utf16` writes it, so that offsets in bytes are twice those in units. */
function textDialect(text: string): CsvDialect {
  const head = new TextEncoder().encode(text.slice(0, HEAD_UNITS));
  return { ...sniffCsvDialect(head), encoding: "utf-16le", bom: 0 };
}

// eslint-disable-next-line @typescript-eslint/require-await -- readCsv takes what comes from files, too
async function* utf16(text: string): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < text.length; from += CHUNK_UNITS) {
    const to = Math.min(text.length, from + CHUNK_UNITS);
    const bytes = new Uint8Array((to - from) * BYTES);
    for (let at = from; at < to; at++) {
      const unit = text.charCodeAt(at);
      bytes[(at - from) * BYTES] = unit & 0xff;
      bytes[(at - from) * BYTES + 1] = unit >> 8;
    }
    yield bytes;
  }
}
