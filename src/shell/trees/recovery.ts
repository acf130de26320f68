import type * as vscode from "vscode";
import { type ApiError, retryAfterOf } from "../../core/api/errors.ts";

/** The first look comes after the first of these, each later one after the next; the last one repeats. */
const DELAYS_MS = [5_000, 10_000, 20_000, 30_000];

/** Whether a failure may go away by itself: the network, what stands before the API, or its own trouble; not what a person must mend. */
export function mayPass({ failure }: Pick<ApiError, "failure">): boolean {
  switch (failure.kind) {
    case "unreachable":
    case "timedOut":
    case "serverFault":
    case "rateLimited":
    case "blockedAtEdge":
    case "unexpectedShape":
      return true;
    default:
      return false;
  }
}

/**
 * Looks again at what has failed until it works, while somebody can see it: an error must not stand there for longer
 * than it is true.
 */
export class Recovery implements vscode.Disposable {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #error: ApiError | undefined;
  #looks = 0;
  #isDue = false;

  constructor(
    private readonly isSeen: () => boolean,
    private readonly look: () => void,
  ) {}

  /** What the last attempt came to; each failure is an error of its own. */
  follow(error: ApiError | undefined): void {
    if (error === this.#error) return;
    clearTimeout(this.#timer);
    this.#isDue = false;
    this.#looks = error === undefined || this.#error === undefined ? 0 : this.#looks + 1;
    this.#error = error;
    if (error === undefined || !mayPass(error)) return;
    this.#timer = setTimeout(
      () => {
        this.#isDue = true;
        this.wake();
      },
      delayOf(error, this.#looks),
    );
  }

  /** Somebody may be looking now: what was put off is done. */
  wake(): void {
    if (!this.#isDue || !this.isSeen()) return;
    this.#isDue = false;
    this.look();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}

function delayOf({ failure }: ApiError, looks: number): number {
  const delay = DELAYS_MS[Math.min(looks, DELAYS_MS.length - 1)] ?? 0;
  return Math.max(delay, retryAfterOf(failure) ?? 0);
}
