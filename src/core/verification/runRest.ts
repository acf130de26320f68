import type { ItemOutcome, RunItem } from "./journal.ts";
import { yieldNow } from "./yieldNow.ts";

/** What is still to be paid for in a run that stands still. */
export interface RunRest {
  /** Addresses that were not asked for yet. */
  readonly toPay: number;
  /** Credits that the run has paid; a check of which no price is known counts as `creditsPerCheck`. */
  readonly spent: number;
  /** What one check has cost, as the last answer of the run said. */
  readonly creditsPerCheck: number;
}

/** Reads it from a run's addresses, some hundreds at a time. @param usualCredits a check's price where no answer told. */
export async function restOfRun(
  batches: Iterable<readonly RunItem[]>,
  usualCredits: number,
): Promise<RunRest> {
  let toPay = 0;
  let spent = 0;
  let charged: number | undefined;
  for (const items of batches) {
    for (const { outcome } of items) {
      if (outcome === undefined) toPay++;
      if (!isPaid(outcome)) continue;
      charged = outcome.entry.creditsUsed ?? charged;
      spent += charged ?? usualCredits;
    }
    await yieldNow();
  }
  return { toPay, spent, creditsPerCheck: charged ?? usualCredits };
}

function isPaid(
  outcome: ItemOutcome | undefined,
): outcome is Extract<ItemOutcome, { state: "pending" | "settled" }> {
  return outcome?.state === "pending" || (outcome?.state === "settled" && !outcome.isKnown);
}
