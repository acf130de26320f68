/**
 * Why an address may not be worth writing to, or was not sent, besides its verdict; what weighs most first. `malformed`
 * failed a free check and `refused` was not taken by the API; `domain` was left out with the rest of its domain;
 * `repeated` stands more than once in what was verified. An address may have several.
 */
export const RESULT_REASONS = [
  "malformed",
  "refused",
  "mistypedDomain",
  "unknownTopLevel",
  "disposable",
  "noReply",
  "role",
  "plusTag",
  "domain",
  "repeated",
] as const;

/** One of them. */
export type ResultReason = (typeof RESULT_REASONS)[number];
