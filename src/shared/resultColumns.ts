/** Columns of a run's addresses; each can be sorted by. `position` is the order in which they were found. */
export const RESULT_COLUMNS = [
  "position",
  "address",
  "result",
  "reason",
  "catchAll",
  "credits",
  "checkedAt",
  "source",
] as const;

/** Columns of a run's domains. */
export const DOMAIN_COLUMNS = ["domain", "addresses", "verified", "invalid", "risky", "catchAll"] as const;

/** One column of a run's addresses. */
export type ResultColumn = (typeof RESULT_COLUMNS)[number];
/** One column of a run's domains. */
export type DomainColumn = (typeof DOMAIN_COLUMNS)[number];
