import type { ItemOutcome } from "./journal.ts";
import type { PauseReason } from "./pauseReason.ts";
import type { QueuedItem } from "./runQueue.ts";

/** What calls report to their run. */
export interface CallsListener {
  outcome(item: QueuedItem, outcome: ItemOutcome): void;
  /** Whether another run pays for it, or has paid since this one was planned. */
  isElsewhere(item: QueuedItem): boolean;
  /** Not asked, not charged: to be asked (again), unless another run asks for it. */
  unasked(item: QueuedItem): void;
  stop(reason: PauseReason): void;
  /** A call has ended, whichever way. */
  ended(): void;
}
