/** The tree views of the container, in their order. */
export const VIEW_IDS = [
  "instantly.accounts",
  "instantly.leadLists",
  "instantly.emails",
  "instantly.verifications",
] as const;
export type ViewId = (typeof VIEW_IDS)[number];
