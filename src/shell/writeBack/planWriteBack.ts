import { createHash } from "node:crypto";
import { addressKey } from "../../core/text/address.ts";
import { type ColumnLayout, columnEdits, ColumnSurvey, type CsvEdit } from "../../core/text/csvColumns.ts";
import type { EmailCandidate } from "../../core/text/emailColumn.ts";
import { headOf, sniffColumn } from "../../core/text/emailTable.ts";
import { type CsvRow, readCsvRows } from "../../core/text/readCsvRows.ts";
import type { LedgerEntry } from "../../core/verification/ledger.ts";
import { RESULT_COLUMNS, resultCells, type RowAddress } from "../../core/verification/resultColumns.ts";
import { type ResultCounts, ResultCounter } from "../../core/verification/resultCounts.ts";
import type { ResultTable } from "./resultTable.ts";

/** What is to be written into a table. */
export interface WriteBackPlan {
  readonly table: ResultTable;
  readonly layout: ColumnLayout;
  /** Rows of which something is known. */
  readonly rows: number;
  /** How the table's addresses ended, each counted once. */
  readonly counts: ResultCounts;
  /** Of all bytes of the table, to tell whether it is still the same. */
  readonly digest: string;
  /** The changes of one row, in the table's own bytes. */
  readonly editsOf: (row: CsvRow) => CsvEdit[];
}

export interface PlanOptions {
  /** What is known of an address. */
  readonly find: (address: string) => LedgerEntry | undefined;
  /** Decides between columns; undefined gives up. */
  readonly choose: (candidates: readonly EmailCandidate[]) => Promise<EmailCandidate | undefined>;
  readonly signal: AbortSignal;
}

/**
 * Reads a table once and decides where results go and what they say. Undefined when no column was chosen;
 * "noColumn" when there is none with addresses.
 * @throws what reading and `find` throw, the signal's reason.
 */
export async function planWriteBack(
  table: ResultTable,
  { find, choose, signal }: PlanOptions,
): Promise<WriteBackPlan | "noColumn" | undefined> {
  const { dialect } = table;
  const found = await sniffColumn(await headOf(table.chunks()), dialect);
  if (found.kind === "none") return "noColumn";
  const column = found.kind === "found" ? found.column : await choose(found.candidates);
  if (column === undefined) return undefined;
  const cellsOf = ({ record }: CsvRow) => resultCells(record.fields[column.index] ?? "", find);
  const survey = new ColumnSurvey(RESULT_COLUMNS);
  const counter = new AddressCounter();
  let withResult = 0;
  const digest = new Digest();
  for await (const batch of readCsvRows(digest.passing(table.chunks()), dialect)) {
    signal.throwIfAborted();
    for (const row of batch) {
      survey.add(row);
      if (row.kind !== "data") continue;
      const { part, addresses } = cellsOf(row);
      if (part !== "notReached") withResult++;
      addresses.forEach(counter.add);
    }
  }
  const layout = survey.layout();
  const editsOf = (row: CsvRow): CsvEdit[] => {
    if (row.kind === "other") return [];
    const cells = row.kind === "header" ? RESULT_COLUMNS.names : cellsOf(row).cells;
    return columnEdits(row, cells, layout, dialect);
  };
  return { table, layout, rows: withResult, counts: counter.counts, digest: digest.end(), editsOf };
}

/** Counts addresses as a run does, which asks for each once however often it stands in a table. */
class AddressCounter {
  readonly #seen = new Set<string>();
  readonly #counter = new ResultCounter();

  readonly add = ({ address, part }: RowAddress): void => {
    const key = addressKey(address);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#counter.add(part);
  };

  get counts(): ResultCounts {
    return this.#counter.counts;
  }
}

/** Takes the measure of bytes on their way. */
export class Digest {
  readonly #hash = createHash("sha256");

  async *passing(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  /** Once all have passed. */
  end(): string {
    return this.#hash.digest("hex");
  }
}
