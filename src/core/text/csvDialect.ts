import type { TextEncodingName } from "./sniffEncoding.ts";

/** How a CSV or TSV file is written; what is added to it is written in the same way. */
export interface CsvDialect {
  readonly encoding: TextEncodingName;
  /** Length in bytes of the byte order mark. */
  readonly bom: 0 | 2 | 3;
  readonly delimiter: string;
  readonly quote: '"' | "'";
  /** Which fields are quoted: those that need it, or all. */
  readonly quoting: "needed" | "all";
  /** What most lines end with; lines that end otherwise are read all the same. */
  readonly lineEnd: "\n" | "\r\n" | "\r";
  /** Lines above the table, which are no rows of it: a title, notes, Excel's `sep=;`. */
  readonly linesAbove: number;
  readonly hasHeader: boolean;
}
