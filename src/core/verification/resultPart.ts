import type { ResultPart } from "../../shared/resultParts.ts";
import type { ItemOutcome } from "./journal.ts";

/** Which part of a run's result an outcome belongs to; without one the address was not reached yet. */
export function resultPart(outcome: ItemOutcome | undefined): ResultPart {
  switch (outcome?.state) {
    case undefined:
      return "notReached";
    case "asked":
    case "pending":
      return "pending";
    case "settled": {
      const { verdict, catchAll } = outcome.entry;
      return verdict === "verified" && catchAll === true ? "catchAll" : verdict;
    }
    case "bad":
    case "refused":
      return "notSent";
    case "skipped":
      return "leftOut";
  }
}
