import { expect, test } from "vitest";
import { columnEdits, ColumnSurvey } from "../../../../src/core/text/csvColumns.ts";
import { columnAddresses, sniffTable } from "../../../../src/core/text/emailTable.ts";
import { readCsvRows } from "../../../../src/core/text/readCsvRows.ts";
import { rewriteCsv } from "../../../../src/core/text/rewriteCsv.ts";
import { tableBytes } from "./csvTables.ts";
import { EXPORTED_TABLES } from "./exportedTables.ts";

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

test.each(EXPORTED_TABLES)("$name: header, column, addresses and bytes", async (table) => {
  const encoded = (text: string): Uint8Array => tableBytes({ encoding: table.encoding, bom: 0 }, text);
  const bytes = encoded(table.text);
  const { dialect, column } = await sniffTable(bytes);
  const found = column.kind === "found" ? column.column.index : column.kind;
  const header: string[] = [];
  const survey = new ColumnSurvey({ names: ["n1", "n2", "n3"], mayHold: () => false });
  for await (const rows of readCsvRows(once(bytes), dialect))
    for (const row of rows) {
      survey.add(row);
      if (row.kind === "header") header.push(...row.record.fields);
    }
  const layout = survey.layout();
  const rewritten = rewriteCsv(once(bytes), dialect, (row) => {
    const cells = row.record.fields[table.column]?.includes("@") === true ? ["~", "", ""] : ["", "", ""];
    return columnEdits(row, row.kind === "header" ? ["n1", "n2", "n3"] : cells, layout, dialect);
  });

  expect(dialect.hasHeader ? header : undefined).toEqual(table.header);
  expect(found).toBe(table.column);
  expect(await Array.fromAsync(columnAddresses(once(bytes), dialect, table.column))).toEqual(table.addresses);
  expect(Buffer.concat(await Array.fromAsync(rewritten)).toString("latin1")).toBe(
    Buffer.from(encoded(table.rewritten)).toString("latin1"),
  );
});
