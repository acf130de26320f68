import { type Clock, systemClock } from "../clock.ts";
import { Emitter } from "../emitter.ts";
import { ApiError, isAbort } from "../api/errors.ts";
import type { Page, Row } from "../api/page.ts";
import { cutError } from "../api/pageTrail.ts";
import type { KeptRows } from "./keptRows.ts";
import { LoadedRows } from "./loadedRows.ts";

/** All that can be said about a list now; replaced, never changed. */
export interface ListState<T> {
  readonly rows: readonly Row<T>[];
  readonly hasMore: boolean;
  readonly loading: boolean;
  /** Of the last attempt; the rows of earlier ones are still there. */
  readonly error: ApiError | undefined;
  /** When the API said so; undefined: there was never anything. */
  readonly loadedAt: Date | undefined;
  /** The rows are those of an earlier window; the API has not answered yet. */
  readonly kept: boolean;
}

/** Where a list's rows come from. */
export interface PagedListOptions<T> {
  readonly fetchPage: (request: {
    readonly after: string | undefined;
    readonly signal: AbortSignal;
  }) => Promise<Page<T>>;
  readonly keyOf: (item: T) => string;
  /** How many rows to read on by, at least one page; the more are loaded the more, so that few steps reach the end. */
  readonly moreRows?: (loaded: number) => number;
  /**
   * "all" re-reads as many rows as are loaded; "first" reads one page and keeps the older rows after it when it
   * overlaps with them, else starts over.
   */
  readonly refresh?: "all" | "first";
  /** What the last window has left, to show until the API answers. */
  readonly kept?: KeptRows<T> | undefined;
  readonly clock?: Clock;
}

type Operation = "load" | "more" | "refresh" | "newer";

/**
 * A list that is read page by page. Its operations are single-flight and never reject: a failure is state, beside
 * the rows that were there before. Rows are unique by key, also when a row moves between pages while they are read.
 */
export class PagedList<T> {
  private readonly changed = new Emitter<void>();
  private readonly clock: Clock;
  private current: ListState<T> = emptyState();
  private loaded: LoadedRows<T>;
  private controller = new AbortController();
  private running: { readonly operation: Operation; readonly done: Promise<void> } | undefined;
  private attempted = false;
  private disposed = false;

  constructor(private readonly options: PagedListOptions<T>) {
    this.clock = options.clock ?? systemClock;
    this.loaded = new LoadedRows(options.keyOf);
  }

  get state(): ListState<T> {
    return this.current;
  }

  readonly onDidChange = (listener: () => void): (() => void) => this.changed.event(listener);

  /** Reads the first page unless that was tried before: a redraw after a failure must not ask again by itself. */
  ensureLoaded(): Promise<void> {
    if (this.attempted) return this.running?.done ?? Promise.resolve();
    return this.run("load", (signal) => this.readRows(0, signal));
  }

  /** Resolves once there is something to show: rows of an earlier window, or else what came of the first page. */
  async ensureShown(): Promise<void> {
    const loading = this.ensureLoaded();
    if (this.hasBeenRead()) return;
    const restoring = this.restore();
    await Promise.race([loading, restoring]);
    // Whoever was first may have come with nothing.
    if (!this.hasBeenRead()) await Promise.all([loading, restoring]);
  }

  /** Reads the next page or several (see `moreRows`); nothing at the end. Pages before one that fails stay. */
  loadMore(): Promise<void> {
    return this.run("more", async (signal) => {
      if (this.current.kept) return this.readRows(0, signal);
      if (this.current.loadedAt !== undefined && this.loaded.next === undefined) return this.loaded;
      const { count } = this.loaded;
      const wanted = count + (this.options.moreRows?.(count) ?? 1);
      do {
        const page = await this.options.fetchPage({ after: this.loaded.next, signal });
        signal.throwIfAborted();
        this.loaded.append(page);
      } while (this.loaded.next !== undefined && this.loaded.count < wanted);
      return this.loaded;
    });
  }

  /** Reads again what is loaded (see `refresh` of the options); the old rows stay until the new ones are complete. */
  refresh(): Promise<void> {
    return this.run("refresh", (signal) =>
      this.options.refresh === "first" ? this.readFirst(signal) : this.readRows(this.loaded.count, signal),
    );
  }

  /** Puts rows that are newer than those loaded in front of them; one that is loaded already stays as it is. */
  addNewer(fetch: (signal: AbortSignal) => Promise<readonly Row<T>[]>): Promise<void> {
    return this.run("newer", async (signal) => {
      return this.loaded.withNewer(await fetch(signal));
    });
  }

