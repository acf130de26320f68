import type { ReportRows, TableRow } from "../../shared/reportView.ts";

/** Rows are asked for so many at a time. */
export const PAGE_ROWS = 100;

/**
 * The rows of one query as far as the host has sent them. Of a new query or version the old rows stay until the first
 * of the new ones are there, so that nothing flickers.
 */
export class RowCache {
  private pages = new Map<number, { readonly version: number; readonly rows: readonly TableRow[] }>();
  private asked = new Set<string>();
  private shownSerial = -1;
  private latest: ReportRows | undefined;

  /** Rows that match; 0 before the first answer. */
  get total(): number {
    return this.latest?.total ?? 0;
  }

  /** The number of matches in words; empty before the first answer. */
  get summary(): string {
    return this.latest?.summary ?? "";
  }

  /** Whether what is shown answers this query. */
  answers(serial: number): boolean {
    return this.shownSerial === serial;
  }

  row(index: number): TableRow | undefined {
    return this.pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS];
  }

  /** Pages that rows `first` to `last` need and that have not been asked for; asking is then the caller's. */
  missing(first: number, last: number, serial: number, version: number): readonly number[] {
    const pages: number[] = [];
    for (let page = Math.floor(first / PAGE_ROWS); page * PAGE_ROWS <= last; page++) {
      const key = `${serial} ${version} ${page}`;
      const isFresh = this.answers(serial) && (this.pages.get(page)?.version ?? -1) >= version;
      if (isFresh || this.asked.has(key)) continue;
      this.asked.add(key);
      pages.push(page);
    }
    return pages;
  }

  /** Takes an answer; false for one to another query than `serial`. */
  take(answer: ReportRows, serial: number): boolean {
    if (answer.serial !== serial) return false;
    if (!this.answers(serial) || answer.version > (this.latest?.version ?? -1)) this.asked = new Set();
    if (!this.answers(serial)) this.pages = new Map();
    this.shownSerial = serial;
    this.latest = answer;
    this.pages.set(answer.start / PAGE_ROWS, { version: answer.version, rows: answer.rows });
    return true;
  }
}
