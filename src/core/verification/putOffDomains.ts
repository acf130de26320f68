import { type DomainOffer, putOff, WORTH_OFFERING } from "./domainSense.ts";
import type { RunSettings } from "./journal.ts";
import type { QueuedItem, RunQueue } from "./runQueue.ts";

/** What becomes of the addresses of a run that were put off with their domains. */
export class PutOffDomains {
  /** When leaving them out was first worth offering. */
  private offeredAt: number | undefined;

  /** `skip` leaves addresses out; an offer stands for `offerMs` at least. */
  constructor(
    private readonly queue: Pick<RunQueue, "offers" | "want" | "dropDeferred">,
    public policy: RunSettings["domains"],
    private readonly offerMs: number,
    private readonly skip: (items: readonly QueuedItem[]) => void,
  ) {}

  decide(domain: string, decision: "verify" | "skip"): void {
    if (decision === "verify") this.queue.want(domain);
    else this.skip(this.queue.dropDeferred(domain));
  }

  /** Does what was decided for all; without a decision they stay on offer for as long as others go on. */
  settle(): void {
    if (this.policy === "ask") return;
    for (const { domain } of this.offers) this.decide(domain, this.policy);
  }

  /** Looks whether they are worth an offer by now. */
  look(now: number): void {
    if (this.offeredAt === undefined && putOff(this.offers) >= WORTH_OFFERING) this.offeredAt = now;
  }

  /** Nothing else is left: verifies them, as was agreed, once the offer has stood for its time. False when there are none. */
  verifyLast(now: number): boolean {
    this.look(now);
    const { offers } = this;
    if (now - (this.offeredAt ?? -Infinity) >= this.offerMs)
      for (const { domain } of offers) this.queue.want(domain);
    return offers.length > 0;
  }

  private get offers(): readonly DomainOffer[] {
    return this.queue.offers(0);
  }
}
