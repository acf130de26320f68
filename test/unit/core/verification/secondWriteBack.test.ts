import { describe, expect, test } from "vitest";
import { columnEdits, ColumnSurvey } from "../../../../src/core/text/csvColumns.ts";
import { columnAddresses, sniffTable } from "../../../../src/core/text/emailTable.ts";
import { type CsvRow, readCsvRows } from "../../../../src/core/text/readCsvRows.ts";
import { rewriteCsv } from "../../../../src/core/text/rewriteCsv.ts";
import type { LedgerEntry } from "../../../../src/core/verification/ledger.ts";
import { RESULT_COLUMNS, resultCells } from "../../../../src/core/verification/resultColumns.ts";

const entry = (verdict: LedgerEntry["verdict"], catchAll: boolean | undefined, at: string): LedgerEntry => ({
  verdict,
  rawStatus: verdict,
  catchAll,
  creditsUsed: 0.25,
  checkedAt: new Date(at),
  source: "instantly",
});

const FIRST: Readonly<Record<string, LedgerEntry>> = {
  "ann@acme.example": entry("verified", false, "2026-05-04T10:00:07Z"),
  "bob@acme.example": entry("invalid", undefined, "2026-05-04T10:00:08Z"),
  "+jo@acme.example": entry("risky", true, "2026-12-14T23:00:08Z"),
};
/** Of a later run: one more is known, one is known anew. */
const SECOND: typeof FIRST = {
  ...FIRST,
  "ann@acme.example": entry("verified", true, "2026-06-01T00:00:00Z"),
  "new@acme.example": entry("verified", false, "2026-06-01T00:00:01Z"),
};
const ADDRESSES = [
  "ann@acme.example",
  "bob@acme.example",
  "+jo@acme.example",
  "tom(at)acme.example",
  "new@acme.example",
];

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

interface WrittenBack {
  readonly text: string;
  readonly addresses: readonly string[];
  /** Of every row, before and after. */
  readonly widths: readonly [ReadonlySet<number>, ReadonlySet<number>];
}

async function writeBack(text: string, known: typeof FIRST): Promise<WrittenBack> {
  const { dialect, column } = await sniffTable(new TextEncoder().encode(text));
  if (column.kind !== "found") throw new Error(column.kind);
  const { index } = column.column;
  const survey = new ColumnSurvey(RESULT_COLUMNS);
  const widths = async (of: string): Promise<Set<number>> => {
    const rows = (await Array.fromAsync(readCsvRows(once(of), dialect))).flat();
    return new Set(rows.map(({ record }) => record.fields.length));
  };
  for await (const rows of readCsvRows(once(text), dialect)) rows.forEach((row) => survey.add(row));
  const layout = survey.layout();
  const edits = (row: CsvRow) => {
    const { cells } = resultCells(row.record.fields[index] ?? "", (address) => known[address]);
    return columnEdits(row, row.kind === "header" ? RESULT_COLUMNS.names : cells, layout, dialect);
  };
  const after = Buffer.concat(await Array.fromAsync(rewriteCsv(once(text), dialect, edits))).toString();
  return {
    text: after,
    addresses: await Array.fromAsync(columnAddresses(once(after), dialect, index)),
    widths: [await widths(text), await widths(after)],
  };
}

const BARE = `ann@acme.example,Ann
bob@acme.example,"Doe, Bob"
'+jo@acme.example,Jo
tom(at)acme.example,Tom
new@acme.example,New
`;

/**
 * What becomes of `BARE` with results in other programs. The texts of Gnumeric and LibreOffice are those programs' own; the
 * others are written after what such programs do to booleans, times and empty cells.
 */
