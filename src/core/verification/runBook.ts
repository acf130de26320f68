import type { ItemOutcome, Journal, Lease, RunRecord } from "./journal.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import type { QueuedItem } from "./runQueue.ts";

/** What became of one address, as those who show it hear of it. */
export interface ItemNews {
  readonly position: number;
  readonly address: string;
  readonly outcome: ItemOutcome;
}

const FULL = 64;

/** What to do with addresses whose turn has come. */
export interface Turn {
  readonly ask: readonly QueuedItem[];
  /** Asked by another run, which may have paid for them: to be looked up. */
  readonly look: readonly QueuedItem[];
  /** Paid for by another run since this one was planned. */
  readonly known: readonly { readonly item: QueuedItem; readonly entry: LedgerEntry }[];
}

/**
 * A run's notes on disk: before questions leave, and of what became of them, some at a time. What a crash takes from it
 * is found by a look-up.
 */
export class RunBook {
  private news: ItemNews[] = [];

  constructor(
    private readonly run: Pick<RunRecord, "id" | "createdAt">,
    private readonly journal: Journal,
    private readonly ledger: Ledger,
  ) {}

  /** Notes that these are about to be asked, but for those that other runs pay for. Undefined when the lease was lost. @throws StoreError */
  open(lease: Lease, items: readonly QueuedItem[]): Turn | undefined {
    const turn = this.sort(items);
    this.ledger.mark(
      turn.ask.map(({ address }) => address),
      this.run.id,
      new Date(lease.now),
    );
    const open = [...turn.ask, ...turn.look].map(({ position }) => position);
    return this.journal.ask(lease, open) ? turn : undefined;
  }

  /** Takes `open` back for what was not asked. @throws StoreError */
  close(items: readonly QueuedItem[]): void {
    this.journal.unask(
      this.run.id,
      items.map(({ position }) => position),
    );
    this.ledger.unmark(items.map(({ address }) => address));
  }

  /** Whether another run that is at work asks for it, is about to, or has paid. @throws StoreError */
  isElsewhere(item: QueuedItem): boolean {
    const runId = this.ledger.markedBy(item.address);
    if (runId !== undefined) return runId !== this.run.id && this.journal.isAtWork(runId);
    return this.paidElsewhere(item) !== undefined;
  }

  /** What another run has paid for since this one was planned. @throws StoreError */
  paidElsewhere({ address }: QueuedItem): LedgerEntry | undefined {
    const entry = this.ledger.find(address);
    return entry !== undefined && this.isFinal(entry) ? entry : undefined;
  }

  note({ position, address }: QueuedItem, outcome: ItemOutcome): void {
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
    this.ledger.unmark(news.flatMap(({ address, outcome }) => ("entry" in outcome ? [] : [address])));
    this.journal.settle(this.run.id, news);
    this.news = [];
    return news;
  }

  private sort(items: readonly QueuedItem[]): Turn {
    const ask: QueuedItem[] = [];
    const look: QueuedItem[] = [];
    const known: { item: QueuedItem; entry: LedgerEntry }[] = [];
    for (const item of items) {
      const entry = this.ledger.find(item.address);
      if (entry?.verdict === "pending") look.push(item);
      else if (entry !== undefined && this.isFinal(entry)) known.push({ item, entry });
      else ask.push(item);
    }
    return { ask, look, known };
  }

  private isFinal({ verdict, checkedAt }: LedgerEntry): boolean {
    return verdict !== "pending" && checkedAt >= this.run.createdAt;
  }
}

function paidEntries(
  address: string,
  outcome: ItemOutcome,
): readonly { address: string; entry: LedgerEntry }[] {
  return "entry" in outcome ? [{ address, entry: outcome.entry }] : [];
}
