import type { DomainOffer, DomainSense } from "./domainSense.ts";
import { addressKey, domainOf } from "../text/address.ts";
import type { RunItem } from "./journal.ts";

/** An address on its way through a run. */
export interface QueuedItem {
  readonly position: number;
  readonly address: string;
  readonly domain: string;
}

/** An address as the run handles it. */
export function queued({ position, address }: RunItem): QueuedItem {
  return { position, address, domain: domainOf(addressKey(address)) };
}

/** So many may be held for the first answers of their domains before no more are pulled. */
const MAX_HELD = 5_000;

/** What is still to be asked: pulled from the journal as it is needed, so that a long run takes no more memory. */
export class RunQueue {
  /** Noted in the journal as about to be asked. */
  private readonly marked: QueuedItem[] = [];
  /** May be asked next. */
  private ready: QueuedItem[] = [];
  private held: QueuedItem[] = [];
  private readonly deferred = new Map<string, QueuedItem[]>();
  private chunk: readonly RunItem[] = [];
  private inChunk = 0;
  private isDrained = false;

  constructor(
    private readonly source: Iterator<readonly RunItem[]>,
    private readonly sense: DomainSense,
  ) {}

  /** Whether anything is left to ask, now or once a domain's first answer has come. */
  get isEmpty(): boolean {
    return (
      this.marked.length + this.ready.length + this.held.length === 0 &&
      this.isDrained &&
      this.inChunk >= this.chunk.length
    );
  }

  /** The next to ask, of those that are marked. */
  take(): QueuedItem | undefined {
    return this.marked.shift();
  }

  /** Asked in vain: it goes first the next time, and is still marked. */
  putBack(item: QueuedItem): void {
    this.marked.unshift(item);
  }

  /** Up to `count` more to mark; those of unattractive domains are put off on the way. */
  choose(count: number, now: number): readonly QueuedItem[] {
    const chosen: QueuedItem[] = [];
    while (chosen.length < count) {
      const item = this.ready.shift() ?? this.pull();
      if (item === undefined) break;
      const route = this.sense.route(item.domain, now);
      if (route === "go") chosen.push(item);
      else if (route === "hold") this.held.push(item);
      else this.defer(item);
    }
    return chosen;
  }

  /** They are noted in the journal now. */
  mark(items: readonly QueuedItem[]): void {
    this.marked.push(...items);
  }

  /** They could not be noted. */
  unchoose(items: readonly QueuedItem[]): void {
    for (const { domain } of items) this.sense.returned(domain);
    this.ready.unshift(...items);
  }

  get hasMarked(): boolean {
    return this.marked.length > 0;
  }

  /** Looks at those again that waited for the first answers of their domains. */
  unhold(): void {
    if (this.held.length === 0) return;
    this.ready = [...this.held, ...this.ready];
    this.held = [];
  }

  /** Domains put off so far. */
  offers(creditsPerCheck: number): readonly DomainOffer[] {
    return this.deferred.size === 0 ? [] : this.sense.offers(creditsPerCheck);
  }

  /** Lets what was put off of a domain through. */
  want(domain: string): void {
    this.sense.want(domain);
    this.ready.push(...this.dropDeferred(domain));
  }

  /** Takes out what was put off of a domain. */
  dropDeferred(domain: string): readonly QueuedItem[] {
    const items = this.deferred.get(domain) ?? [];
    this.deferred.delete(domain);
    return items;
  }

  /** Takes out what was marked and not asked. */
  dropMarked(): readonly QueuedItem[] {
    return this.marked.splice(0);
  }

  private defer(item: QueuedItem): void {
    const items = this.deferred.get(item.domain);
    if (items === undefined) this.deferred.set(item.domain, [item]);
    else items.push(item);
  }

  private pull(): QueuedItem | undefined {
    if (this.held.length >= MAX_HELD) return undefined;
    for (;;) {
      const item = this.chunk[this.inChunk++];
      if (item !== undefined) {
        if (item.outcome === undefined) return queued(item);
        continue;
      }
      const next = this.isDrained ? undefined : this.source.next();
      if (next === undefined || next.done === true) {
        this.isDrained = true;
        return undefined;
      }
      this.chunk = next.value;
      this.inChunk = 0;
    }
  }
}
