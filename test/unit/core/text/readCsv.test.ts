import { expect, test } from "vitest";
import type { CsvDialect } from "../../../../src/core/text/csvDialect.ts";
import { sniffCsvDialect } from "../../../../src/core/text/sniffCsvDialect.ts";
import { type CsvRecord, readCsv } from "../../../../src/core/text/readCsv.ts";
import { pick, seededRandom } from "./seededRandom.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index++)
    view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size)
    yield await Promise.resolve(bytes.slice(from, from + size));
}

async function read(
  bytes: Uint8Array,
  size = bytes.length,
  dialect = sniffCsvDialect(bytes),
): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const batch of readCsv(inChunks(bytes, size), dialect))
    for (const record of batch) records.push(record);
  return records;
}

const fields = (records: readonly CsvRecord[]): (readonly string[])[] =>
  records.map((record) => record.fields);

/** The file again, put together from where the rows are said to stand. */
function rebuilt(bytes: Uint8Array, dialect: CsvDialect, records: readonly CsvRecord[]): number[] {
  const parts = [...bytes.subarray(0, dialect.bom)];
  for (const { offset, length, lineEndLength } of records) {
    expect(offset).toBe(parts.length);
    for (const byte of bytes.subarray(offset, offset + length + lineEndLength)) parts.push(byte);
  }
  return parts;
}

const ODD_FILES: readonly (readonly [string, Uint8Array])[] = [
  ["an empty file", utf8("")],
  ["a byte order mark alone", utf8("\uFEFF")],
  ["a header alone", utf8("email,name")],
  ["line feeds", utf8("email,name\njo@example.com,Jo\n")],
  ["carriage returns and line feeds", utf8("email,name\r\njo@example.com,Jo\r\n")],
  ["carriage returns", utf8("email,name\rjo@example.com,Jo\r")],
  ["mixed line ends", utf8('email,name\r\njo@example.com,"Jo"\nal@example.com,"Al"\r\n\r\nx,y\n')],
  ["no last line end", utf8("email\njo@example.com")],
  ["empty lines", utf8("\n\nemail\n\njo@example.com\n\n\n")],
  ["a byte order mark", utf8("\uFEFFemail;name\r\njo@example.com;Jö\r\n")],
  ["UTF-16, little end first", utf16("\uFEFFemail\tname\r\njo@example.com\t字\r\n", true)],
  ["UTF-16, big end first", utf16("\uFEFFemail,name\njo@example.com,😀\n", false)],
  ["UTF-16 without a mark", utf16("email,name\njo@example.com,Jo\n", true)],
  ["Windows-1252", latin1("email;name\r\njo@example.com;M\xfcller \x80\x81\r\n")],
  ["UTF-8 with a broken byte", Uint8Array.from([...utf8("email,Zürich\njo@example.com,"), 0xff, 0xc3, 10])],
  ["all fields quoted", utf8('"email","name"\r\n"jo@example.com","Doe, ""Jo"""\r\n')],
  ["quoted line ends", utf8('email,note\njo@example.com,"one\r\ntwo\nthree"\nal@example.com,x\n')],
  ["ragged rows", utf8("email,name\njo@example.com\nal@example.com,Al,more,,\n,\n")],
  ["a quote that is never closed", utf8('email,name\n"jo@example.com,Jo\nal@example.com,Al\n')],
  ["a quote in the middle", utf8('email,name\njo@example.com,5" pipe\nal@example.com,Al\n')],
  ["text after a closing quote", utf8('email,name\n"Jo" Doe,jo@example.com\n"Al",al@example.com\n')],
  ["zeros", utf8("email\0,name\njo@example.com\0,\0\n")],
  ["single quotes", utf8("'email','name'\n'jo@example.com','Doe, Jo'\n")],
];

test.each(ODD_FILES)("can rebuild every byte of a file with %s", async (_, bytes) => {
  const dialect = sniffCsvDialect(bytes);
  const whole = await read(bytes);

  expect(rebuilt(bytes, dialect, whole)).toEqual([...bytes]);
  for (const size of [1, 2, 7]) expect(await read(bytes, size, dialect)).toEqual(whole);
});

test("can rebuild any bytes", async () => {
  const random = seededRandom(3);
  const pieces = ['"', '"', ",", "\n", "\r\n", "\r", "a", " ", "ü", '""', '",', "jo@example.com", "\0", "😀"];
  for (let round = 0; round < 1000; round++) {
    const text = Array.from({ length: Math.floor(random() * 60) }, () => pick(random, pieces)).join("");
    const bytes = round % 2 === 0 ? utf8(text) : latin1(text);
    const dialect = sniffCsvDialect(bytes);

    const records = await read(bytes, 1 + Math.floor(random() * 20), dialect);

    expect(rebuilt(bytes, dialect, records), JSON.stringify(text)).toEqual([...bytes]);
  }
});

test("reads fields in the encoding of the file", async () => {
  for (const bytes of [
    utf8("email;name\njo@example.com;Müller €\n"),
    utf8("\uFEFFemail;name\njo@example.com;Müller €\n"),
    utf16("\uFEFFemail;name\njo@example.com;Müller €\n", true),
    latin1("email;name\njo@example.com;M\xfcller \x80\n"),
  ])
    expect(fields(await read(bytes))).toEqual([
      ["email", "name"],
      ["jo@example.com", "Müller €"],
    ]);
});

