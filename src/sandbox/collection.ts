/** Rows by key. Removed rows stay known to cursors, so that deleting a row never breaks a walk through the pages. */
export class Collection<T> {
  readonly #rows = new Map<string, T>();
  readonly #removed = new Map<string, T>();

  constructor(
    private readonly keyOf: (row: T) => string,
    rows: Iterable<T> = [],
  ) {
    for (const row of rows) this.add(row);
  }

  get size(): number {
    return this.#rows.size;
  }

  all(): T[] {
    return [...this.#rows.values()];
  }

  get(key: string): T | undefined {
    return this.#rows.get(key);
  }

  add(row: T): T {
    this.#rows.set(this.keyOf(row), row);
    return row;
  }

  remove(key: string): T | undefined {
    const row = this.#rows.get(key);
    if (row === undefined) return undefined;
    this.#rows.delete(key);
    this.#removed.set(key, row);
    return row;
  }

  /** The row with this key, present or removed. */
  remembered(key: string): T | undefined {
    return this.#rows.get(key) ?? this.#removed.get(key);
  }
}
