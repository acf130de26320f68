import { expect, test } from "vitest";
import { columnAddresses, sniffTable, TABLE_HEAD } from "../../../../src/core/text/emailTable.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads a file piece by piece, as it is read from a disk. */
async function* pieces(file: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += size) yield await Promise.resolve(file.subarray(at, at + size));
}

async function read(file: Uint8Array, index?: number, size = 1_000): Promise<readonly string[]> {
  const { dialect, column } = await sniffTable(file.subarray(0, TABLE_HEAD));
  const chosen = index ?? (column.kind === "found" ? column.column.index : -1);
  const addresses: string[] = [];
  for await (const address of columnAddresses(pieces(file, size), dialect, chosen)) addresses.push(address);
  return addresses;
}

test("reads the e-mail column only, with what stands there instead of an address", async () => {
  const file = bytes(
    "name,email,owner\nJo,jo@x.com,boss@y.com\nAl,al(at)x.com,boss@y.com\nCy,,boss@y.com\nDi,di@x.com,me\n",
  );

  expect(await read(file)).toEqual(["jo@x.com", "al(at)x.com", "di@x.com"]);
});

test.each([1, 7, 1_000])("finds the same in rows cut into pieces of %i bytes", async (size) => {
  const file = bytes('\uFEFFname;mail\r\n"Dö; Jo";jö@x.com\r\n\r\n"two\r\nlines";al@x.com');

  expect(await read(file, undefined, size)).toEqual(["jö@x.com", "al@x.com"]);
});

test("takes the addresses out of a cell that has more in it", async () => {
  const file = bytes(
    'email\njo@x.com\n"Jo Doe <jo@x.com>; al@x.com"\nmailto:cy@x.com\n  di@x.com \n"ed@x.com"\nflo@x.com\n',
  );

  expect(await read(file)).toEqual([
    "jo@x.com",
    "jo@x.com",
    "al@x.com",
    "cy@x.com",
    "di@x.com",
    "ed@x.com",
    "flo@x.com",
  ]);
});

test("reads ragged rows and tells columns of one name apart", async () => {
  const file = bytes("email,email\njo@x.com,boss@y.com\nal@x.com\n\n,cy@y.com,more,and more\n");

  expect((await sniffTable(file)).column).toMatchObject({
    kind: "undecided",
    candidates: [
      { index: 0, name: "email" },
      { index: 1, name: "email" },
    ],
  });
  expect(await read(file, 0)).toEqual(["jo@x.com", "al@x.com"]);
  expect(await read(file, 1)).toEqual(["boss@y.com", "cy@y.com"]);
});

test("tells two columns apart although many rows have only one", async () => {
  const rows = Array.from({ length: 20 }, (_, i) =>
    i % 2 === 0 ? `Person ${i}` : `Person ${i};p${i}@x.com`,
  );
  const file = bytes(["name;email", ...rows, ""].join("\n"));

  expect(await read(file)).toEqual(rows.filter((row) => row.includes(";")).map((row) => row.split(";")[1]));
});

test("counts the first row where there is no header", async () => {
  expect(await read(bytes("Jo,jo@x.com\nAl,al@x.com\n"))).toEqual(["jo@x.com", "al@x.com"]);
});

test("finds no column in binary data, in an empty file, or in a megabyte on one line", async () => {
  const noise = Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 251);
  for (const file of [noise, bytes(""), bytes("x".repeat(1_000_000))])
    expect((await sniffTable(file.subarray(0, TABLE_HEAD))).column).toEqual({ kind: "none" });
});

test("reads on behind a row of a megabyte, and shows no more of it than an address may have", async () => {
  const file = bytes(`name,email\nJo,jo@x.com\nlong,${"x".repeat(1_000_000)}\nAl,al@x.com\n`);

  const found = await read(file, undefined, 1 << 16);

  expect(found.at(0)).toBe("jo@x.com");
  expect(found.at(-1)).toBe("al@x.com");
  expect(Math.max(...found.map(({ length }) => length))).toBe(320);
});

test("does not judge a column by the row at which the sample is cut", async () => {
  const row = (email: string): string => `${"n".repeat(TABLE_HEAD / 2 - 60)},${email}\n`;
  const head = row("jo@x.com") + row("al@x.com");
  const file = bytes(`${head}${"n".repeat(40)}, ${"c".repeat(200)}@x.com\n`);

  expect((await sniffTable(file.subarray(0, TABLE_HEAD))).column).toMatchObject({
    kind: "found",
    column: { index: 1, share: 1 },
  });
});

test("keeps cells that are formulas, quotes or lines to themselves", async () => {
  const file = bytes(
    'email\n"=HYPERLINK(""http://x"")"\n"a\nb"\n"\u202egmail"\njo@x.com\nal@x.com\ncy@x.com\n',
  );

  expect(await read(file)).toEqual([
    '=HYPERLINK("http://x")',
    "a\nb",
    "\u202egmail",
    "jo@x.com",
    "al@x.com",
    "cy@x.com",
  ]);
});

test("a table without a header begins with its first address, though the last cells of that row are empty", async () => {
  const text = "ann@x.example,,,\nbob@x.example,Bob,,\ncy@x.example,Cy,a,b\ndi@x.example,Di,a,b\n";
  const bytes = new TextEncoder().encode(text);
  const { dialect } = await sniffTable(bytes);

  expect(dialect).toMatchObject({ hasHeader: false, linesAbove: 0 });
});

test("an address in a line above a table without a header is no row of it", async () => {
  const text = "Owner: boss@x.example\ncy@x.example,Cy,a,b\ndi@x.example,Di,a,b\n";
  const { dialect } = await sniffTable(new TextEncoder().encode(text));

  expect(dialect).toMatchObject({ linesAbove: 1 });
});
