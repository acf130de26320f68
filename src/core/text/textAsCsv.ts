import type { CsvDialect } from "./csvDialect.ts";
import { sniffCsvText } from "./sniffCsvDialect.ts";

const SNIFFED = 1 << 16;
const UNITS = 1 << 16;

/** Text as a CSV file: two bytes for each UTF-16 code unit, so that half an offset is an offset in the text. */
export interface TextAsCsv {
  readonly dialect: CsvDialect;
  /** The bytes; may be asked for more than once. */
  readonly chunks: () => AsyncGenerator<Uint8Array>;
}

/**
 * The text of a document as the CSV functions take it.
 * @param unseen the delimiter of a table of one column, which shows none.
 */
export function textAsCsv(text: string, unseen = ","): TextAsCsv {
  const sniffed = sniffCsvText(text.slice(0, SNIFFED), unseen);
  const dialect: CsvDialect = { encoding: "utf-16le", bom: 0, ...sniffed };
  return { dialect, chunks: () => utf16(text) };
}

// eslint-disable-next-line @typescript-eslint/require-await -- readers take chunks as they come from files
async function* utf16(text: string): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < text.length; from += UNITS) {
    const units = Math.min(UNITS, text.length - from);
    const bytes = new Uint8Array(units * 2);
    for (let index = 0; index < units; index++) {
      const unit = text.charCodeAt(from + index);
      bytes[index * 2] = unit & 0xff;
      bytes[index * 2 + 1] = unit >> 8;
    }
    yield bytes;
  }
}
