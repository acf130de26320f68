import { ApiError } from "../api/errors.ts";
import type { Page, PageRequest } from "../api/page.ts";
import { Emitter } from "../emitter.ts";
import { everyPage } from "./everyPage.ts";

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
    try {
      for await (const rows of everyPage(this.readPage, signal))
        for (const row of rows) if (row.key !== undefined && row.name !== "") this.rows.set(row.key, row);
    } catch (error) {
      // The rows are there all the same, under the ids; the list says what is wrong with the connection.
      if (!(error instanceof ApiError) && !signal.aborted) throw error;
    }
    if (!signal.aborted && this.rows.size > 0) this.changed.fire();
  }
}
