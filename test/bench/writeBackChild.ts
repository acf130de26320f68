import { columnEdits, ColumnSurvey } from "../../src/core/text/csvColumns.ts";
import { sniffCsvDialect } from "../../src/core/text/sniffCsvDialect.ts";
import { type CsvRow, readCsvRows } from "../../src/core/text/readCsvRows.ts";
import { rewriteCsv } from "../../src/core/text/rewriteCsv.ts";
import type { LedgerEntry } from "../../src/core/verification/ledger.ts";
import { RESULT_COLUMNS, resultCells } from "../../src/core/verification/resultColumns.ts";
import { leadsCsv } from "./extractInput.ts";

// Results written into a CSV of leads that is in memory: `writeBackChild ROUNDS MEGABYTES` prints, for each round,
// the milliseconds of both readings together: the one that finds where columns go, and the one that writes them.

const EMAIL_COLUMN = 4;
const CHUNK = 1 << 16;
const ENTRY: LedgerEntry = {
  verdict: "verified",
  rawStatus: "verified",
  catchAll: false,
  creditsUsed: 0.25,
  checkedAt: new Date(1_700_000_000_000),
  source: "instantly",
};
/** A ledger of its own speed (`ledger_lookups_per_s`) is not what is measured here. */
const find = (address: string): LedgerEntry | undefined => (address.length % 8 === 0 ? undefined : ENTRY);

function leads(megabytes: number): Buffer[] {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (const block of leadsCsv(1)) {
    for (let from = 0; from < block.length; from += CHUNK) chunks.push(block.subarray(from, from + CHUNK));
    bytes += block.length;
    if (bytes >= megabytes * 1e6) break;
  }
  return chunks;
}

// eslint-disable-next-line @typescript-eslint/require-await -- readers take chunks as they come from files
async function* stream(chunks: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function writeBack(chunks: readonly Buffer[]): Promise<number> {
  const dialect = sniffCsvDialect(chunks[0] ?? Buffer.alloc(0));
  const cellsOf = ({ record }: CsvRow): readonly string[] =>
    resultCells(record.fields[EMAIL_COLUMN] ?? "", find).cells;
  const survey = new ColumnSurvey(RESULT_COLUMNS);
  for await (const rows of readCsvRows(stream(chunks), dialect)) {
    for (const row of rows) {
      survey.add(row);
      cellsOf(row);
    }
  }
  const layout = survey.layout();
  let written = 0;
  const rewritten = rewriteCsv(stream(chunks), dialect, (row) =>
    columnEdits(row, row.kind === "header" ? RESULT_COLUMNS.names : cellsOf(row), layout, dialect),
  );
  for await (const part of rewritten) written += part.length;
  return written;
}

const [rounds = 1, megabytes = 100] = process.argv.slice(2).map(Number);
const chunks = leads(megabytes);
const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
const times: number[] = [];
for (let round = 0; round < rounds; round++) {
  const startedAt = performance.now();
  const written = await writeBack(chunks);
  times.push(performance.now() - startedAt);
  if (written < bytes * 1.1) throw new Error("The results are missing, so nothing was measured.");
}
console.log(JSON.stringify(times.map((ms) => bytes / 1000 / ms)));
