import type { RequestBudget } from "../api/budget.ts";
import type { Clock } from "../clock.ts";
import type { Journal } from "./journal.ts";
import type { Ledger } from "./ledger.ts";
import type { CallsParts } from "./runCalls.ts";

/** What a run works with. */
export interface RunParts extends CallsParts {
  readonly budget: Pick<RequestBudget, "waitMs">;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Names the window. */
  readonly owner: string;
  /** How long an offer to leave domains out stands at least. */
  readonly offerMs: number;
}
