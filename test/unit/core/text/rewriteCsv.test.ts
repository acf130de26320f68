import { expect, test } from "vitest";
import {
  type ColumnLayout,
  columnEdits,
  ColumnSurvey,
  type CsvEdit,
} from "../../../../src/core/text/csvColumns.ts";
import type { CsvDialect } from "../../../../src/core/text/csvDialect.ts";
import { sniffCsvDialect } from "../../../../src/core/text/sniffCsvDialect.ts";
import { type CsvRow, readCsvRows } from "../../../../src/core/text/readCsvRows.ts";
import { rewriteCsv } from "../../../../src/core/text/rewriteCsv.ts";
import { textAsCsv } from "../../../../src/core/text/textAsCsv.ts";
import { inventTable, type Table, tableBytes } from "./csvTables.ts";
import { pick, seededRandom } from "./seededRandom.ts";

const COLUMNS = {
  names: ["word", "yes", "when"],
  mayHold: (cells: readonly string[]) => cells.every((cell) => cell === "" || cell.startsWith("~")),
};
const HEADER = COLUMNS.names;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size)
    yield await Promise.resolve(bytes.slice(from, from + size));
}

interface Rewritten {
  readonly bytes: Uint8Array;
  readonly layout: ColumnLayout;
  readonly edits: readonly CsvEdit[];
}

async function rewrite(
  bytes: Uint8Array,
  cells: readonly string[],
  dialect: CsvDialect = sniffCsvDialect(bytes),
  size = Math.max(1, bytes.length),
): Promise<Rewritten> {
  const survey = new ColumnSurvey(COLUMNS);
  for await (const rows of readCsvRows(inChunks(bytes, size), dialect))
    for (const row of rows) survey.add(row);
  const layout = survey.layout();
  const edits: CsvEdit[] = [];
  const editsOf = (row: CsvRow): CsvEdit[] => {
    const made = columnEdits(row, row.kind === "header" ? HEADER : cells, layout, dialect);
    edits.push(...made);
    return made;
  };
  const parts: number[] = [];
  for await (const part of rewriteCsv(inChunks(bytes, size), dialect, editsOf))
    for (const byte of part) parts.push(byte);
  return { bytes: Uint8Array.from(parts), layout, edits };
}

/** What the table has to look like with the columns, told from how it was made. */
function expected({ dialect, lines }: Table, cells: readonly string[]): Uint8Array {
  const quote = dialect.quoting === "all" ? dialect.quote : "";
  const width = Math.max(...lines.filter(({ kind }) => kind !== "other").map((line) => line.cells));
  const text = lines.map(({ raw, lineEnd, kind, cells: have }) => {
    if (kind === "other") return raw + lineEnd;
    const added = (kind === "header" ? HEADER : cells).map(
      (cell) => dialect.delimiter + quote + cell + quote,
    );
    return raw + dialect.delimiter.repeat(width - have) + added.join("") + lineEnd;
  });
  return tableBytes(dialect, text.join(""));
}

const original = ({ dialect, lines }: Table): Uint8Array =>
  tableBytes(dialect, lines.map(({ raw, lineEnd }) => raw + lineEnd).join(""));

/** The file without what the edits have put in, and with what they have taken out. */
function undone(before: Uint8Array, after: Uint8Array, edits: readonly CsvEdit[], unit: number): number[] {
  const bytes: number[] = [];
  let [from, shift] = [0, 0];
  for (const { offset, length, text } of edits) {
    bytes.push(...after.subarray(from + shift, offset + shift), ...before.subarray(offset, offset + length));
    [from, shift] = [offset + length, shift + text.length * unit - length];
  }
  return [...bytes, ...after.subarray(from + shift)];
}

test("puts columns behind the widest row of a table of any dialect, and touches no other byte", async () => {
  const random = seededRandom(11);
  for (let round = 0; round < 1000; round++) {
    const table = inventTable(random);
    const bytes = original(table);
    const size = 1 + Math.floor(random() * 100);

    const { bytes: result } = await rewrite(bytes, ["~a", "", "~b"], table.dialect, size);

    expect(Buffer.from(result).equals(expected(table, ["~a", "", "~b"])), JSON.stringify(table)).toBe(true);
  }
});

test("changes the cells of an earlier time where they stand", async () => {
  const random = seededRandom(12);
  for (let round = 0; round < 1000; round++) {
    const table = inventTable(random);
    const first = await rewrite(original(table), ["~a", "", "~b"], table.dialect);

    const second = await rewrite(first.bytes, ["", "~ccc", "~d"], table.dialect);

    expect(Buffer.from(second.bytes).equals(expected(table, ["", "~ccc", "~d"])), JSON.stringify(table)).toBe(
      true,
    );
    expect((await rewrite(second.bytes, ["", "~ccc", "~d"], table.dialect)).edits).toEqual([]);
  }
});

test("can be taken back from any bytes", async () => {
  const random = seededRandom(13);
  const pieces = [
    '"',
    '"',
    ",",
    ",",
    "\n",
    "\r\n",
    "\r",
    "#",
    "a",
    " ",
    "ü",
    '""',
    '",',
    "jo@example.com",
    "\0",
    "😀",
  ];
  for (let round = 0; round < 1000; round++) {
    const text = Array.from({ length: Math.floor(random() * 60) }, () => pick(random, pieces)).join("");
    const bytes =
      round % 2 === 0 ? utf8(text) : Uint8Array.from(text, (character) => character.charCodeAt(0));

    const { bytes: result, edits } = await rewrite(
      bytes,
      ["~a", "", "~b"],
      sniffCsvDialect(bytes),
      1 + (round % 17),
    );

    const unit = sniffCsvDialect(bytes).encoding.startsWith("utf-16") ? 2 : 1;
    const made = edits.filter(({ offset, length }) => offset + length <= bytes.length);
    expect(undone(bytes, result, made, unit), JSON.stringify(text)).toEqual([...bytes]);
  }
});

