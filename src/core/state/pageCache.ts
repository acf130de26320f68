/** Something that the API once answered, as JSON. */
export interface CachedPage {
  readonly value: unknown;
  /** When it was read from the API. */
  readonly at: Date;
}

/**
 * What was last read for one workspace, kept from one window to the next. It never fails: what cannot be read is not
 * there, and what cannot be written is not kept.
 */
export interface PageCache {
  read(name: string): Promise<CachedPage | undefined>;
  /** Keeps `make()` before long; of several writes of one name the last counts, and only that one is made. */
  write(name: string, at: Date, make: () => unknown): void;
}

/** Where a cache puts its pages, each as text. Synchronous; like the cache it never fails. */
export interface PageStore {
  read(name: string): { readonly text: string; readonly at: Date } | undefined;
  /** Writes all or none; drops the pages that were used longest ago when there is too much. */
  write(pages: readonly { readonly name: string; readonly text: string; readonly at: Date }[]): void;
  close(): void;
}
