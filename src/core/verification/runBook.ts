import type { ItemOutcome, Journal } from "./journal.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import type { QueuedItem } from "./runQueue.ts";

/** What became of one address, as those who show it hear of it. */
export interface ItemNews {
  readonly position: number;
  readonly address: string;
  readonly outcome: ItemOutcome;
}

const FULL = 64;

/** Collects outcomes and writes them some at a time. What a crash takes from it is found by a look-up. */
export class RunBook {
  private news: ItemNews[] = [];

  constructor(
    private readonly runId: string,
    private readonly journal: Journal,
    private readonly ledger: Ledger,
  ) {}

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
    this.journal.settle(this.runId, news);
    this.news = [];
    return news;
  }
}

function paidEntries(
  address: string,
  outcome: ItemOutcome,
): readonly { address: string; entry: LedgerEntry }[] {
  return "entry" in outcome ? [{ address, entry: outcome.entry }] : [];
}
