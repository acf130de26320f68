import { createHash } from "node:crypto";
import { addressKey } from "../../core/text/address.ts";
import { type ColumnLayout, columnEdits, ColumnSurvey, type CsvEdit } from "../../core/text/csvColumns.ts";
import type { EmailCandidate } from "../../core/text/emailColumn.ts";
import { headOf, sniffColumn } from "../../core/text/emailTable.ts";
import type { FreeFinding } from "../../core/text/freeChecks.ts";
import { type CsvRow, readCsvRows } from "../../core/text/readCsvRows.ts";
import type { LedgerEntry } from "../../core/verification/ledger.ts";
import {
  columnsFor,
  resultCells,
  type RowAddress,
  type RowCells,
} from "../../core/verification/resultColumns.ts";
import { type ResultCounts, ResultCounter } from "../../core/verification/resultCounts.ts";
import { RowSieve, type TableChange } from "../../core/verification/rowSieve.ts";
import type { ResultTable } from "./resultTable.ts";

/** All that the planning reads of a table. */
export type TableBytes = Pick<ResultTable, "dialect" | "chunks">;

/** What is to be written into a table. */
export interface WriteBackPlan {
  readonly table: ResultTable;
  readonly change: TableChange;
  readonly layout: ColumnLayout;
  /** Rows that stay and of which something is known. */
  readonly rows: number;
  /** Rows that go. */
  readonly gone: GoneRows;
  /** How the table's addresses ended, each counted once. */
  readonly counts: ResultCounts;
  /** Of all bytes of the table, to tell whether it is still the same. */
  readonly digest: string;
  /** The changes of one row, in the table's own bytes. */
  readonly editsOf: (row: CsvRow) => CsvEdit[];
}

/** Rows that go, and of those that are not good, the ones of which nothing is known. */
export interface GoneRows {
  readonly notGood: number;
  readonly repeated: number;
  readonly unknown: number;
}

export interface PlanOptions {
  /** What is known of an address. */
  readonly find: (address: string) => LedgerEntry | undefined;
  /** What a free check says of one; only what needs reasons asks. */
  readonly inspect: (address: string) => readonly FreeFinding[];
  readonly change: TableChange;
  /** Decides between columns; undefined gives up. */
  readonly choose: (candidates: readonly EmailCandidate[]) => Promise<EmailCandidate | undefined>;
  readonly signal: AbortSignal;
}

/** Results as columns, and nothing else. */
export const RESULTS_ONLY: TableChange = { results: true, reasons: false, goodOnly: false, noRepeats: false };

/**
 * Reads a table once and decides where results go and what they say. Undefined when no column was chosen;
 * "noColumn" when there is none with addresses.
 * @throws what reading and `find` throw, the signal's reason.
 */
export async function planWriteBack(
  table: TableBytes,
  { find, inspect, change, choose, signal }: PlanOptions,
): Promise<Omit<WriteBackPlan, "table"> | "noColumn" | undefined> {
  const { dialect } = table;
  const found = await sniffColumn(await headOf(table.chunks()), dialect);
  if (found.kind === "none") return "noColumn";
  const column = found.kind === "found" ? found.column : await choose(found.candidates);
  if (column === undefined) return undefined;
  const columns = columnsFor(change);
  const cellsOf = ({ record }: CsvRow): RowCells => resultCells(record.fields[column.index] ?? "", find);
  const survey = new ColumnSurvey(columns);
  const tally = new RowTally(change, inspect);
  const digest = new Digest();
  for await (const batch of readCsvRows(digest.passing(table.chunks()), dialect)) {
    signal.throwIfAborted();
    for (const row of batch)
      if (row.kind !== "data" || tally.stays(row.record.offset, cellsOf(row))) survey.add(row);
  }
  const layout = survey.layout();
  const editsOf = (row: CsvRow): CsvEdit[] => {
    const { offset, length, lineEndLength } = row.record;
    if (row.kind === "other") return [];
    if (row.kind === "header") return columnEdits(row, columns.names, layout, dialect);
    if (tally.isGone(offset)) return [{ offset, length: length + lineEndLength, text: "" }];
    const cells = [
      ...(change.results ? cellsOf(row).cells : []),
      ...(change.reasons ? [tally.reasonsAt(offset)] : []),
    ];
    return columnEdits(row, cells, layout, dialect);
  };
  const { rows, gone, counts } = tally;
  return { change, layout, rows, gone, counts, digest: digest.end(), editsOf };
}

/** What becomes of the rows of a table, by where they begin. */
class RowTally {
  rows = 0;
  readonly gone = { notGood: 0, repeated: 0, unknown: 0 };
  readonly #addresses = new AddressCounter();
  readonly #sieve: RowSieve | undefined;
  readonly #gone = new Set<number>();
  readonly #reasons = new Map<number, string>();

  constructor(change: TableChange, inspect: PlanOptions["inspect"]) {
    const isSieved = change.reasons || change.goodOnly || change.noRepeats;
    this.#sieve = isSieved ? new RowSieve(change, inspect) : undefined;
  }

  get counts(): ResultCounts {
    return this.#addresses.counts;
  }

  /** Whether the next row stays. */
  stays(offset: number, cells: RowCells): boolean {
    cells.addresses.forEach(this.#addresses.add);
    const { goes, reasons = "" } = this.#sieve?.look(cells) ?? {};
    if (goes !== undefined) {
      this.#gone.add(offset);
      this.gone[goes]++;
      if (goes === "notGood" && cells.part === "notReached") this.gone.unknown++;
      return false;
    }
    if (reasons !== "") this.#reasons.set(offset, reasons);
    if (cells.part !== "notReached") this.rows++;
    return true;
  }

  isGone(offset: number): boolean {
    return this.#gone.has(offset);
  }

  reasonsAt(offset: number): string {
    return this.#reasons.get(offset) ?? "";
  }
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
