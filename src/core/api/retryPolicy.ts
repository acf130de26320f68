import { type ApiFailure, retryAfterOf } from "./errors.ts";

/** Retries so far. */
export interface RetryCount {
  limits: number;
  faults: number;
}

const MAX_LIMIT_RETRIES = 1;
const MAX_FAULT_RETRIES = 2;
/** A longer Retry-After is handed to the caller: no read should hang for it unseen. */
const MAX_SILENT_WAIT_MS = 10_000;
const NO_RETRY_AFTER_MS = 1_000;
const FIRST_BACKOFF_MS = 300;

/** How long to wait before a read is tried again, counting the retry; undefined: not again. */
export function retryDelayMs(failure: ApiFailure, count: RetryCount): number | undefined {
  if (failure.kind === "rateLimited") {
    const delayMs = failure.retryAfterMs ?? jittered(NO_RETRY_AFTER_MS);
    if (delayMs > MAX_SILENT_WAIT_MS) return undefined;
    return count.limits++ < MAX_LIMIT_RETRIES ? delayMs : undefined;
  }
  if (!isPassing(failure)) return undefined;
  const askedMs = retryAfterOf(failure) ?? 0;
  if (askedMs > MAX_SILENT_WAIT_MS || count.faults++ >= MAX_FAULT_RETRIES) return undefined;
  return Math.max(askedMs, jittered(FIRST_BACKOFF_MS * 2 ** (count.faults - 1)));
}

function isPassing(failure: ApiFailure): boolean {
  switch (failure.kind) {
    case "unreachable":
    case "serverFault":
      return true;
    case "blockedAtEdge":
      return failure.status >= 500;
    case "unexpectedShape":
      return failure.isOthers === true;
    default:
      return false;
  }
}

/** Between the delay and twice of it, so that many clients do not come back as one. */
function jittered(ms: number): number {
  return ms + Math.random() * ms;
}
