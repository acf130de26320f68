import { emailHeaderRank } from "./emailColumn.ts";
import { findAddresses } from "./findAddresses.ts";

/** A row of the sample, its cells without the white space around them. */
export interface SampleRow {
  readonly cells: readonly string[];
  /** In which line it begins, from 0. */
  readonly line: number;
}

/** Where a table begins below titles, notes and the like, which are no rows of it. */
export interface TableHead {
  readonly hasHeader: boolean;
  readonly linesAbove: number;
}

/** The header is among so many rows. */
const TOP_ROWS = 10;
const NUMBERS = /^[\d.,:/ -]*$/;

/** The first row that is as wide as the table and names the column of the addresses, or stands above them. */
export function findTableHead(rows: readonly SampleRow[]): TableHead {
  const table = new Sample(rows);
  const header = table.namingRow() ?? table.rowAboveAddresses();
  if (header !== undefined) return { hasHeader: true, linesAbove: header.line };
  const begin = rows[table.firstAddresses()];
  // Of what stands so far down that no header reaches it, nothing is known.
  if (begin !== undefined && table.begin < TOP_ROWS) return { hasHeader: false, linesAbove: begin.line };
  const [first] = rows;
  const isHeader =
    begin === undefined && rows.length > 1 && first?.cells.every((cell) => !NUMBERS.test(cell)) === true;
  return { hasHeader: isHeader || (begin !== undefined && !table.holds(0)), linesAbove: first?.line ?? 0 };
}

class Sample {
  /** The first row that has addresses and is as wide as the table; as many as there are rows where there is none. */
  readonly begin: number;
  private readonly rows: readonly SampleRow[];
  private readonly addressRows: ReadonlySet<number>;
  /** Columns that have addresses somewhere. */
  private readonly addressColumns: ReadonlySet<number>;
  private readonly width: number;

  constructor(rows: readonly SampleRow[]) {
    this.rows = rows;
    const places = rows.flatMap(({ cells }, row) =>
      cells.flatMap((cell, column) => (holdsAddress(cell) ? [{ row, column }] : [])),
    );
    this.addressRows = new Set(places.map(({ row }) => row));
    const counted = places.length === 0 ? rows : rows.filter((_, row) => this.addressRows.has(row));
    this.width = usualWidth(counted);
    const begin = rows.findIndex((row, index) => this.addressRows.has(index) && this.isWide(row));
    this.begin = begin < 0 ? rows.length : begin;
    this.addressColumns = new Set(places.filter(({ row }) => row >= this.begin).map(({ column }) => column));
  }

  /** The first row of a table without a header: right above the first wide one may be some whose last cells are empty. */
  firstAddresses(): number {
    const count = this.rows[this.begin]?.cells.length;
    let first = this.begin;
    while (this.holds(first - 1) && this.rows[first - 1]?.cells.length === count) first--;
    return first;
  }

  holds(row: number): boolean {
    return this.addressRows.has(row);
  }

  /** A row that says which column has the addresses, by a name that is no other column's. */
  namingRow(): SampleRow | undefined {
    const names = (rank: 1 | 2) => (row: SampleRow, index: number) =>
      !this.holds(index) &&
      this.isFullerThanAbove(row, index) &&
      row.cells.some((cell, column) => emailHeaderRank(cell) >= rank && this.mayHead(row, column));
    const top = this.rows.slice(0, TOP_ROWS);
    const named = top.find(names(2));
    if (named !== undefined && !this.isWide(named)) return this.headerBelow(named, names(1)) ?? named;
    return named ?? top.slice(0, this.begin).find((row, index) => this.isWide(row) && names(1)(row, index));
  }

  /** Below a line that is narrower than the table, which may be a remark or the first of two header lines, the header itself. */
  private headerBelow(
    line: SampleRow,
    names: (row: SampleRow, index: number) => boolean,
  ): SampleRow | undefined {
    const isGroups = line.cells.length >= this.width;
    return this.rows
      .slice(0, Math.min(this.begin, TOP_ROWS))
      .find(
        (row, index) =>
          row.line > line.line &&
          words(row) === this.width &&
          this.isWide(row) &&
          (isGroups || names(row, index)),
      );
  }

  /** Among rows without a name that tells, the one that has most words, of several the nearest; in a single column the one right above. */
  rowAboveAddresses(): SampleRow | undefined {
    if (this.begin === this.rows.length || this.begin > TOP_ROWS) return undefined;
    const wide = this.rows.slice(0, this.begin).filter((row) => this.isWide(row));
    if (this.width === 1) return wide.at(-1);
    const exact = wide.filter((row) => widthOf(row) === this.width);
    const above = exact.length > 0 ? exact : wide;
    const best = above.toReversed().toSorted((a, b) => words(b) - words(a))[0];
    if (best !== undefined) return best;
    const last = this.rows[this.begin - 1];
    return last !== undefined &&
      !this.holds(this.begin - 1) &&
      words(last) > 1 &&
      words(last) === widthOf(last)
      ? last
      : undefined;
  }

  private isWide(row: SampleRow): boolean {
    return widthOf(row) >= this.width;
  }

  private mayHead(row: SampleRow, column: number): boolean {
    return this.addressColumns.size === 0 ? this.isWide(row) : this.addressColumns.has(column);
  }

  /** A row of the table that has addresses above it is no header. One of `Owner: boss@corp.example` may stand there. */
  private isFullerThanAbove(row: SampleRow, index: number): boolean {
    return this.rows
      .slice(0, index)
      .every((above, at) => !this.holds(at) || !this.isWide(above) || words(above) < words(row));
  }
}

/** What most rows have, without empty cells at the end; of two the wider. */
function usualWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(widthOf(row), (counts.get(widthOf(row)) ?? 0) + 1);
  const [usual] = [...counts].toSorted(([a, often], [b, oftener]) => oftener - often || b - a);
  return usual?.[0] ?? 0;
}

function widthOf({ cells }: SampleRow): number {
  return cells.findLastIndex((cell) => cell !== "") + 1;
}

function words({ cells }: SampleRow): number {
  return cells.filter((cell) => !NUMBERS.test(cell)).length;
}

function holdsAddress(cell: string): boolean {
  return cell.includes("@") && findAddresses(cell).length > 0;
}
