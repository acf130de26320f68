import type { LedgerEntry } from "./ledger.ts";

/** The rest of a domain whose first answers say that checking it is of little use. */
export interface DomainOffer {
  readonly domain: string;
  /** Takes every address, so that no check tells much; or refused the first three asked for. */
  readonly kind: "catchAll" | "dead";
  /** Addresses put off. */
  readonly addresses: number;
  /** What leaving them out saves. */
  readonly credits: number;
}

interface Domain {
  /** Addresses of the run at this domain. */
  size: number;
  asked: number;
  answered: number;
  invalid: number;
  isCatchAll: boolean;
  firstAskedAt: number;
  deferred: number;
  isWanted: boolean;
}

/** From this size on a domain's first answer is the quickest of three. */
const LARGE = 30;
const DEAD_AFTER = 3;
/** A first answer that takes longer must not hold up a run with little else to do. */
const HOLD_MS = 3_000;

/** So many addresses put off are worth a question. */
export const WORTH_OFFERING = 5;

/** How many addresses are put off. */
export function putOff(offers: readonly DomainOffer[]): number {
  return offers.reduce((sum, { addresses }) => sum + addresses, 0);
}

/** Asks about one address of a domain before the others, and tells when the others are not worth their price. */
export class DomainSense {
  private readonly domains = new Map<string, Domain>();

  constructor(private readonly policy: "ask" | "skip" | "verify") {}

  /** Tells of an address of the run; all are told of before the first is asked. */
  add(name: string): void {
    if (this.policy === "verify") return;
    const domain = this.domains.get(name);
    if (domain !== undefined) domain.size++;
    else
      this.domains.set(name, {
        size: 1,
        asked: 0,
        answered: 0,
        invalid: 0,
        isCatchAll: false,
        firstAskedAt: 0,
        deferred: 0,
        isWanted: false,
      });
  }

  /** Forgets domains with one address: there is nobody to hold for them. */
  seal(): void {
    for (const [name, { size }] of this.domains) if (size === 1) this.domains.delete(name);
  }

  /** What to do with the next address of a domain. "go" counts it as asked, "defer" as put off. */
  route(name: string, now: number): "go" | "hold" | "defer" {
    const domain = this.domains.get(name);
    if (domain === undefined) return "go";
    if (kindOf(domain) !== undefined) {
      domain.deferred++;
      return "defer";
    }
    if (this.isWaiting(domain, now)) return "hold";
    if (domain.asked === 0) domain.firstAskedAt = now;
    domain.asked++;
    return "go";
  }

  /** An answer, new or of a part of the run that an earlier window did. */
  answered(name: string, { verdict, catchAll }: Pick<LedgerEntry, "verdict" | "catchAll">): void {
    const domain = this.domains.get(name);
    if (domain === undefined || verdict === "pending") return;
    domain.answered++;
    domain.asked = Math.max(domain.asked, domain.answered);
    if (verdict === "invalid") domain.invalid++;
    if (catchAll === true) domain.isCatchAll = true;
  }

  /** A question of this domain came back unanswered: the next may go in its place. */
  returned(name: string): void {
    const domain = this.domains.get(name);
    if (domain !== undefined && domain.asked > domain.answered) domain.asked--;
  }

  /** Lets the rest of a domain through after all. */
  want(name: string): void {
    const domain = this.domains.get(name);
    if (domain === undefined) return;
    domain.isWanted = true;
    domain.deferred = 0;
  }

  /** What was put off, largest saving first. */
  offers(creditsPerCheck: number): readonly DomainOffer[] {
    const offers: DomainOffer[] = [];
    for (const [name, domain] of this.domains) {
      const kind = kindOf(domain);
      if (kind === undefined || domain.deferred === 0) continue;
      const addresses = domain.deferred;
      offers.push({ domain: name, kind, addresses, credits: addresses * creditsPerCheck });
    }
    return offers.sort((a, b) => b.addresses - a.addresses);
  }

  private isWaiting(domain: Domain, now: number): boolean {
    if (domain.isWanted || domain.asked < (domain.size >= LARGE ? DEAD_AFTER : 1)) return false;
    if (now - domain.firstAskedAt > HOLD_MS || domain.asked === domain.answered) return false;
    return domain.answered === 0 || (domain.invalid === domain.answered && domain.answered < DEAD_AFTER);
  }
}

function kindOf(domain: Domain): DomainOffer["kind"] | undefined {
  if (domain.isWanted) return undefined;
  if (domain.isCatchAll) return "catchAll";
  return domain.answered >= DEAD_AFTER && domain.invalid === domain.answered ? "dead" : undefined;
}
