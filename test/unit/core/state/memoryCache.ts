import type { CachedPage, PageCache } from "../../../../src/core/state/pageCache.ts";

/** A cache as a window leaves it to the next: every page has been through JSON. */
export class MemoryCache implements PageCache {
  readonly texts = new Map<string, { readonly text: string; readonly at: Date }>();

  read(name: string): Promise<CachedPage | undefined> {
    const page = this.texts.get(name);
    return Promise.resolve(
      page === undefined ? undefined : { value: JSON.parse(page.text) as unknown, at: page.at },
    );
  }

  write(name: string, at: Date, make: () => unknown): void {
    this.texts.set(name, { text: JSON.stringify(make()), at });
  }
}
