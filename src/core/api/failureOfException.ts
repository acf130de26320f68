import type { ApiFailure } from "./errors.ts";
import { TooLargeError } from "./readAnswer.ts";

/** No whole answer came within the time limit. */
export class TimedOut extends Error {}

/** What it means that a call threw. */
export function failureOfException(error: unknown, afterMs: number): ApiFailure {
  if (error instanceof TimedOut) return { kind: "timedOut", afterMs };
  if (error instanceof TooLargeError)
    return { kind: "unexpectedShape", issues: [error.message], isTooLarge: true };
  return { kind: "unreachable", code: codeOf(error) };
}

/** The platform's code from the chain of causes: fetch says only "fetch failed", the code is below it. */
function codeOf(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth++) {
    if ("code" in cause && typeof cause.code === "string") return cause.code;
    if (cause instanceof AggregateError && cause.errors.length > 0) {
      const inner = codeOf(cause.errors[0]);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}
