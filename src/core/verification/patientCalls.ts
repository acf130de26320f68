import { ApiError, type ApiFailure, retryAfterOf } from "../api/errors.ts";
import { Outage } from "./outage.ts";

/** Thrown where a run waits when it is told to stop. */
export class Halt extends Error {
  override readonly name = "Halt";
}

/** What patience needs of its run. */
export interface PatientParts {
  readonly now: () => number;
  /** Waits. @throws Halt */
  readonly nap: (ms: number) => Promise<void>;
  /** Told of a call that met the rate limit. */
  readonly onLimited: () => unknown;
}

const RATE_LIMIT_MS = 1_000;
const STUMBLE_MS = 500;
/** Whoever is told to come back later than that should hear of it rather than wait unseen. */
const PATIENCE_MS = 15 * 60_000;

/** Makes calls that may be repeated, through stumbles, the rate limit, and an outage of about a minute. */
export class PatientCalls {
  constructor(private readonly parts: PatientParts) {}

  /**
   * @param isSafe whether the call may be sent again after a failure; every passing one when absent.
   * @throws ApiError, Halt, the reason of an abort.
   */
  async call<T>(send: () => Promise<T>, isSafe: (failure: ApiFailure) => boolean = () => true): Promise<T> {
    const outage = new Outage();
    for (;;) {
      try {
        return await send();
      } catch (error) {
        if (!(error instanceof ApiError) || !isSafe(error.failure)) throw error;
        const waitMs = this.waitMs(error.failure, outage);
        if (waitMs === undefined) throw error;
        await this.parts.nap(waitMs);
      }
    }
  }

  /** Undefined when it is time to give up. */
  private waitMs(failure: ApiFailure, outage: Outage): number | undefined {
    if (failure.kind === "rateLimited") {
      this.parts.onLimited();
      return within(failure.retryAfterMs ?? RATE_LIMIT_MS);
    }
    const now = this.parts.now();
    if (!isPassing(failure) || outage.failed(now)) return undefined;
    return within(Math.max(STUMBLE_MS, outage.waitMs(now), retryAfterOf(failure) ?? 0));
  }
}

function within(waitMs: number): number | undefined {
  return waitMs <= PATIENCE_MS ? waitMs : undefined;
}

function isPassing(failure: ApiFailure): boolean {
  switch (failure.kind) {
    case "serverFault":
    case "unreachable":
    case "timedOut":
      return true;
    case "blockedAtEdge":
      return failure.status >= 500;
    case "unexpectedShape":
      return failure.isOthers === true;
    default:
      return false;
  }
}
