import { cellText, lineEndLengthOf, MAX_RECORD, newlineOf, rowAt } from "./csvCells.ts";
import type { CsvDialect } from "./csvDialect.ts";
import { bytesAsText } from "./singleBytes.ts";
import { textDecoder } from "./textDecoder.ts";

/** A row of a CSV file and where it stands. Rows tile the file: each begins where the one before it ended. */
export interface CsvRecord {
  /** Of the first byte, in bytes from the beginning of the file; the first row's is the length of the byte order mark. */
  readonly offset: number;
  /** In bytes, without the line end. */
  readonly length: number;
  /** In bytes; 0 at the end of a file that has no last line end, and of a piece of a line that is too long. */
  readonly lineEndLength: number;
  /** The row as it stands, without its line end: a character for each byte, or in UTF-16 for each two. */
  readonly raw: string;
  /** Unquoted. An empty line has one empty field. These and `raw` share the memory of their batch: copy what is kept. */
  readonly fields: readonly string[];
}

/** Rows are read in stretches of this many bytes. */
const MAX_SLICE = 1 << 18;

/**
 * Reads a CSV file in batches of rows, in file order, holding one stretch of it. Any bytes can be read: a quote that is
 * never closed is a character of its line, a line of more than a quarter million characters is cut.
 * @throws whatever `chunks` throws.
 */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  dialect: CsvDialect,
): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  const reader = new CsvReader(dialect);
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += MAX_SLICE) {
      const records = reader.read(chunk.subarray(from, from + MAX_SLICE), false);
      if (records.length > 0) yield records;
    }
  }
  const records = reader.read(new Uint8Array(0), true);
  if (records.length > 0) yield records;
}

/** The rows of a text, where its encoding plays no part; offsets as in UTF-16. Of a cut text the last row is cut, too. */
export function readCsvText(
  text: string,
  dialect: Pick<CsvDialect, "delimiter" | "quote" | "lineEnd">,
): readonly CsvRecord[] {
  return new CsvReader({ ...dialect, encoding: "utf-16le", bom: 0 }).readText(text, true);
}

type ReadDialect = Pick<CsvDialect, "encoding" | "bom" | "delimiter" | "quote" | "lineEnd">;

/** Rows are counted in characters, so bytes become one character each (UTF-16: two bytes), and offsets stay true. */
class CsvReader {
  private readonly dialect: ReadDialect;
  private readonly decode: (bytes: Uint8Array, last: boolean) => string;
  private readonly unitBytes: 1 | 2;
  private readonly isUtf8: boolean;
  private readonly newline: "\n" | "\r";
  private offset: number;
  private pending = "";
  private begun = false;
  /** Length that `pending` must reach before another look is worth it, so that a long row is not read over and over. */
  private enough = 0;

  constructor(dialect: ReadDialect) {
    const { encoding } = dialect;
    this.dialect = dialect;
    this.unitBytes = encoding === "utf-16le" || encoding === "utf-16be" ? 2 : 1;
    this.isUtf8 = encoding === "utf-8";
    this.decode = this.isUtf8 ? bytesAsText : textDecoder(encoding);
    this.newline = newlineOf(dialect);
    this.offset = dialect.bom;
  }

  read(bytes: Uint8Array, last: boolean): readonly CsvRecord[] {
    return this.readText(this.decode(bytes, last), last);
  }

  readText(text: string, last: boolean): readonly CsvRecord[] {
    this.pending += text;
    if (!this.begun) {
      const markUnits = this.dialect.bom / this.unitBytes;
      if (this.pending.length < markUnits) return [];
      this.pending = this.pending.slice(markUnits);
      this.begun = true;
    }
    const records: CsvRecord[] = [];
    if (!last && this.pending.length < this.enough) return records;
    this.takeRows(records, last);
    this.enough = records.length > 0 ? 0 : this.pending.length * 2;
    return records;
  }

  /** Takes the rows that are complete. */
  private takeRows(records: CsvRecord[], last: boolean): void {
    const text = this.pending;
    let at = 0;
    for (let from = -1; from < at && at < text.length;) {
      from = at;
      at = this.takeQuotedRow(text, this.takePlainRows(text, at, records, last), records, last);
    }
    this.pending = text.slice(at);
  }

  /** Takes rows up to one with a quote in it: most rows have none, and need no parser. Answers where it stopped. */
  private takePlainRows(text: string, from: number, records: CsvRecord[], last: boolean): number {
    const { delimiter, quote } = this.dialect;
    const quoteAt = text.indexOf(quote, from);
    const until = quoteAt < 0 ? text.length : quoteAt;
    for (;;) {
      const found = text.indexOf(this.newline, from);
      const end = found >= 0 ? found + 1 : last ? text.length : from;
      if (end === from || end > until) return from;
      const raw = text.slice(from, end);
      records.push(this.record(raw, raw.slice(0, raw.length - lineEndLengthOf(raw)).split(delimiter)));
      from = end;
    }
  }

  /** Takes one row that may have quotes, or a piece of a line that is too long for a row. Answers where it ends. */
  private takeQuotedRow(text: string, from: number, records: CsvRecord[], last: boolean): number {
    const row = rowAt(text, from, this.dialect, last);
    if (row !== undefined && row.next > from) {
      const cells = row.cells.map((cell) => cellText(text, cell, this.dialect));
      records.push(this.record(text.slice(from, row.next), cells));
      return row.next;
    }
    if (text.length - from < MAX_RECORD) return from;
    const piece = text.slice(from, from + MAX_RECORD);
    records.push(this.record(piece, piece.split(this.dialect.delimiter)));
    return from + MAX_RECORD;
  }

  private record(whole: string, cells: readonly string[]): CsvRecord {
    const lineEndLength = lineEndLengthOf(whole);
    const raw = whole.slice(0, whole.length - lineEndLength);
    const offset = this.offset;
    this.offset += whole.length * this.unitBytes;
    return {
      offset,
      length: raw.length * this.unitBytes,
      lineEndLength: lineEndLength * this.unitBytes,
      raw,
      fields: this.decoded(cells, raw),
    };
  }

  private decoded(fields: readonly string[], raw: string): readonly string[] {
    return this.isUtf8 && BEYOND_ASCII.test(raw) ? fields.map(utf8Text) : fields;
  }
}

const BEYOND_ASCII = /[\u0080-\uFFFF]/;
const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of UTF-8 bytes that were read one character each. */
function utf8Text(characters: string): string {
  if (!BEYOND_ASCII.test(characters)) return characters;
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
  return UTF8.decode(bytes);
}