test("unquotes fields and keeps what they hold", async () => {
  const bytes = utf8('"email","note"\r\n"jo@example.com","say ""hi"",\r\nthen go"\r\n"al@example.com",""\n');

  expect(fields(await read(bytes))).toEqual([
    ["email", "note"],
    ["jo@example.com", 'say "hi",\r\nthen go'],
    ["al@example.com", ""],
  ]);
});

test("loses no row to a quote that goes astray", async () => {
  expect(fields(await read(utf8('email,name\n"jo@example.com,Jo\nal@example.com,Al\n')))).toEqual([
    ["email", "name"],
    ['"jo@example.com', "Jo"],
    ["al@example.com", "Al"],
  ]);
  expect(fields(await read(utf8('email,name\n"Jo" Doe,jo@example.com\n"Al",al@example.com\n')))).toEqual([
    ["email", "name"],
    ['"Jo" Doe', "jo@example.com"],
    ["Al", "al@example.com"],
  ]);
});

test.each<[string, readonly string[][]]>([
  // Quoted behind blanks.
  ['a, "b,c" ,d\n', [["a", "b,c", "d"]]],
  [' "a" , "b""c" ,\t"d,e"\t\n', [["a", 'b"c', "d,e"]]],
  [
    'a, "one\r\ntwo" ,d\r\nb,c,d\r\n',
    [
      ["a", "one\r\ntwo", "d"],
      ["b", "c", "d"],
    ],
  ],
  ['a, "" ,d\n', [["a", "", "d"]]],
  ['a, "b,c" ', [["a", "b,c"]]],
  // Blanks alone, and none that a quote closes.
  ["a, b ,d\n", [["a", " b ", "d"]]],
  ['a, "b" c,d\n', [["a", ' "b" c', "d"]]],
  [
    'a, "b,c\nx,y,z\n',
    [
      ["a", ' "b', "c"],
      ["x", "y", "z"],
    ],
  ],
  // Inches, one or two, and quotes that were not doubled.
  [
    '5" pipe,a\n6" pipe,b\n',
    [
      ['5" pipe', "a"],
      ['6" pipe', "b"],
    ],
  ],
  ['5"" pipe,"6"" pipe",7"\n', [['5"" pipe', '6" pipe', '7"']]],
  [
    '"5" pipe",a\n"b",c\n',
    [
      ['5" pipe', "a"],
      ["b", "c"],
    ],
  ],
  ['"say "hi" Bob",x\n', [['say "hi" Bob', "x"]]],
  ['"Jo" Doe, "x,y",b\n', [['"Jo" Doe', "x,y", "b"]]],
  [
    '"Jo" Doe,"x",b\n"c","d","e"\n',
    [
      ['"Jo" Doe', "x", "b"],
      ["c", "d", "e"],
    ],
  ],
  [
    '"5 pipe,a\n"b",c\n',
    [
      ['"5 pipe', "a"],
      ["b", "c"],
    ],
  ],
  [
    'a,"\nb,c\n',
    [
      ["a", '"'],
      ["b", "c"],
    ],
  ],
  // An open one at the end of the file.
  [
    'a,b\nc,"d',
    [
      ["a", "b"],
      ["c", '"d'],
    ],
  ],
  [
    'a,b\nc,"d\n',
    [
      ["a", "b"],
      ["c", '"d'],
    ],
  ],
  [
    'a,b\nc,"d\ne,f',
    [
      ["a", "b"],
      ["c", '"d'],
      ["e", "f"],
    ],
  ],
  [
    'a,b\nc,"d""',
    [
      ["a", "b"],
      ["c", '"d""'],
    ],
  ],
  // What is quoted keeps what it ends with.
  ['a,"b\r"\r\nc,"d\x1A"\r\n\x1A', [["a", "b\r"], ["c", "d\x1A"], [""]]],
  ['a,"b"\x1A', [["a", "b"]]],
])("reads the cells of %j, in any chunks", async (text, cells) => {
  const dialect = {
    ...sniffCsvDialect(utf8("a,b\n")),
    lineEnd: text.includes("\r\n") ? "\r\n" : "\n",
  } as const;

  for (const size of [1, 2, 3, 100]) expect(fields(await read(utf8(text), size, dialect))).toEqual(cells);
});

test("takes a tab before a quote for the delimiter where it is one", async () => {
  const bytes = utf8('a\t\t "b\tc" \td\n');

  expect(fields(await read(bytes, 3, { ...sniffCsvDialect(bytes), delimiter: "\t" }))).toEqual([
    ["a", "", "b\tc", "d"],
  ]);
});

test("reads rows between quotes far apart as they are", async () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => `${row},"5,${row},6"`);
  const bytes = utf8(`a,b,c,d\n"x,y,z,\n${rows.join("\n")}\n`);

  const cells = fields(await read(bytes, 10_000));

  expect(cells).toHaveLength(20_002);
  expect(cells[1]).toEqual(['"x', "y", "z", ""]);
  expect(cells.at(-1)).toEqual(["19999", "5,19999,6"]);
});

test.each([
  ["quotes in pairs", ',""x'],
  ["quotes behind blanks", ', "x '],
  ["open quotes", ',"""x'],
  ["a quote on each line", '"a,b\n'],
  ["quotes alone", '"'],
  ["one line", "jo@example.com,"],
  ["line ends alone", "\n"],
  ["quotes and line ends", '"\n'],
])("gets through a megabyte of %s", async (_, part) => {
  const bytes = utf8(`email,name\n${part.repeat(1_000_000 / part.length)}`);

  const last = (await read(bytes, 65_536)).at(-1);

  expect((last?.offset ?? 0) + (last?.length ?? 0) + (last?.lineEndLength ?? 0)).toBe(bytes.length);
});
