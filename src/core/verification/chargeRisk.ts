import type { ApiFailure } from "../api/errors.ts";

/** Connections that failed before a byte of the question was sent: not found, refused, not trusted. */
const NEVER_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT/;

/** Whether the API may have worked on, and charged, a question whose answer did not come. */
export function mayHaveArrived(failure: ApiFailure): boolean {
  switch (failure.kind) {
    case "timedOut":
    case "serverFault":
    case "unexpectedShape":
      return true;
    case "blockedAtEdge":
      return failure.status >= 500 || failure.status < 300;
    case "unreachable":
      return failure.code === undefined || !NEVER_SENT.test(failure.code);
    default:
      return false;
  }
}
