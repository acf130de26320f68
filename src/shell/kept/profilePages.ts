import type { CachedPage, PageCache, PageStore } from "../../core/state/pageCache.ts";

interface ProfilePagesOptions {
  readonly open: () => Promise<PageStore>;
  /** Whether there is anything to open before something was written. */
  readonly hasPages: () => boolean;
}

interface Pending {
  readonly at: Date;
  readonly make: () => unknown;
}

/** Writing waits until what a person looks at has been drawn, and takes what comes meanwhile along. */
const WRITE_AFTER_MS = 1_500;

/** One workspace's pages: opens their place when something is asked for, and writes when nobody waits. */
export class ProfilePages implements PageCache {
  readonly #options: ProfilePagesOptions;
  readonly #pending = new Map<string, Pending>();
  #store: Promise<PageStore> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: ProfilePagesOptions) {
    this.#options = options;
    // The first rows are read from it; what keeps it from opening is met again there.
    if (options.hasPages()) this.#open().catch(() => undefined);
  }

  async read(name: string): Promise<CachedPage | undefined> {
    const pending = this.#pending.get(name);
    if (pending !== undefined) return { value: pending.make(), at: pending.at };
    if (this.#closed || (this.#store === undefined && !this.#options.hasPages())) return undefined;
    const page = (await this.#open()).read(name);
    return page === undefined ? undefined : { value: JSON.parse(page.text) as unknown, at: page.at };
  }

  write(name: string, at: Date, make: () => unknown): void {
    if (this.#closed) return;
    this.#pending.set(name, { at, make });
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS);
  }

  /** Writes now what is still to be written. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.size === 0 || this.#closed) return;
    const store = await this.#open();
    // Taken only now: whoever has emptied this meanwhile wants nothing of it written.
    const pages = [...this.#pending].map(([name, { at, make }]) => ({
      name,
      at,
      text: JSON.stringify(make()),
    }));
    this.#pending.clear();
    if (pages.length > 0) store.write(pages);
  }

  /** Forgets what is still to be written and lets go of the place, which is about to be removed. */
  async empty(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending.clear();
    const store = this.#store;
    this.#store = undefined;
    (await store)?.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.empty();
  }

  #open(): Promise<PageStore> {
    return (this.#store ??= this.#options.open());
  }
}
