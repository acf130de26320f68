import type { RunItem, RunRecord } from "../../core/verification/journal.ts";
import { ResultTable } from "../../core/verification/resultTable.ts";
import { spaced } from "./spaced.ts";

/** The addresses of a run from its journal. @throws StoreError, the signal's reason. */
export async function readTable(
  { total }: Pick<RunRecord, "total">,
  batches: Iterable<readonly RunItem[]>,
  signal?: AbortSignal,
): Promise<ResultTable> {
  const table = new ResultTable(total);
  for await (const items of spaced(batches, signal)) table.add(items);
  return table;
}
