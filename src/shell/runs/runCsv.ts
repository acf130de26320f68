import Papa from "papaparse";
import type { RunItem } from "../../core/verification/journal.ts";
import { resultText } from "./runReport.ts";

const HEAD = [
  "email",
  "result",
  "verification_status",
  "catch_all",
  "credits_used",
  "checked_at",
  "already_known",
];

/** Every address of a run as CSV; a cell that a spreadsheet would run as a formula is kept from it. */
export function runCsv(batches: Iterable<readonly RunItem[]>): string {
  const rows: string[][] = [HEAD];
  for (const items of batches) {
    for (const item of items) {
      const { outcome } = item;
      const settled = outcome?.state === "settled" ? outcome : undefined;
      const entry = settled?.entry;
      rows.push([
        item.address,
        resultText(item),
        entry?.rawStatus ?? "",
        entry?.catchAll === undefined ? "" : String(entry.catchAll),
        entry?.creditsUsed === undefined ? "" : String(entry.creditsUsed),
        entry?.checkedAt.toISOString() ?? "",
        settled === undefined ? "" : String(settled.isKnown),
      ]);
    }
  }
  return `${Papa.unparse(rows, { escapeFormulae: true, newline: "\n" })}\n`;
}
