import { BrokenRow, type Page, type Row } from "../api/page.ts";
import { PageTrail } from "../api/pageTrail.ts";

/**
 * The rows that a list has read so far, unique by key, and where it reads on. They grow in place, so that a page costs
 * what it holds and not what is there already; `rows` hands out arrays that never change.
 */
export class LoadedRows<T> {
  private list: Row<T>[] = [];
  private isHandedOut = false;
  private readonly positions = new Map<string, number>();

  /** @param trail goes on from where another list's rows were read to */
  constructor(
    private readonly keyOf: (item: T) => string,
    rows: readonly Row<T>[] = [],
    private readonly trail = new PageTrail(),
  ) {
    this.put(rows);
  }

  get rows(): readonly Row<T>[] {
    this.isHandedOut = true;
    return this.list;
  }

  get count(): number {
    return this.list.length;
  }

  /** The cursor to read on from; undefined at the end, and before the first page. */
  get next(): string | undefined {
    return this.trail.next;
  }

  /** See `PageTrail`. */
  get isCut(): boolean {
    return this.trail.isCut;
  }

  /** Takes the page that was read from `next`. */
  append(page: Page<T>): void {
    const before = this.list.length;
    this.put(page.rows);
    this.trail.follow(page, this.list.length > before);
  }

  /** Other rows before these, which stay as they are where both have one; it is read on where these are. */
  withNewer(newer: readonly Row<T>[]): LoadedRows<T> {
    const unknown = newer.filter((row) => !this.has(row));
    return new LoadedRows(this.keyOf, [...unknown, ...this.list], this.trail);
  }

  /** The first page read anew with what is older than it; undefined where nothing tells how they go together. */
  withFirst(page: Page<T>): LoadedRows<T> | undefined {
    const keys = new Set(page.rows.map((row) => this.rowKey(row)));
    const isKnown = (row: Row<T>): boolean => keys.has(this.rowKey(row));
    const overlap = this.list.findLastIndex((row) => !(row instanceof BrokenRow) && isKnown(row));
    const older = this.list.slice(overlap + 1).filter((row) => !isKnown(row));
    if (overlap < 0 || page.next === undefined || older.length === 0) return undefined;
    return new LoadedRows(this.keyOf, [...page.rows, ...older], this.trail);
  }

  find(key: string): T | undefined {
    const position = this.positions.get(key);
    const row = position === undefined ? undefined : this.list[position];
    return row instanceof BrokenRow ? undefined : row;
  }

  /** Whether there was such a row to change. */
  update(key: string, change: (item: T) => T): boolean {
    const position = this.positions.get(key);
    const item = this.find(key);
    if (position === undefined || item === undefined) return false;
    this.own()[position] = change(item);
    return true;
  }

  /** A row that is there already is replaced where it stands. */
  private put(rows: readonly Row<T>[]): void {
    if (rows.length === 0) return;
    const list = this.own();
    for (const row of rows) {
      const key = this.rowKey(row);
      const position = this.positions.get(key) ?? list.length;
      list[position] = row;
      this.positions.set(key, position);
    }
  }

  /** The array, to be changed: another one than those that were handed out. */
  private own(): Row<T>[] {
    if (this.isHandedOut) this.list = this.list.slice();
    this.isHandedOut = false;
    return this.list;
  }

  private has(row: Row<T>): boolean {
    return this.positions.has(this.rowKey(row));
  }

  private rowKey(row: Row<T>): string {
    return row instanceof BrokenRow ? row.key : this.keyOf(row);
  }
}