const added = async (text: string, cells = ["~a", "~b", "~c"]): Promise<string> =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode((await rewrite(utf8(text), cells)).bytes);

test.each<[string, string, string]>([
  ["a table without a header", "jo@x.example,Jo\n", "jo@x.example,Jo,~a,~b,~c\n"],
  ["no last line end", "email\njo@x.example", "email,word,yes,when\njo@x.example,~a,~b,~c"],
  ["empty lines", "email\n\njo@x.example\n\n", "email,word,yes,when\n\njo@x.example,~a,~b,~c\n\n"],
  [
    "a row wider than the header",
    "email,name\njo@x.example,Jo,more\n",
    "email,name,,word,yes,when\njo@x.example,Jo,more,~a,~b,~c\n",
  ],
  [
    "remarks, also above the header",
    "# made, by Jo\nemail,name\n# half\njo@x.example,Jo\n",
    "# made, by Jo\nemail,name,word,yes,when\n# half\njo@x.example,Jo,~a,~b,~c\n",
  ],
  [
    "a header that begins with #",
    "#,Email\n1,jo@x.example\n",
    "#,Email,word,yes,when\n1,jo@x.example,~a,~b,~c\n",
  ],
  [
    "duplicate headers",
    "email,email\njo@x.example,\n",
    "email,email,word,yes,when\njo@x.example,,~a,~b,~c\n",
  ],
  [
    "all fields quoted",
    '"email"\n"jo@x.example"\n',
    '"email","word","yes","when"\n"jo@x.example","~a","~b","~c"\n',
  ],
  [
    "line ends of two kinds",
    "email\r\na@x.example\nb@x.example\r\n",
    "email,word,yes,when\r\na@x.example,~a,~b,~c\nb@x.example,~a,~b,~c\r\n",
  ],
  [
    "a cell quoted behind a blank",
    'name, email\n"Doe, Jo" , jo@x.example\nAl, "al@x.example" \n',
    'name, email,word,yes,when\n"Doe, Jo" , jo@x.example,~a,~b,~c\nAl, "al@x.example" ,~a,~b,~c\n',
  ],
  [
    "all fields quoted, with line breaks in cells",
    '"email","note"\r\n"a@x.example","one\r\ntwo"\r\n"b@x.example","say ""x"",\nthen go"\r\n',
    '"email","note","word","yes","when"\r\n"a@x.example","one\r\ntwo","~a","~b","~c"\r\n"b@x.example","say ""x"",\nthen go","~a","~b","~c"\r\n',
  ],
  ["nothing", "", ""],
])("keeps %s as it is", async (_, before, after) => {
  expect(await added(before)).toBe(after);
});

test("finds the columns of an earlier time where they were moved to, and adds those that were removed", async () => {
  expect(await added("yes,email,word\nx,jo@x.example,y\n")).toBe(
    "yes,email,word,when\n~b,jo@x.example,~a,~c\n",
  );
});

test("fills up a row that does not reach to a column of an earlier time only if there is something to say", async () => {
  const text = "email,name,word,yes,when\njo@x.example\n";
  expect(await added(text, ["~a", "", ""])).toBe("email,name,word,yes,when\njo@x.example,,~a\n");
  expect(await added(text, ["", "", ""])).toBe(text);
});

test("says how many rows it has filled up and how many it has left alone", async () => {
  const wide = `jo@x.example${",".repeat(200)}`;
  const { layout, bytes } = await rewrite(utf8(`email,name\na@x.example\nb@x.example,Bo\n${wide}\n`), [
    "~a",
    "",
    "",
  ]);

  expect(layout).toMatchObject({ rows: 3, short: 1, long: 1, width: 2 });
  expect(new TextDecoder().decode(bytes)).toContain(`\n${wide}\n`);
});

test("does not break a line that is too long for a row", async () => {
  const long = "x".repeat(300_000);
  const text = `email,name\n${long}\njo@x.example,Jo\n${long}`;

  const changed = await added(text);

  expect(changed.replaceAll(long, "LONG")).toBe(
    "email,name,word,yes,when\nLONG\njo@x.example,Jo,~a,~b,~c\nLONG",
  );
});

test("reads text of a document with offsets in UTF-16 units", async () => {
  const text = "name;email\n😀 Jo;jo@x.example\nÄnn;ann@x.example";
  const { dialect, chunks } = textAsCsv(text);
  const survey = new ColumnSurvey(COLUMNS);
  const rows: CsvRow[] = [];
  for await (const batch of readCsvRows(chunks(), dialect)) rows.push(...batch);
  rows.forEach((row) => survey.add(row));

  const ends = rows.flatMap((row) => columnEdits(row, ["~a", "", ""], survey.layout(), dialect));

  expect(ends.map(({ offset }) => offset / 2)).toEqual([10, 29, text.length]);
  expect(ends[1]?.text).toBe(";~a;;");
});

test("holds a stretch of a large table at once, however long the table is", async () => {
  const chunk = utf8('name,email,"a note,\nof two lines"\r\n'.repeat(2_000));
  let ahead = 0;
  let most = 0;
  async function* large(): AsyncGenerator<Uint8Array> {
    for (let sent = 0; sent < 40_000_000; sent += chunk.length) {
      ahead += chunk.length;
      most = Math.max(most, ahead);
      yield await Promise.resolve(chunk);
    }
  }

  for await (const part of rewriteCsv(large(), sniffCsvDialect(chunk), () => [])) ahead -= part.length;

  expect(ahead).toBe(0);
  expect(most).toBeLessThan(1_000_000);
});
