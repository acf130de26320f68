import type { CsvDialect } from "./csvDialect.ts";
import { fieldSpans } from "./fieldSpans.ts";
import type { CsvRow } from "./readCsvRows.ts";

/** A change of a file: `length` bytes at `offset` give way to `text`, which is ASCII. */
export interface CsvEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Columns that may stand at the end of a table. */
interface ColumnTail {
  /** For the header; a table that has a column of this name keeps it, with new cells. ASCII. */
  readonly names: readonly string[];
  /**
   * Whether the cells of a row may be those of an earlier time: tells the columns in a table without a header. Empty ones
   * at the end may be missing.
   */
  readonly mayHold: (cells: readonly string[]) => boolean;
}

/** Columns that a table gets. */
export interface AddedColumns extends ColumnTail {
  /** What a table without a header may end in since an earlier time, the longest first; these columns unless said. */
  readonly tails?: readonly ColumnTail[];
}

/** Where the columns of a table go. */
export interface ColumnLayout {
  /** The position of each column, from 0. */
  readonly indexes: readonly number[];
  /** Cells that a row has before the columns that are new to it; one with fewer is filled up with empty ones. */
  readonly width: number;
  /** A row with more cells than this stays as it is: nothing could be put below the header's names. */
  readonly widest: number;
  readonly rows: number;
  /** Rows that are filled up. */
  readonly short: number;
  /** Rows that stay as they are. */
  readonly long: number;
}

/** Rows may be this much wider than the first: one bad row must not add a hundred delimiters to all the others. */
const MOST_EXTRA = 20;

/** Looks at all rows of a table once, since a column stands in line only behind the widest of them. */
export class ColumnSurvey {
  private readonly columns: AddedColumns;
  private header: readonly string[] | undefined;
  private firstWidth: number | undefined;
  private readonly counts = new Map<number, number>();
  private readonly tails: readonly TailSurvey[];

  constructor(columns: AddedColumns) {
    this.columns = columns;
    this.tails = (columns.tails ?? [columns]).map((tail) => new TailSurvey(tail));
  }

  add({ kind, record: { fields } }: CsvRow): void {
    if (kind === "other") return;
    this.firstWidth ??= fields.length;
    if (kind === "header") {
      this.header = [...fields];
      return;
    }
    this.counts.set(fields.length, (this.counts.get(fields.length) ?? 0) + 1);
    if (this.header === undefined) for (const tail of this.tails) tail.add(fields);
  }

  layout(): ColumnLayout {
    const widest = (this.firstWidth ?? 0) + MOST_EXTRA;
    const widths = [...this.counts].filter(([width]) => width <= widest);
    const width = Math.max(this.firstWidth ?? 0, ...widths.map(([each]) => each));
    const indexes = this.indexes(width);
    const isNew = indexes.some((index) => index >= width);
    const sum = (counts: readonly (readonly [number, number])[]): number =>
      counts.reduce((total, [, count]) => total + count, 0);
    return {
      indexes,
      width,
      widest,
      rows: sum([...this.counts]),
      short: isNew ? sum(widths.filter(([each]) => each < width)) : 0,
      long: sum([...this.counts].filter(([each]) => each > widest)),
    };
  }

  private indexes(width: number): readonly number[] {
    const { names } = this.columns;
    const known = this.header === undefined ? this.ownEnd(names, width) : this.named(names, this.header);
    let next = width;
    return known.map((index) => (index < 0 ? next++ : index));
  }

  private named(names: readonly string[], header: readonly string[]): readonly number[] {
    return names.map((name) => header.findLastIndex((cell) => cell.trim().toLowerCase() === name));
  }

  private ownEnd(names: readonly string[], width: number): readonly number[] {
    const tail = this.tails.find((each) => each.fits(width))?.names ?? [];
    return names.map((name) => (tail.includes(name) ? width - tail.length + tail.indexOf(name) : -1));
  }
}

/** Whether the rows of a table without a header end in columns of an earlier time. */
class TailSurvey {
  readonly names: readonly string[];
  /** By the width of rows: how many cells at their end cannot be the first ones of an earlier time. */
  private readonly foreign = new Map<number, Set<number>>();

  constructor(private readonly tail: ColumnTail) {
    this.names = tail.names;
  }

  add(fields: readonly string[]): void {
    const { names, mayHold } = this.tail;
    const foreign = this.foreign.get(fields.length) ?? new Set();
    this.foreign.set(fields.length, foreign);
    for (let count = 1; count <= Math.min(names.length, fields.length); count++)
      if (!foreign.has(count) && !mayHold(fields.slice(-count))) foreign.add(count);
  }

  /** Whether all rows have such cells at the end of a table so wide; programs leave out empty ones at the end. */
  fits(width: number): boolean {
    const first = width - this.names.length;
    return first > 0 && [...this.foreign].every(([each, foreign]) => !foreign.has(each - first));
  }
}

/**
 * What has to change in a row for it to have these cells; nothing else of it is touched.
 * @param cells ASCII without delimiters, quotes and line ends: they are written as they are.
 */
export function columnEdits(
  { kind, record }: CsvRow,
  cells: readonly string[],
  { indexes, width, widest }: ColumnLayout,
  dialect: CsvDialect,
): CsvEdit[] {
  const { fields, raw, offset, length } = record;
  if (kind === "other" || fields.length > widest) return [];
  const quote = dialect.quoting === "all" ? dialect.quote : "";
  const unitBytes = raw.length === 0 ? 1 : length / raw.length;
  const edits: CsvEdit[] = [];
  const added = new Map<number, string>();
  let end = fields.length;
  for (const [column, index] of indexes.entries()) {
    const cell = cells[column] ?? "";
    const text = quote + cell + quote;
    if (index >= fields.length) {
      added.set(index, text);
      if (index >= width || cell !== "") end = Math.max(end, index + 1);
    } else if (fields[index] !== cell) {
      const span = fieldSpans(raw, fields.length, dialect)?.[index];
      if (span === undefined) return []; // quotes that fit nowhere: better no cell than a broken row
      edits.push({
        offset: offset + span.start * unitBytes,
        length: (span.end - span.start) * unitBytes,
        text,
      });
    }
  }
  edits.sort((a, b) => a.offset - b.offset);
  let suffix = "";
  for (let index = fields.length; index < end; index++)
    suffix += dialect.delimiter + (added.get(index) ?? "");
  if (suffix !== "") edits.push({ offset: offset + length, length: 0, text: suffix });
  return edits;
}
