import type { Verdict } from "../api/resources/emailVerification.ts";
import type { ResultPart } from "../../shared/resultParts.ts";
import type { ItemOutcome } from "./journal.ts";
import type { LedgerEntry } from "./ledger.ts";

/** Which part of a run's result an outcome belongs to; without one the address was not reached yet. */
export function resultPart(outcome: ItemOutcome | undefined): ResultPart {
  switch (outcome?.state) {
    case undefined:
      return "notReached";
    case "asked":
    case "pending":
      return "pending";
    case "settled":
      return verdictPart(outcome.entry);
    case "bad":
    case "refused":
      return "notSent";
    case "skipped":
      return "leftOut";
  }
}

/** The same for a verdict, wherever it comes from: at a domain that takes every address, verified proves no mailbox. */
export function verdictPart({
  verdict,
  catchAll,
}: Pick<LedgerEntry, "verdict" | "catchAll">): Verdict | "catchAll" {
  return verdict === "verified" && catchAll === true ? "catchAll" : verdict;
}
