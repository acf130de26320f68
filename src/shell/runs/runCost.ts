import type { RunRecord } from "../../core/verification/journal.ts";
import type { ResultTable } from "../../core/verification/resultTable.ts";

/** What a run has cost: as its answers said or, on Instantly's servers, where none does, as the balance told. */
export function runCost(
  record: RunRecord,
  table: Pick<ResultTable, "cost">,
): ReturnType<ResultTable["cost"]> {
  return record.import === undefined ? table.cost() : { credits: record.import.spent, unpriced: 0 };
}