const SAVED: Readonly<Record<string, string>> = {
  Gnumeric: `ann@acme.example,Ann,verified,FALSE,"2026/05/04 10:00:07"
bob@acme.example,"Doe, Bob",invalid,,"2026/05/04 10:00:08"
+jo@acme.example,Jo,risky,TRUE,"2026/12/14 23:00:08"
tom(at)acme.example,Tom,malformed,,
new@acme.example,New,,,
`,
  "LibreOffice, all text quoted": `"ann@acme.example","Ann","verified","false","2026-05-04T10:00:07Z"
"bob@acme.example","Doe, Bob","invalid",,"2026-05-04T10:00:08Z"
"'+jo@acme.example","Jo","risky","true","2026-12-14T23:00:08Z"
"tom(at)acme.example","Tom","malformed",,
"new@acme.example","New",,,
`,
  "a script's table of types": `ann@acme.example,Ann,verified,False,2026-05-04T10:00:07+00:00
bob@acme.example,"Doe, Bob",invalid,,2026-05-04T10:00:08+00:00
'+jo@acme.example,Jo,risky,True,2026-12-14T23:00:08+00:00
tom(at)acme.example,Tom,malformed,,
new@acme.example,New,,,
`,
  "a spreadsheet in German": `ann@acme.example;Ann;verified;FALSCH;04.05.2026 10:00\r
bob@acme.example;Doe, Bob;invalid;;04.05.2026 10:00\r
'+jo@acme.example;Jo;risky;WAHR;14.12.2026 23:00\r
tom(at)acme.example;Tom;malformed;;\r
new@acme.example;New;;;\r
`,
  "a program of numbers": `ann@acme.example,Ann,verified,0,46146.41675
bob@acme.example,"Doe, Bob",invalid,,46146.416759
+jo@acme.example,Jo,risky,1,46370.958426
tom(at)acme.example,Tom,malformed,,
new@acme.example,New,,,
`,
  "a program that cuts empty cells": `ann@acme.example,Ann,verified,false,2026-05-04T10:00:07Z
bob@acme.example,"Doe, Bob",invalid,,2026-05-04T10:00:08Z
'+jo@acme.example,Jo,risky,true,2026-12-14T23:00:08Z
tom(at)acme.example,Tom,malformed
new@acme.example,New
`,
  "a program that pads cells": `ann@acme.example , Ann , verified , false , 2026-05-04T10:00:07Z
bob@acme.example , "Doe, Bob" , invalid ,  , 2026-05-04T10:00:08Z
'+jo@acme.example , Jo , risky , true , 2026-12-14T23:00:08Z
tom(at)acme.example , Tom , malformed ,  ,
new@acme.example , New ,  ,  ,
`,
};
const HEAD = "email,name,instantly_verification,instantly_catch_all,instantly_checked_at";
const heads = (saved: string): string => {
  if (saved.startsWith('"')) return `${HEAD.replace(/\w+/g, '"$&"')}\n`;
  if (saved.includes(" , ")) return `${HEAD.replaceAll(",", " , ")}\n`;
  return saved.includes("\r\n") ? `${HEAD.replaceAll(",", ";")}\r\n` : `${HEAD}\n`;
};

/** Rows as they are read, in the words of ours. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) => line.replaceAll('"', "").split(/\s*[,;]\s*/));
const CELLS = [
  ["verified", "true", "2026-06-01T00:00:00Z"],
  ["invalid", "", "2026-05-04T10:00:08Z"],
  ["risky", "true", "2026-12-14T23:00:08Z"],
  ["malformed", "", ""],
  ["verified", "false", "2026-06-01T00:00:01Z"],
];

describe.each([
  ["without a header", "", false],
  ["with a header", "email,name\n", true],
] as const)("a table %s", (_, head, hasHead) => {
  test("gets columns once", async () => {
    const first = await writeBack(head + BARE, FIRST);
    expect(first.addresses).toEqual(ADDRESSES);
    expect(first.widths[1]).toEqual(new Set([5]));

    const second = await writeBack(first.text, SECOND);

    expect(second.addresses).toEqual(ADDRESSES);
    expect(second.widths).toEqual([new Set([5]), new Set([5])]);
    expect(
      rowsOf(second.text)
        .slice(hasHead ? 1 : 0)
        .map((row) => row.slice(-3)),
    ).toEqual(CELLS);
    expect((await writeBack(second.text, SECOND)).text).toBe(second.text);
  });

  test.each(Object.entries(SAVED))("that %s has saved gets no more of them", async (_program, saved) => {
    const { text, addresses, widths } = await writeBack(hasHead ? heads(saved) + saved : saved, SECOND);

    expect(addresses).toEqual(ADDRESSES);
    expect(Math.max(...widths[1])).toBe(5);
    expect(
      rowsOf(text)
        .slice(hasHead ? 1 : 0)
        .map((row) =>
          row
            .slice(row.indexOf("Bob") === 2 ? 3 : 2)
            .concat("", "")
            .slice(0, 3),
        ),
    ).toEqual(CELLS);
  });
});

test("quotes new cells where all text is quoted and numbers are not", async () => {
  const { text } = await writeBack('"email","count","note"\n"ann@acme.example",3,"one\ntwo"\n', FIRST);

  expect(text).toBe(
    `"email","count","note",${HEAD.split(",")
      .slice(2)
      .map((name) => `"${name}"`)
      .join(",")}\n` + '"ann@acme.example",3,"one\ntwo","verified","false","2026-05-04T10:00:07Z"\n',
  );
});

test("leaves columns alone that only look like ours in part", async () => {
  for (const rest of [",1,2026-05-04", ",true,", "verified,true,Order 5", "verified,true,10243"]) {
    const { text } = await writeBack(
      `ann@acme.example,${rest}\nbob@acme.example,verified,true,2026-05-04\n`,
      FIRST,
    );

    expect(text.split("\n")[0]).toBe(`ann@acme.example,${rest},verified,false,2026-05-04T10:00:07Z`);
  }
});
