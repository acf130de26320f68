import { Parser, type ParseResult } from "papaparse";
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

/** A row longer than this is no row: a quote was opened and not closed, or this is no CSV. In characters. */
export const MAX_RECORD = 1 << 18;
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

/** The parser is left when the next characters, so many, have no quote: to begin again takes it a look at all of them. */
const QUOTE_IN_REACH = 256;

type ReadDialect = Pick<CsvDialect, "encoding" | "bom" | "delimiter" | "quote" | "lineEnd">;

/** Where and why the parser was left. */
interface QuotedStop {
  readonly at: number;
  readonly why: "plain" | "stray" | "end";
}

/** Papaparse counts in characters, so bytes become one character each (UTF-16: two bytes), and offsets stay true. */
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
  /** How often in a row a quote was found to go astray. */
  private strays = 0;

  constructor(dialect: ReadDialect) {
    const { encoding } = dialect;
    this.dialect = dialect;
    this.unitBytes = encoding === "utf-16le" || encoding === "utf-16be" ? 2 : 1;
    this.isUtf8 = encoding === "utf-8";
    this.decode = this.isUtf8 ? bytesAsText : textDecoder(encoding);
    this.newline = dialect.lineEnd === "\r" ? "\r" : "\n"; // papaparse takes the \r before a \n for a space
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
    for (;;) {
      const isStray = this.takeRows(records, last);
      if (!isStray && (this.pending === "" || (!last && this.pending.length < MAX_RECORD))) break;
      this.takeLines(records, last);
    }
    this.enough = records.length > 0 && this.strays === 0 ? 0 : this.pending.length * 2;
    return records;
  }

  /** Takes the rows that are complete. True when it stopped at a row whose quotes do not fit. */
  private takeRows(records: CsvRecord[], last: boolean): boolean {
    const text = this.pending;
    let taken = this.takePlainRows(text, 0, records, last);
    let stop = this.takeQuotedRows(text, taken, records, last);
    while (stop.why === "plain") {
      taken = this.takePlainRows(text, stop.at, records, last);
      stop = this.takeQuotedRows(text, taken, records, last);
    }
    if (stop.at > 0) this.strays = 0;
    this.pending = text.slice(stop.at);
    return stop.why === "stray";
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

  /** Takes rows with a parser that knows quotes, until there has been none for a while. */
  private takeQuotedRows(text: string, from: number, records: CsvRecord[], last: boolean): QuotedStop {
    const { delimiter, quote } = this.dialect;
    let at = from;
    let why: QuotedStop["why"] = "end";
    const parser = new Parser({
      delimiter,
      newline: this.newline,
      quoteChar: quote,
      step: ({ data, errors, meta }: ParseResult<readonly string[]>) => {
        const raw = text.slice(at, from + meta.cursor);
        const isStray = errors.length > 0 && raw.trimEnd().includes(this.newline);
        if (!isStray) {
          if (raw !== "") records.push(this.record(raw, data[0] ?? []));
          at = from + meta.cursor;
        }
        if (isStray) why = "stray";
        else if (at < text.length && !text.slice(at, at + QUOTE_IN_REACH).includes(quote)) why = "plain";
        if (why !== "end") parser.abort();
      },
    });
    parser.parse(text.slice(from), 0, !last);
    return { at, why };
  }

  /**
   * Takes lines as they are, quotes and all: one, and twice as many each time that this does not help, so that the
   * time taken stays in proportion to the length.
   */
  private takeLines(records: CsvRecord[], last: boolean): void {
    for (let count = 2 ** this.strays; count > 0 && this.pending !== ""; count--) {
      const lineEnd = this.pending.indexOf(this.newline);
      if (lineEnd < 0 && !last && this.pending.length < MAX_RECORD) return;
      const end = lineEnd < 0 ? MAX_RECORD : Math.min(lineEnd + 1, MAX_RECORD);
      const raw = this.pending.slice(0, end);
      records.push(this.record(raw, raw.replace(/\r?\n$|\r$/, "").split(this.dialect.delimiter)));
      this.pending = this.pending.slice(end);
    }
    this.strays++;
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

  private decoded(cells: readonly string[], raw: string): readonly string[] {
    const last = cells.at(-1) ?? "";
    const fields =
      last.endsWith("\r") || (last.endsWith(DOS_END) && !raw.endsWith(DOS_END))
        ? [...cells.slice(0, -1), last.slice(0, -1)]
        : cells;
    return this.isUtf8 && BEYOND_ASCII.test(raw) ? fields.map(utf8Text) : fields;
  }
}

function lineEndLengthOf(row: string): 0 | 1 | 2 {
  if (row.endsWith("\n")) return row.endsWith("\r\n") ? 2 : 1;
  return row.endsWith("\r") || row.endsWith(DOS_END) ? 1 : 0;
}

/** Ends the text of a file in DOS; only the last row of a file ends with it. */
const DOS_END = "\x1A";

const BEYOND_ASCII = /[\u0080-\uFFFF]/;
const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of UTF-8 bytes that were read one character each. */
function utf8Text(characters: string): string {
  if (!BEYOND_ASCII.test(characters)) return characters;
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
  return UTF8.decode(bytes);
}
