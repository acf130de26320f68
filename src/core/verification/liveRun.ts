import type { ItemNews } from "./runBook.ts";
import type { RunState } from "./runState.ts";

/** A run at work in this window, whichever way it verifies. */
export interface LiveRun {
  /** Resolves with the last state, everything written and the lease given back. */
  readonly ended: Promise<RunState>;
  /** What it has come to; a fresh object each time. */
  readonly state: RunState;
  /** At most four times a second, and at the end. */
  readonly onDidChange: (listener: (state: RunState) => void) => () => void;
  /** Outcomes as they are written, some at a time. */
  readonly onDidSettle: (listener: (news: readonly ItemNews[]) => void) => () => void;
  /** Asks nothing more; answers on their way are waited for. */
  pause(): void;
  /** As `pause`, for good. */
  cancel(): void;
  /** Stops at once, waiting for no answer: what was on its way is looked up when the run is resumed. */
  endSession(): void;
  /** Verifies the rest of a domain that was put off, or leaves it out. */
  decide(domain: string, decision: "verify" | "skip"): void;
  /** As `decide`, for every domain that is put off. */
  decideAll(decision: "verify" | "skip"): void;
}