  /** What the rows are asked for with has changed: drops them, and reads the first page again if it had been read. */
  restart(): void {
    const wasUsed = this.attempted;
    this.reset();
    if (wasUsed) void this.ensureLoaded();
  }

  /** Changes one loaded row in place; nothing when it is not loaded. */
  update(key: string, change: (item: T) => T): void {
    if (!this.loaded.update(key, change)) return;
    this.setState({ rows: this.loaded.rows });
    this.keep();
  }

  find(key: string): T | undefined {
    return this.loaded.find(key);
  }

  /** Back to never loaded. An answer still under way is dropped. */
  reset(): void {
    this.controller.abort();
    this.controller = new AbortController();
    this.running = undefined;
    this.attempted = false;
    this.loaded = new LoadedRows(this.options.keyOf);
    this.setState(emptyState());
  }

  /** Aborts what is under way; every later operation does nothing. */
  dispose(): void {
    this.disposed = true;
    this.controller.abort();
    this.changed.dispose();
  }

  private run(operation: Operation, read: (signal: AbortSignal) => Promise<LoadedRows<T>>): Promise<void> {
    if (this.disposed) return Promise.resolve();
    const before = this.running;
    if (before?.operation === operation) return before.done;
    const { signal } = this.controller;
    this.attempted = true;
    const settle = (): void => {
      if (this.running === entry) this.running = undefined;
    };
    const start = (): Promise<void> => this.perform(read, signal, settle);
    const entry = { operation, done: before === undefined ? start() : before.done.then(start) };
    this.running = entry;
    return entry.done;
  }

  private async perform(
    read: (signal: AbortSignal) => Promise<LoadedRows<T>>,
    signal: AbortSignal,
    settle: () => void,
  ): Promise<void> {
    try {
      // A list that was reset meanwhile must not fill itself with the answer to an old question.
      signal.throwIfAborted();
      this.setState({ loading: true });
      const loaded = await read(signal);
      signal.throwIfAborted();
      settle();
      this.loaded = loaded;
      this.setState({
        rows: loaded.rows,
        hasMore: loaded.next !== undefined,
        loading: false,
        error: loaded.isCut ? cutError() : undefined,
        loadedAt: new Date(this.clock.now()),
        kept: false,
      });
      this.keep();
    } catch (error) {
      if (signal.aborted) return;
      settle();
      const { rows, next } = this.loaded;
      this.setState({
        rows,
        hasMore: next !== undefined,
        loading: false,
        error: error instanceof ApiError ? error : undefined,
      });
      if (error instanceof ApiError || isAbort(error)) return;
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  /** Shows the rows of an earlier window unless the API was quicker. */
  private async restore(): Promise<void> {
    const { signal } = this.controller;
    const kept = await this.options.kept?.read();
    if (kept === undefined || signal.aborted || this.disposed || this.hasBeenRead()) return;
    this.loaded = new LoadedRows(this.options.keyOf, kept.rows);
    this.setState({ rows: this.loaded.rows, loadedAt: kept.at, kept: true });
  }

  private hasBeenRead(): boolean {
    return this.current.loadedAt !== undefined;
  }

  private keep(): void {
    const { rows, loadedAt, kept } = this.current;
    if (loadedAt !== undefined && !kept) this.options.kept?.write(rows, loadedAt);
  }

  /** Reads from the start until `wanted` rows are there, at least one page. */
  private async readRows(wanted: number, signal: AbortSignal): Promise<LoadedRows<T>> {
    const loaded = new LoadedRows(this.options.keyOf);
    do {
      const page = await this.options.fetchPage({ after: loaded.next, signal });
      loaded.append(page);
    } while (loaded.next !== undefined && loaded.count < wanted);
    return loaded;
  }

  private async readFirst(signal: AbortSignal): Promise<LoadedRows<T>> {
    const page = await this.options.fetchPage({ after: undefined, signal });
    // Where rows of an earlier window go on is not known.
    const joined = this.current.kept ? undefined : this.loaded.withFirst(page);
    if (joined !== undefined) return joined;
    const loaded = new LoadedRows(this.options.keyOf);
    loaded.append(page);
    return loaded;
  }

  private setState(change: Partial<ListState<T>>): void {
    this.current = { ...this.current, ...change };
    this.changed.fire();
  }
}

/** Twice as many rows each time, up to what a tree can be given at once without a pause that one notices. */
export const doubling = (loaded: number): number => Math.min(loaded, 500);

function emptyState<T>(): ListState<T> {
  return { rows: [], hasMore: false, loading: false, error: undefined, loadedAt: undefined, kept: false };
}
