import { addressKey } from "../text/address.ts";
import type { ImportRecord } from "./importRecord.ts";
import type { Journal, RunItem, RunRecord } from "./journal.ts";
import { RunTally } from "./runTally.ts";
import { yieldNow } from "./yieldNow.ts";

/** An address of an import. */
export type ImportItem = Pick<RunItem, "position" | "address">;

/** What an import has come to so far. */
export interface ImportSoFar {
  readonly tally: RunTally;
  readonly kept: ImportRecord;
  /** In the list, without a verdict; by folded address. */
  readonly pending: Map<string, ImportItem>;
  /** Sent without a known answer: in the list or not. */
  readonly unsure: readonly ImportItem[];
  /** Paid for one by one before, without an answer so far. */
  readonly lookups: readonly ImportItem[];
  /** Not sent so far. */
  readonly left: number;
  /** Checked on import and paid for. */
  readonly checked: number;
}

/** Reads an import back from its journal, some hundred addresses at a time. @throws StoreError */
export async function readBackImport(
  record: RunRecord,
  kept: ImportRecord,
  journal: Journal,
): Promise<ImportSoFar> {
  const tally = new RunTally();
  const pending = new Map<string, ImportItem>();
  const asked: ImportItem[] = [];
  let left = 0;
  let checked = 0;
  for (const items of journal.items(record.id)) {
    for (const { position, address, outcome } of items) {
      if (outcome === undefined) left++;
      else tally.add(outcome);
      if (outcome?.state === "asked") asked.push({ position, address });
      if (outcome?.state === "pending") pending.set(addressKey(address), { position, address });
      if (outcome?.state === "settled" && !outcome.isKnown && outcome.entry.source === "instantly") checked++;
    }
    await yieldNow();
  }
  // Addresses are sent only once there is a list: what was asked before that was asked by an earlier run.
  const hasList = kept.list === "made";
  return {
    tally,
    kept,
    pending,
    unsure: hasList ? asked : [],
    lookups: hasList ? [] : asked,
    left,
    checked,
  };
}
