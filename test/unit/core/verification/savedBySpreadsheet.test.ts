import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { columnEdits, ColumnSurvey } from "../../../../src/core/text/csvColumns.ts";
import { columnAddresses, sniffTable } from "../../../../src/core/text/emailTable.ts";
import { readCsvRows } from "../../../../src/core/text/readCsvRows.ts";
import { rewriteCsv } from "../../../../src/core/text/rewriteCsv.ts";
import { csvHead, csvLines } from "../../../../src/core/verification/resultExport.ts";
import { RESULT_COLUMNS, resultCells } from "../../../../src/core/verification/resultColumns.ts";
import { itemsOf, settled } from "./resultItems.ts";

/** Gnumeric's own converter, where it is installed: it opens and saves a table as the program does. */
const CONVERTER = "ssconvert";
const isMissing = spawnSync(CONVERTER, ["--version"]).error !== undefined;
/** A spreadsheet takes its time to start. */
const TIMEOUT = 60_000;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "spreadsheet-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The table as it comes out of a spreadsheet, by way of one of its own formats. */
function saved(text: string): string {
  const [csv, book] = [join(folder, "table.csv"), join(folder, "table.xlsx")];
  writeFileSync(csv, text);
  execFileSync(CONVERTER, [csv, book], { stdio: "ignore" });
  execFileSync(CONVERTER, [book, csv], { stdio: "ignore" });
  return readFileSync(csv, "utf8");
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

const ADDRESSES = ["ann@x.example", "+jo@x.example", "=cmd@x.example", "-al@x.example", "1e5@x.example"];
const ITEMS = itemsOf(...ADDRESSES.map((address) => [address, settled({}, false)] as const));

async function addressesIn(text: string): Promise<string[]> {
  const { dialect, column } = await sniffTable(new TextEncoder().encode(text));
  return Array.fromAsync(
    columnAddresses(once(text), dialect, column.kind === "found" ? column.column.index : -1),
  );
}

async function writeBack(text: string): Promise<string> {
  const { dialect } = await sniffTable(new TextEncoder().encode(text));
  const survey = new ColumnSurvey(RESULT_COLUMNS);
  for await (const rows of readCsvRows(once(text), dialect)) rows.forEach((row) => survey.add(row));
  const find = (address: string) => {
    const outcome = ITEMS.find((item) => item.address === address)?.outcome;
    return outcome?.state === "settled" ? outcome.entry : undefined;
  };
  const edits = rewriteCsv(once(text), dialect, (row) =>
    columnEdits(row, resultCells(row.record.fields[0] ?? "", find).cells, survey.layout(), dialect),
  );
  return Buffer.concat(await Array.fromAsync(edits)).toString();
}

test.skipIf(isMissing)(
  "an export is read again after a spreadsheet has saved it",
  { timeout: TIMEOUT },
  async () => {
    expect(await addressesIn(saved(csvHead() + csvLines(ITEMS)))).toEqual(ADDRESSES);
  },
);

test.skipIf(isMissing)(
  "a table that a spreadsheet has saved gets no more columns",
  { timeout: TIMEOUT },
  async () => {
    const first = await writeBack(ADDRESSES.map((address) => `'${address},"a, b"\n`).join(""));
    const again = saved(first);

    const second = await writeBack(again);

    expect(await addressesIn(again)).toEqual(ADDRESSES);
    expect(again).not.toBe(first);
    expect(second.replaceAll("'", "")).toBe(first.replaceAll("'", ""));
  },
);
