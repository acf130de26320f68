import type { CsvDialect } from "./csvDialect.ts";

/** By which signs a file divides its rows and cells. */
export type CsvSigns = Pick<CsvDialect, "delimiter" | "quote" | "lineEnd">;

/** A cell of a row, in characters of the text. */
export interface CsvCell {
  /** From behind the delimiter before it to the one after it, blanks and quotes included. */
  readonly start: number;
  readonly end: number;
  /** What stands between its quotes; undefined where it has none. */
  readonly quoted: { readonly start: number; readonly end: number } | undefined;
}

/** A row of a text. */
export interface CsvRowCells {
  readonly cells: readonly CsvCell[];
  /** Where it ends, without its line end. */
  readonly end: number;
  /** Where the next one begins. */
  readonly next: number;
}

/** A row longer than this is no row: a quote was opened and not closed, or this is no CSV. In characters. */
export const MAX_RECORD = 1 << 18;
/** Behind a quote that should have been doubled, the one that closes is looked for no further than this. */
const MAX_ASTRAY = 1_000;
/** Ends the text of a file in DOS; only the last row of a file ends with it. */
const DOS_END = "\x1A";

/**
 * The one rule for what the cells of a row are. A quote opens a cell at its beginning, also behind blanks, if one closes it
 * that has but blanks between it and the end of the cell; it may do so some lines further down. Any other quote is a character of
 * its cell: an inch, or one that was forgotten. Takes linear time on any text.
 * @param isWhole nothing comes after the text.
 * @returns undefined when what comes after it decides.
 */
export function rowAt(
  text: string,
  from: number,
  signs: CsvSigns,
  isWhole: boolean,
): CsvRowCells | undefined {
  const limit = from + MAX_RECORD;
  const place: Place = { text, signs, isWhole, limit };
  const cells: CsvCell[] = [];
  let line = lineAt(place, from);
  for (let start = from; line !== undefined;) {
    const quoted = quotedAt(place, start, line.end);
    if (quoted === "open") return undefined;
    if (quoted !== undefined && quoted.end > line.end) line = lineAt(place, quoted.end);
    if (line === undefined) return undefined;
    const end = quoted?.end ?? bareEnd(text, start, line.end, signs.delimiter);
    cells.push({ start, end, quoted: quoted?.inside });
    if (end >= line.end) return { cells, ...line };
    start = end + signs.delimiter.length;
  }
  return undefined;
}

/** What a cell says. */
export function cellText(text: string, { start, end, quoted }: CsvCell, { quote }: CsvSigns): string {
  if (quoted === undefined) return text.slice(start, end);
  const inside = text.slice(quoted.start, quoted.end);
  return inside.includes(quote) ? inside.replaceAll(quote + quote, quote) : inside;
}

/** Length of the line end with which a row of a file ends. */
export function lineEndLengthOf(row: string): 0 | 1 | 2 {
  if (row.endsWith("\n")) return row.endsWith("\r\n") ? 2 : 1;
  return row.endsWith("\r") || row.endsWith(DOS_END) ? 1 : 0;
}

/** What a line surely ends with: behind it a `\r` is part of the line end. */
export function newlineOf({ lineEnd }: Pick<CsvDialect, "lineEnd">): "\n" | "\r" {
  return lineEnd === "\r" ? "\r" : "\n";
}

interface Place {
  readonly text: string;
  readonly signs: CsvSigns;
  readonly isWhole: boolean;
  /** A row that is not over here is none. */
  readonly limit: number;
}

interface Line {
  readonly end: number;
  readonly next: number;
}

function lineAt({ text, signs, isWhole }: Place, from: number): Line | undefined {
  const found = text.indexOf(newlineOf(signs), from);
  if (found < 0 && !isWhole) return undefined;
  const next = found < 0 ? text.length : found + 1;
  const end = next - lineEndLengthOf(text.slice(Math.max(from, next - 2), next));
  return { end, next };
}

function bareEnd(text: string, start: number, lineEnd: number, delimiter: string): number {
  const found = text.slice(start, lineEnd).indexOf(delimiter);
  return found < 0 ? lineEnd : start + found;
}

interface Quoted {
  readonly inside: { readonly start: number; readonly end: number };
  /** Of the cell. */
  readonly end: number;
}

/** The cell that a quote at its beginning opens; undefined where none does, "open" where what comes decides. */
function quotedAt(place: Place, start: number, lineEnd: number): Quoted | "open" | undefined {
  const { text, signs, isWhole, limit } = place;
  const { quote, delimiter } = signs;
  const open = afterBlanks(text, start, delimiter);
  if (open >= lineEnd || text[open] !== quote) return undefined;
  let isAstray = false;
  for (let at = text.indexOf(quote, open + 1); at >= 0 && at < limit;) {
    if (isAstray && (at > Math.min(lineEnd, open + MAX_ASTRAY) || opens(text, at, delimiter)))
      return undefined;
    if (at + 1 === text.length && !isWhole) return "open";
    if (text[at + 1] === quote) {
      at = text.indexOf(quote, at + 2);
      continue;
    }
    const end = afterBlanks(text, at + 1, delimiter);
    const isEnd = isCellEnd(place, end);
    if (isEnd === undefined) return "open";
    if (isEnd) return { inside: { start: open + 1, end: at }, end };
    if (at > lineEnd) return undefined;
    isAstray = true;
    at = text.indexOf(quote, at + 1);
  }
  return isWhole || isAstray || text.length >= limit ? undefined : "open";
}

/** Whether a cell ends at `at`; undefined where that is not known yet. */
function isCellEnd({ text, signs, isWhole }: Place, at: number): boolean | undefined {
  const newline = newlineOf(signs);
  const rest = text.slice(at, at + 2);
  if (rest.startsWith(signs.delimiter) || rest.startsWith(newline) || rest === `\r${newline}`) return true;
  if (rest !== "" && rest !== "\r" && rest !== DOS_END) return false;
  return isWhole ? true : undefined;
}

/** Whether a quote looks like the first of another cell. */
function opens(text: string, at: number, delimiter: string): boolean {
  let before = at - 1;
  while (isBlank(text[before], delimiter)) before--;
  return text[before] === delimiter;
}

function afterBlanks(text: string, from: number, delimiter: string): number {
  let at = from;
  while (isBlank(text[at], delimiter)) at++;
  return at;
}

function isBlank(sign: string | undefined, delimiter: string): boolean {
  return (sign === " " || sign === "\t") && sign !== delimiter;
}
