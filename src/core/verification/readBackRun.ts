import { CreditGuard } from "./creditGuard.ts";
import { DomainSense } from "./domainSense.ts";
import type { Journal, RunItem, RunRecord } from "./journal.ts";
import type { LearntPrice } from "./learntPrice.ts";
import type { LedgerEntry } from "./ledger.ts";
import { type QueuedItem, queued } from "./runQueue.ts";
import { RunTally } from "./runTally.ts";
import { yieldNow } from "./yieldNow.ts";

/** What a run has come to so far. */
export interface RunSoFar {
  readonly tally: RunTally;
  readonly guard: CreditGuard;
  readonly sense: DomainSense;
  /** To be looked up: those asked without a known answer, and, with their entries, those pending. */
  readonly looks: readonly { readonly item: QueuedItem; readonly entry: LedgerEntry | undefined }[];
  /** The first address that will cost something. */
  readonly firstToPay: string | undefined;
}

/**
 * Reads a run back from its journal, some hundred addresses at a time. What its answers cost is learnt where no later
 * answer told.
 * @throws StoreError
 */
export async function readBackRun(
  record: RunRecord,
  journal: Journal,
  { price, balance }: { readonly price: LearntPrice; readonly balance: number | undefined },
): Promise<RunSoFar> {
  const tally = new RunTally();
  const sense = new DomainSense(record.settings.domains);
  const looks: { item: QueuedItem; entry: LedgerEntry | undefined }[] = [];
  let firstToPay: string | undefined;
  let spent = 0;
  let charged: number | undefined;
  for (const items of journal.items(record.id)) {
    for (const item of items) {
      const { outcome } = item;
      if (isOfADomain(item)) sense.add(queued(item).domain);
      if (outcome === undefined) {
        firstToPay ??= item.address;
        continue;
      }
      tally.add(outcome);
      if (outcome.state === "asked") looks.push({ item: queued(item), entry: undefined });
      if (!("entry" in outcome)) continue;
      if (outcome.state === "pending") looks.push({ item: queued(item), entry: outcome.entry });
      else sense.answered(queued(item).domain, outcome.entry);
      if (outcome.state === "settled" && outcome.isKnown) continue;
      charged = outcome.entry.creditsUsed ?? charged;
      spent += charged ?? price.credits;
    }
    await yieldNow();
  }
  sense.seal();
  if (price.learnt === undefined) price.learn(charged);
  return {
    tally,
    guard: new CreditGuard(record.settings, price, { spent, balance }),
    sense,
    looks,
    firstToPay,
  };
}

function isOfADomain({ outcome }: RunItem): boolean {
  return outcome?.state !== "bad" && outcome?.state !== "refused" && outcome?.state !== "skipped";
}
