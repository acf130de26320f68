import { parse } from "papaparse";
import { type CsvSigns, newlineOf, rowAt } from "./csvCells.ts";
import type { CsvDialect } from "./csvDialect.ts";
import { readCsvText } from "./readCsv.ts";
import { sniffEncoding } from "./sniffEncoding.ts";
import { emailHeaderRank } from "./emailColumn.ts";
import { findTableHead, type SampleRow } from "./tableHead.ts";
import { headText } from "./textDecoder.ts";

const DELIMITERS = [",", "\t", ";", "|"];
const SAMPLE_ROWS = 100;
const SAMPLE_UNITS = 1 << 16;
/** A guess by which so many rows are of one width is a good one. */
const ENOUGH_FIT = 0.8;

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
  const [separatorLine = "", plain, quoted] = SEPARATOR_LINE.exec(text) ?? [];
  const separator = plain ?? quoted;
  const body = text.slice(separatorLine.length, separatorLine.length + SAMPLE_UNITS);
  const quote = usesSingleQuotes(body) ? "'" : '"';
  const lineEnd = lineEndOf(body);
  const { delimiter, rows, quoting } = sampleOf(body, { quote, lineEnd, separator, unseen });
  const { hasHeader, linesAbove } = findTableHead(rows);
  return {
    delimiter,
    quote,
    quoting,
    lineEnd,
    linesAbove: linesAbove + (separatorLine === "" ? 0 : 1),
    hasHeader,
  };
}

/** Excel's own: it says by which character the rest is divided, and is no row. */
const SEPARATOR_LINE = /^(?:sep=([^"\r\n])|"sep=([^"\r\n])")(?:\r\n|\r|\n|$)/i;

interface SampleOptions extends Pick<CsvDialect, "quote" | "lineEnd"> {
  /** The delimiter, where the file itself says it. */
  readonly separator: string | undefined;
  readonly unseen: string;
}

interface Sample extends Pick<CsvDialect, "delimiter" | "quoting"> {
  readonly rows: readonly SampleRow[];
  /** How many rows are as wide as most are. */
  readonly fit: number;
}

/** The delimiter by which the first rows are told apart best, and those rows. */
function sampleOf(text: string, options: SampleOptions): Sample {
  const { separator, quote, unseen } = options;
  if (separator !== undefined) return sampleBy(separator, text, options);
  const newline = newlineOf(options);
  const guessOptions = { newline, quoteChar: quote, preview: SAMPLE_ROWS, skipEmptyLines: "greedy" } as const;
  const guessed = parse<string[]>(text, { ...guessOptions, delimitersToGuess: DELIMITERS });
  const isGuess = guessed.errors.every(({ type }) => type !== "Delimiter");
  const guess = isGuess ? sampleBy(guessed.meta.delimiter, text, options) : undefined;
  if (guess !== undefined && guess.fit >= guess.rows.length * ENOUGH_FIT) return guess;
  // Papaparse looks at ten rows, and gives up on two columns of which some rows have one.
  const [best] = DELIMITERS.map((delimiter) => sampleBy(delimiter, text, options))
    .concat(guess ?? [])
    .toSorted(
      (a, b) =>
        b.fit - a.fit || Number(b.delimiter === guess?.delimiter) - Number(a.delimiter === guess?.delimiter),
    );
  if (best === undefined || best.rows.every(({ cells }) => cells.length === 1))
    return sampleBy(unseen, text, options);
  return best;
}

function sampleBy(delimiter: string, text: string, { quote, lineEnd }: SampleOptions): Sample {
  const newline = newlineOf({ lineEnd });
  const rows: SampleRow[] = [];
  let line = 0;
  let quoted = 0;
  for (const { raw, fields, lineEndLength } of readCsvText(text, { delimiter, quote, lineEnd })) {
    const cells = fields.map((field) => field.trim());
    if (!isRemark(cells) && cells.some((cell) => cell !== "")) {
      rows.push({ cells, line });
      if (isAllQuoted(raw, { delimiter, quote, lineEnd })) quoted++;
    }
    line += raw.split(newline).length - (lineEndLength > 0 ? 0 : 1);
    if (rows.length === SAMPLE_ROWS) break;
  }
  const widths = Map.groupBy(rows, ({ cells }) => cells.length);
  const fit = Math.max(0, ...[...widths].map(([width, ofWidth]) => (width > 1 ? ofWidth.length : 0)));
  return { delimiter, rows, fit, quoting: quoted > 0 && quoted > rows.length * 0.9 ? "all" : "needed" };
}

/** Whether a row is a remark such as `# exported on Monday`. A row with an address or an e-mail column's name is none. */
export function isRemark(cells: readonly string[]): boolean {
  return (
    cells[0]?.startsWith("#") === true &&
    !cells.some((cell) => cell.includes("@") || emailHeaderRank(cell.replace(/^[#\s]+/, "")) === 2)
  );
}

/** What most lines end with that are not within quotes. */
function lineEndOf(text: string): CsvDialect["lineEnd"] {
  const bare = text.replace(/(^|[,;\t|\r\n])"(?:[^"]|"")*"/g, "$1");
  const lines = bare.split("\n").length - 1;
  const both = bare.split("\r\n").length - 1;
  const alone = bare.split("\r").length - 1 - both;
  if (alone > lines) return "\r";
  return both * 2 > lines ? "\r\n" : "\n";
}

/** `'Jo','jo@example.com'`, in a file that has no double quotes at all. */
function usesSingleQuotes(text: string): boolean {
  if (text.includes('"')) return false;
  const quoted = text.match(/(?:^|[,;\t|])'[^'\r\n]*'(?=[,;\t|\r\n]|$)/gm)?.length ?? 0;
  return quoted > 0 && quoted >= text.split(/[\r\n]+/).length - 1;
}

/** Empty cells and numbers are left bare by some programs that quote all others. */
function isAllQuoted(raw: string, signs: CsvSigns): boolean {
  const cells = rowAt(raw, 0, signs, true)?.cells ?? [];
  return (
    cells.some(({ quoted }) => quoted !== undefined) &&
    cells.every(
      ({ start, end, quoted }) => quoted !== undefined || /^[\d.,\s-]*$/u.test(raw.slice(start, end)),
    )
  );
}
