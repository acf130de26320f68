const FIRST_POLL_MS = 1_000;
const BACKOFF = 1.5;
const LONGEST_POLL_MS = 8_000;

/** How long to wait before a pending address is looked up, given how long it was the last time. */
export function nextPollMs(lastMs?: number): number {
  return lastMs === undefined ? FIRST_POLL_MS : Math.min(lastMs * BACKOFF, LONGEST_POLL_MS);
}
