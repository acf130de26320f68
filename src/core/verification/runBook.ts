import type { ItemOutcome, Journal, Lease, RunItem } from "./journal.ts";
import type { Ledger, LedgerEntry, Moment } from "./ledger.ts";

/** What became of one address, as those who show it hear of it. */
export interface ItemNews {
  readonly position: number;
  readonly address: string;
  readonly outcome: ItemOutcome;
}

const FULL = 64;

type BookItem = Pick<RunItem, "position" | "address">;

/** An address that another run has paid for since this one was planned. */
export interface KnownItem<Item> {
  readonly item: Item;
  readonly entry: LedgerEntry;
}

/** What to do with addresses whose turn has come. */
export interface Turn<Item> {
  readonly ask: readonly Item[];
  /** Asked one by one by another run, which may have paid for them: to be looked up. */
  readonly look: readonly Item[];
  /** Sent to Instantly's servers by another run: no look-up finds them, so that run is waited for. */
  readonly elsewhere: readonly Item[];
  readonly known: readonly KnownItem<Item>[];
}

/**
 * A run's notes on disk: before questions leave, and of what became of them, some at a time. What a crash takes from it
 * is found by a look-up.
 */
export class RunBook {
  private news: ItemNews[] = [];

  constructor(
    private readonly run: { readonly id: string; readonly madeAt: Moment },
    private readonly journal: Journal,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Notes that these are about to be asked, but for those that other runs pay for. Undefined when the lease was lost.
   * @throws StoreError
   */
  open<Item extends BookItem>(lease: Lease, items: readonly Item[]): Turn<Item> | undefined {
    const turn = this.sort(items, this.mark(lease, items));
    const open = [...turn.ask, ...turn.look].map(({ position }) => position);
    return this.journal.ask(lease, open) ? turn : undefined;
  }

  /** Takes `open` back for what was not asked. @throws StoreError */
  close(items: readonly BookItem[]): void {
    this.journal.unask(
      this.run.id,
      items.map(({ position }) => position),
    );
    this.ledger.unmark(
      items.map(({ address }) => address),
      this.run.id,
    );
  }

  /**
   * Notes that one is about to be asked that nobody has paid for, as a look-up told. False when another run has it by
   * now, or the lease was lost. @throws StoreError
   */
  claim(lease: Lease, item: BookItem): boolean {
    const { address, position } = item;
    const holder = this.ledger.markedBy(address);
    if (holder === this.run.id) return true;
    if (holder !== undefined && this.isAwaited(holder)) return false;
    // First, as in `open`: what is in the ledger alone would be asked again after a crash.
    if (!this.journal.ask(lease, [position])) return false;
    return this.mark(lease, [item]).has(address) || this.ledger.takeOver(address, holder, this.run.id);
  }

  /** Whether another run that is at work asks for it, is about to, or has paid. @throws StoreError */
  isElsewhere(item: BookItem): boolean {
    const holder = this.ledger.markedBy(item.address);
    if (holder !== undefined) return holder !== this.run.id && this.isAwaited(holder);
    return this.paidElsewhere(item) !== undefined;
  }

  /** The other run that has an address and may still bring its verdict. @throws StoreError */
  holderOf({ address }: BookItem): string | undefined {
    const holder = this.ledger.markedBy(address);
    return holder !== undefined && holder !== this.run.id && this.isAwaited(holder) ? holder : undefined;
  }

  /** Whether another run has sent it to Instantly's servers, where no look-up finds it. @throws StoreError */
  isImported({ address }: BookItem): boolean {
    const holder = this.ledger.markedBy(address);
    return holder !== undefined && holder !== this.run.id && this.journal.isImport(holder);
  }

  /** Whether a window is at work on one of these runs. @throws StoreError */
  isAnyAtWork(runIds: Iterable<string>): boolean {
    return [...runIds].some((id) => this.journal.isAtWork(id));
  }

  /** What another run has paid for since this one was planned. @throws StoreError */
  paidElsewhere({ address }: BookItem): LedgerEntry | undefined {
    return this.ledger.findSince(address, this.run.madeAt);
  }

  note({ position, address }: BookItem, outcome: ItemOutcome): void {
    this.news.push({ position, address, outcome });
  }

  get isFull(): boolean {
    return this.news.length >= FULL;
  }

  /** Writes and answers what has come in. What cannot be written is kept for the next time. @throws StoreError */
  flush(): readonly ItemNews[] {
    const { news } = this;
    if (news.length === 0) return [];
    // What was paid for first: of the two, the ledger is what saves money.
    this.ledger.record(news.flatMap(({ address, outcome }) => paidEntries(address, outcome)));
    this.ledger.unmark(
      news.flatMap(({ address, outcome }) => ("entry" in outcome ? [] : [address])),
      this.run.id,
    );
    this.journal.settle(this.run.id, news);
    this.news = [];
    return news;
  }

  private mark({ now }: Lease, items: readonly BookItem[]): ReadonlySet<string> {
    return this.ledger.mark(
      items.map(({ address }) => address),
      { runId: this.run.id, at: new Date(now), since: this.run.madeAt },
    );
  }

  private sort<Item extends BookItem>(items: readonly Item[], ours: ReadonlySet<string>): Turn<Item> {
    const ask: Item[] = [];
    const look: Item[] = [];
    const elsewhere: Item[] = [];
    const known: KnownItem<Item>[] = [];
    for (const item of items) {
      const entry = ours.has(item.address) ? undefined : this.paidElsewhere(item);
      if (ours.has(item.address)) ask.push(item);
      else if (entry !== undefined) known.push({ item, entry });
      else if (this.isImported(item)) elsewhere.push(item);
      else look.push(item);
    }
    return { ask, look, elsewhere, known };
  }

  /** Whether the verdicts of what a run has marked are still to come. */
  private isAwaited(runId: string): boolean {
    return this.journal.isAtWork(runId) || this.journal.isImport(runId);
  }
}

function paidEntries(
  address: string,
  outcome: ItemOutcome,
): readonly { address: string; entry: LedgerEntry }[] {
  return "entry" in outcome ? [{ address, entry: outcome.entry }] : [];
}
