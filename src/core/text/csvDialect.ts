import { parse } from "papaparse";
import { findAddresses } from "./findAddresses.ts";
import { sniffEncoding, type TextEncodingName } from "./sniffEncoding.ts";
import { emailHeaderRank } from "./emailColumn.ts";
import { headText } from "./textDecoder.ts";

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
  readonly hasHeader: boolean;
}

const DELIMITERS = [",", "\t", ";", "|"];
const SAMPLE_ROWS = 100;

/**
 * Tells how a CSV file is written from its first bytes (some 64 KB, whatever they are). Never throws: a file that is
 * no CSV comes out as one column.
 * @param unseen the delimiter of a table of one column, which shows none.
 */
export function sniffCsvDialect(head: Uint8Array, unseen = ","): CsvDialect {
  const { encoding, bom } = sniffEncoding(head);
  const text = headText(head, encoding);
  return { encoding, bom, ...sniffCsvText(text, unseen) };
}

/** As `sniffCsvDialect`, from text that was decoded already. */
export function sniffCsvText(text: string, unseen = ","): Omit<CsvDialect, "encoding" | "bom"> {
  const quote = usesSingleQuotes(text) ? "'" : '"';
  const lineEnd = lineEndOf(text);
  const newline = lineEnd === "\r" ? "\r" : "\n"; // papaparse takes the \r before a \n for a space
  const sample = sampleOf(text, newline, quote);
  const delimiter = sample.rows.some((row) => row.length > 1) ? sample.delimiter : unseen;
  return {
    delimiter,
    quote,
    quoting: quotingOf(text, delimiter, quote),
    lineEnd,
    hasHeader: hasHeader(sample.rows),
  };
}

/** The delimiter by which the first rows are told apart best, and those rows. */
function sampleOf(
  text: string,
  newline: "\n" | "\r",
  quoteChar: string,
): { readonly delimiter: string; readonly rows: readonly (readonly string[])[] } {
  const options = { newline, quoteChar, preview: SAMPLE_ROWS, skipEmptyLines: "greedy" } as const;
  const guessed = parse<string[]>(text, { ...options, delimitersToGuess: DELIMITERS });
  const trimmed = (rows: readonly string[][]): readonly (readonly string[])[] =>
    rows.map((row) => row.map((cell) => cell.trim())).filter((row) => !isRemark(row));
  if (guessed.errors.every(({ type }) => type !== "Delimiter"))
    return { delimiter: guessed.meta.delimiter, rows: trimmed(guessed.data) };
  // Papaparse gives up on two columns of which some rows have one: then most rows are to be as wide as the first.
  const candidates = DELIMITERS.map((delimiter) => {
    const rows = trimmed(parse<string[]>(text, { ...options, delimiter }).data);
    const width = rows[0]?.length ?? 0;
    return { delimiter, rows, fit: width > 1 ? rows.filter((row) => row.length === width).length : 0 };
  });
  return candidates.reduce((best, candidate) => (candidate.fit > best.fit ? candidate : best));
}

/** Whether a row is a remark such as `# exported on Monday`. A row with an address or an e-mail column's name is none. */
export function isRemark(cells: readonly string[]): boolean {
  return (
    cells[0]?.startsWith("#") === true &&
    !cells.some((cell) => cell.includes("@") || emailHeaderRank(cell.replace(/^[#\s]+/, "")) === 2)
  );
}

function lineEndOf(text: string): CsvDialect["lineEnd"] {
  const lines = text.split("\n").length - 1;
  if (lines === 0) return text.includes("\r") ? "\r" : "\n";
  return (text.split("\r\n").length - 1) * 2 > lines ? "\r\n" : "\n";
}

/** `'Jo','jo@example.com'`, in a file that has no double quotes at all. */
function usesSingleQuotes(text: string): boolean {
  if (text.includes('"')) return false;
  const quoted = text.match(/(?:^|[,;\t|])'[^'\r\n]*'(?=[,;\t|\r\n]|$)/gm)?.length ?? 0;
  return quoted > 0 && quoted >= text.split(/[\r\n]+/).length - 1;
}

function quotingOf(text: string, delimiter: string, quote: string): CsvDialect["quoting"] {
  const lines = text.split(/\r\n|\r|\n/, SAMPLE_ROWS).filter((line) => line !== "");
  const all = (line: string): boolean =>
    line.startsWith(quote) &&
    line.endsWith(quote) &&
    (line.includes(quote + delimiter + quote) || !line.includes(delimiter));
  return lines.length > 0 && lines.filter(all).length > lines.length * 0.9 ? "all" : "needed";
}

/** A first row that holds an address is no header; one above addresses, or that names an e-mail column, is one. */
function hasHeader([first = [], ...rows]: readonly (readonly string[])[]): boolean {
  const holdsAddress = (row: readonly string[]): boolean =>
    row.some((cell) => findAddresses(cell).length > 0);
  if (first.every((cell) => cell === "") || holdsAddress(first)) return false;
  if (rows.some(holdsAddress) || first.some((cell) => emailHeaderRank(cell) > 0)) return true;
  return rows.length > 0 && first.every((cell) => cell !== "" && !/^[\d.,:/ -]+$/.test(cell));
}
