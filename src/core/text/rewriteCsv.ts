import type { CsvEdit } from "./csvColumns.ts";
import type { CsvDialect } from "./csvDialect.ts";
import { type CsvRow, readCsvRows } from "./readCsvRows.ts";

/**
 * Passes a CSV file on with changes to its rows; all other bytes come out as they came in. Holds one stretch of it.
 * @param chunks each must stay as it is after the next one is asked for.
 * @param editsOf what to change in a row, in order; the text in ASCII.
 * @throws whatever `chunks` and `editsOf` throw.
 */
export async function* rewriteCsv(
  chunks: AsyncIterable<Uint8Array>,
  dialect: CsvDialect,
  editsOf: (row: CsvRow) => readonly CsvEdit[],
): AsyncGenerator<Uint8Array, void, undefined> {
  const held = new HeldBytes(dialect);
  for await (const rows of readCsvRows(held.passing(chunks), dialect)) {
    const last = rows.at(-1)?.record;
    if (last === undefined) continue;
    yield held.take(last.offset + last.length + last.lineEndLength, rows.flatMap(editsOf));
  }
  if (held.end > held.from) yield held.take(held.end, []); // a byte order mark alone
}

/** The bytes that were read and not yet passed on. */
class HeldBytes {
  from = 0;
  end = 0;
  private readonly chunks: Uint8Array[] = [];
  private readonly writeText: (text: string, target: Uint8Array, at: number) => number;

  constructor({ encoding }: CsvDialect) {
    this.writeText =
      encoding === "utf-16le" ? writeUtf16(0) : encoding === "utf-16be" ? writeUtf16(1) : writeBytes;
  }

  async *passing(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.chunks.push(chunk);
      this.end += chunk.length;
      yield chunk;
    }
  }

  /** The bytes up to `upTo`, changed. Half a character at the end of a UTF-16 file is counted as a whole one. */
  take(upTo: number, wanted: readonly CsvEdit[]): Uint8Array {
    const end = Math.min(upTo, this.end);
    const edits = upTo > end ? wanted.filter(({ offset, length }) => offset + length <= end) : wanted;
    const unit = this.writeText === writeBytes ? 1 : 2;
    const growth = edits.reduce((sum, { text, length }) => sum + text.length * unit - length, 0);
    const out = new Uint8Array(end - this.from + growth);
    let at = 0;
    for (const { offset, length, text } of edits) {
      at = this.move(offset, out, at);
      at = this.writeText(text, out, at);
      this.skip(offset + length);
    }
    this.move(end, out, at);
    return out;
  }

  /** Copies bytes up to `end` of the file into `out`; answers where they end there. */
  private move(end: number, out: Uint8Array, at: number): number {
    while (this.from < end) {
      const chunk = this.chunks[0] ?? new Uint8Array(0);
      const part = chunk.subarray(0, end - this.from);
      out.set(part, at);
      at += part.length;
      this.drop(part.length);
    }
    return at;
  }

  private skip(end: number): void {
    while (this.from < end) this.drop(Math.min(this.chunks[0]?.length ?? 0, end - this.from));
  }

  private drop(count: number): void {
    const [chunk] = this.chunks;
    if (chunk === undefined) throw new RangeError("A change lies behind the end of the file.");
    this.from += count;
    if (count === chunk.length) this.chunks.shift();
    else this.chunks[0] = chunk.subarray(count);
  }
}

function writeBytes(text: string, target: Uint8Array, at: number): number {
  for (let index = 0; index < text.length; index++) target[at++] = text.charCodeAt(index);
  return at;
}

function writeUtf16(low: 0 | 1): (text: string, target: Uint8Array, at: number) => number {
  return (text, target, at) => {
    for (let index = 0; index < text.length; index++, at += 2) target[at + low] = text.charCodeAt(index);
    return at;
  };
}
