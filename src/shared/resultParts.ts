/**
 * The kinds of result that make up a whole, best first. `catchAll` is verified at a domain that takes every address, so
 * that the mailbox itself is not proven; `notSent` failed a free check or was refused by the API; `leftOut` was skipped
 * with its domain; `notReached` has no answer yet.
 */
export const RESULT_PARTS = [
  "verified",
  "catchAll",
  "risky",
  "invalid",
  "unknown",
  "pending",
  "notSent",
  "leftOut",
  "notReached",
] as const;

/** One kind of result. */
export type ResultPart = (typeof RESULT_PARTS)[number];
