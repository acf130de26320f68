import type { PageStore } from "../core/state/pageCache.ts";

interface Page {
  readonly text: string;
  readonly at: Date;
}

/** Pages that live as long as their window. */
export class MemoryPages implements PageStore {
  /** The one used longest ago first. */
  private readonly pages = new Map<string, Page>();
  private total = 0;

  constructor(private readonly maxBytes: number) {}

  read(name: string): Page | undefined {
    const page = this.pages.get(name);
    if (page === undefined) return undefined;
    this.pages.delete(name);
    this.pages.set(name, page);
    return page;
  }

  write(pages: readonly (Page & { readonly name: string })[]): void {
    for (const { name, text, at } of pages) {
      this.drop(name);
      this.pages.set(name, { text, at });
      this.total += text.length;
    }
    for (const name of this.pages.keys()) {
      if (this.total <= this.maxBytes) return;
      this.drop(name);
    }
  }

  close(): void {
    this.pages.clear();
    this.total = 0;
  }

  private drop(name: string): void {
    this.total -= this.pages.get(name)?.text.length ?? 0;
    this.pages.delete(name);
  }
}
