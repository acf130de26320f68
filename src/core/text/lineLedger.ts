/** Lines from `from` to `to`, both included. */
export interface LineChange {
  readonly from: number;
  readonly to: number;
}

/** Things that stand in lines of a document, in its order; they move with the lines when it is edited. */
export class LineLedger<T extends { readonly line: number }> {
  private kept: T[] = [];

  get rows(): readonly T[] {
    return this.kept;
  }

  /** Adds behind what stands in the same line already. */
  add(row: T): void {
    this.kept.splice(this.countBefore(row.line + 1), 0, row);
  }

  /** How many stand in lines before this one. */
  countBefore(line: number): number {
    let low = 0;
    let high = this.kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.kept[middle]?.line ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  has(line: number): boolean {
    return this.countBefore(line) < this.countBefore(line + 1);
  }

  /** The first line from `line` on in which something stands. */
  next(line: number): number | undefined {
    return this.kept[this.countBefore(line)]?.line;
  }

  /** Takes out what stands in the lines, and moves what follows by `delta` lines. Answers how many went. */
  splice(from: number, to: number, delta: number): number {
    const first = this.countBefore(from);
    const after = this.countBefore(to + 1);
    if (first === after && delta === 0) return 0;
    this.kept.splice(first, after - first);
    if (delta === 0) return after - first; // most keys that are pressed: nothing behind them moves
    for (const [index, row] of this.kept.entries())
      if (index >= first) this.kept[index] = { ...row, line: row.line + delta };
    return after - first;
  }

  /** Takes out everything from a line on. */
  cut(line: number): void {
    this.kept.length = this.countBefore(line);
  }
}
