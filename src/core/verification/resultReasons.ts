import { RESULT_REASONS, type ResultReason } from "../../shared/resultReasons.ts";
import { addressKey } from "../text/address.ts";
import type { FreeFinding } from "../text/freeChecks.ts";
import type { ItemOutcome } from "./journal.ts";
import { TagTwins } from "./tagTwins.ts";

/** Reasons of one address as a number, a bit each in the order of `RESULT_REASONS`. */
export type ReasonBits = number;

/** The bit of a reason. */
export function bitOf(reason: ResultReason): ReasonBits {
  return 1 << RESULT_REASONS.indexOf(reason);
}

/** The reasons that some bits stand for, what weighs most first. */
export function reasonsOf(bits: ReasonBits): readonly ResultReason[] {
  return RESULT_REASONS.filter((reason) => (bits & bitOf(reason)) !== 0);
}

/** What an outcome says of why an address was not sent. */
export function outcomeReasons(outcome: ItemOutcome | undefined): ReasonBits {
  switch (outcome?.state) {
    case "bad":
      return bitOf("malformed");
    case "refused":
      return bitOf("refused");
    case "skipped":
      return bitOf(outcome.reason ?? "domain");
    default:
      return 0;
  }
}

/** What is known of addresses free of charge, and of each whether it is another's twin but for its tag. */
export class ReasonFinder {
  private readonly twins = new TagTwins();
  private readonly seen = new Set<string>();

  constructor(private readonly inspect: (address: string) => readonly FreeFinding[]) {}

  /** For the next address of a list. */
  find(address: string): ReasonBits {
    let bits = 0;
    for (const { kind } of this.inspect(address)) bits |= bitOf(kind === "syntax" ? "malformed" : kind);
    const key = addressKey(address);
    if (this.twins.isTwin(key, this.seen)) bits |= bitOf("plusTag");
    this.seen.add(key);
    return bits;
  }
}
