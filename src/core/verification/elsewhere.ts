import type { KnownItem, RunBook } from "./runBook.ts";
import type { RunItem } from "./journal.ts";
import type { PauseReason } from "./pauseReason.ts";

/** How often it is worth a look. */
export const ELSEWHERE_MS = 2_000;
/** Looked at in one go: some milliseconds. */
const STRETCH = 200;

/** What became of addresses that were looked at. */
export interface Returned<Item> {
  readonly known: readonly KnownItem<Item>[];
  /** Nobody has them any more. */
  readonly free: readonly Item[];
}

/** Addresses of a run that another one has: its verdicts are waited for, and cost this run nothing. */
export class Elsewhere<Item extends Pick<RunItem, "position" | "address">> {
  private items: Item[] = [];
  /** The runs that had them when they were looked at. */
  private readonly holders = new Set<string>();
  private isStuck_ = false;

  constructor(private readonly book: RunBook) {}

  get size(): number {
    return this.items.length;
  }

  add(items: readonly Item[]): void {
    this.items.push(...items);
  }

  /** Whether nothing more comes of them for now: nobody goes on with the runs that have them. */
  get isStuck(): boolean {
    return this.isStuck_;
  }

  /** Why a run stands still that has nothing else to do. */
  get reason(): PauseReason {
    return { kind: "elsewhere", addresses: this.size };
  }

  /** Looks at those that were not looked at for the longest time. @throws StoreError */
  look(): Returned<Item> {
    const known: KnownItem<Item>[] = [];
    const free: Item[] = [];
    const stay: Item[] = [];
    for (const item of this.items.slice(0, STRETCH)) {
      const holder = this.book.holderOf(item);
      const entry = holder === undefined ? this.book.paidElsewhere(item) : undefined;
      if (entry !== undefined) known.push({ item, entry });
      else if (holder === undefined) free.push(item);
      else {
        stay.push(item);
        this.holders.add(holder);
      }
    }
    this.items = [...this.items.slice(STRETCH), ...stay];
    this.isStuck_ = known.length + free.length === 0 && !this.book.isAnyAtWork(this.holders);
    return { known, free };
  }
}
