import type { CsvDialect } from "./csvDialect.ts";
import { fieldSpans } from "./fieldSpans.ts";
import type { CsvRow } from "./readCsvRows.ts";

/** A change of a file: `length` bytes at `offset` give way to `text`, which is ASCII. */
export interface CsvEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Columns that a table gets. */
export interface AddedColumns {
  /** For the header; a table that has a column of this name keeps it, with new cells. ASCII. */
  readonly names: readonly string[];
  /** Whether a cell may be an earlier one of a column: tells them in a table without a header. */
  readonly mayHold: (column: number, cell: string) => boolean;
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
  private isOwnTail = true;

  constructor(columns: AddedColumns) {
    this.columns = columns;
  }

  add({ kind, record: { fields } }: CsvRow): void {
    if (kind === "other") return;
    this.firstWidth ??= fields.length;
    if (kind === "header") {
      this.header = [...fields];
      return;
    }
    this.counts.set(fields.length, (this.counts.get(fields.length) ?? 0) + 1);
    if (this.header === undefined && this.isOwnTail) this.isOwnTail = this.endsInOwn(fields);
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
    const { header } = this;
    if (header === undefined) {
      const isThere = this.isOwnTail && this.counts.size === 1;
      return names.map((_, column) => (isThere ? width - names.length : width) + column);
    }
    const known = names.map((name) => header.lastIndexOf(name));
    let next = width;
    return known.map((index) => (index < 0 ? next++ : index));
  }

  private endsInOwn(fields: readonly string[]): boolean {
    const { names, mayHold } = this.columns;
    const first = fields.length - names.length;
    return first > 0 && names.every((_, column) => mayHold(column, fields[first + column] ?? ""));
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
