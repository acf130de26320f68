import type { RequestBudget } from "../api/budget.ts";
import type { WorkParts } from "./runAtWork.ts";
import type { CallsParts } from "./runCalls.ts";

/** What a run that asks for address after address works with. */
export interface RunParts extends CallsParts, WorkParts {
  readonly budget: Pick<RequestBudget, "waitMs">;
  /** How long an offer to leave domains out stands at least. */
  readonly offerMs: number;
}
