import { ApiError } from "../api/errors.ts";
import { type Page, type PageRequest, readable } from "../api/page.ts";
import { Emitter } from "../emitter.ts";

/** Whoever has more of them sees the ids of the rest. */
const MAX_PAGES = 10;

interface Named {
  readonly name: string;
}

/** What things are called, for whoever has only their ids or codes; read once, when first asked for. */
export class Names<K, T extends Named = Named> {
  private readonly rows = new Map<K, T>();
  private readonly changed = new Emitter<void>();
  private readonly controller = new AbortController();
  private reading: Promise<void> | undefined;

  /** @param readPage rows without a name are left out */
  constructor(
    private readonly readPage: (request: PageRequest) => Promise<Page<T & { readonly key: K | undefined }>>,
  ) {}

  /** Undefined while it is not known, and for a key without the scope for such things. */
  of(key: K): string | undefined {
    return this.find(key)?.name;
  }

  /** What is known beside the name as well; undefined as in `of`. */
  find(key: K): T | undefined {
    const row = this.rows.get(key);
    if (row === undefined) void this.all();
    return row;
  }

  /** All that could be read. Never rejects. */
  async all(): Promise<ReadonlyMap<K, T>> {
    await (this.reading ??= this.read());
    return this.rows;
  }

  readonly onDidChange = (listener: () => void): (() => void) => this.changed.event(listener);

  dispose(): void {
    this.controller.abort();
    this.changed.dispose();
  }

  private async read(): Promise<void> {
    const { signal } = this.controller;
    let after: string | undefined;
    try {
      for (let pages = 0; pages < MAX_PAGES; pages++) {
        const page = await this.readPage({ after, signal });
        for (const row of readable(page.rows))
          if (row.key !== undefined && row.name !== "") this.rows.set(row.key, row);
        if (page.next === undefined || page.next === after) break;
        after = page.next;
      }
    } catch (error) {
      // The rows are there all the same, under the ids; the list says what is wrong with the connection.
      if (!(error instanceof ApiError) && !signal.aborted) throw error;
    }
    if (!signal.aborted && this.rows.size > 0) this.changed.fire();
  }
}
