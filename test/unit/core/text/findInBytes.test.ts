import { expect, test } from "vitest";
import { findAddresses } from "../../../../src/core/text/findAddresses.ts";
import { findInBytes } from "../../../../src/core/text/findInBytes.ts";
import type { FoundInBytes } from "../../../../src/core/text/sliceScanner.ts";
import { pick, seededRandom } from "./seededRandom.ts";

const utf8 = new TextEncoder();

/** The bytes in chunks of the given lengths, in turn. Each chunk is overwritten once the next one is asked for. */
async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (let turn = 0; from < bytes.length; turn++) {
    const chunk = bytes.slice(from, from + (sizes[turn % sizes.length] ?? 1));
    from += chunk.length;
    yield await Promise.resolve(chunk);
    chunk.fill(0x40);
  }
}

async function scan(bytes: Uint8Array, sizes: readonly number[] = [bytes.length]): Promise<FoundInBytes[]> {
  const found: FoundInBytes[] = [];
  for await (const batch of findInBytes(inChunks(bytes, sizes))) found.push(...batch);
  return found;
}

/** What `findInBytes` has to answer for the UTF-8 of a text, told from what `findAddresses` does. */
function expected(text: string): FoundInBytes[] {
  let [bytes, line, column, from] = [0, 0, 0, 0];
  return findAddresses(text).map(({ address, offset }) => {
    const between = text.slice(from, offset);
    const lines = between.split(/\r\n|\n/);
    const rest = lines.at(-1)?.length ?? 0;
    [bytes, from] = [bytes + utf8.encode(between).length, offset];
    [line, column] = [line + lines.length - 1, lines.length > 1 ? rest : column + rest];
    return { address, offset: bytes, length: utf8.encode(address).length, line, column };
  });
}

const PIECES = [
  ...Array.from("abzXs09.-_+=%'&#!$~@@@@@/:;,<>()[]{}|\"\\ \t\n"),
  "\r\n",
  "ü",
  "é",
  "×",
  "÷",
  "ÿ",
  ",zoë.müller@",
  "ü".repeat(30),
  "字",
  "😀",
  "\u0301",
  "\u200B",
  "jo",
  "jo.doe",
  "example",
  ".com",
  ".co",
  ".ico",
  ".png",
  ".jp",
  "example.com",
  "jo@example.com",
  "jo@example.com,",
  " al@sub.example.co.uk ",
  "mailto:",
  "https://",
  "prvs=1=",
  "bounce+al=example.org",
  "=3D",
  "%3C",
  "this",
  "git@github.com:org/repo.git",
  "123",
  "4.17",
  "..",
  "d’arcy",
  '"y".',
  "x".repeat(60),
];

test("finds in bytes what it finds in text, in any chunks", async () => {
  const random = seededRandom(1);
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: 1 + Math.floor(random() * 40) }, () => pick(random, PIECES)).join("");
    const sizes = [1 + Math.floor(random() * 9), 1 + Math.floor(random() * 99)];

    expect(await scan(utf8.encode(text), sizes), JSON.stringify(text)).toEqual(expected(text));
  }
});

test("takes a label of Kotlin's for none at the beginning of a file as elsewhere", async () => {
  expect(await scan(utf8.encode("this@Main.title"))).toEqual([]);
});

test("finds an address once wherever the chunks meet", async () => {
  const row = "1,Jo,jo.doe@example.com,Zürich 😀,müller@bücher.example\r\n";
  const text = row.repeat(Math.ceil(300_000 / row.length));
  const all = expected(text);

  for (const sizes of [[65_536], [131_071, 1], [131_072], [300_003], [9973, 2, 65_535]])
    expect(await scan(utf8.encode(text), sizes)).toEqual(all);
});

test("finds an address that ends with the file, however full the buffer is", async () => {
  for (let length = 65_536 + 1500; length <= 65_536 + 1700; length++) {
    const text = "jo@example.com".padStart(length);
    expect(await scan(utf8.encode(text), [65_536, 4096])).toMatchObject([{ address: "jo@example.com" }]);
  }
});

test.each([
  ["utf-16le", 2],
  ["utf-16be", 2],
  ["windows-1252", 1],
] as const)("counts in the bytes of %s", async (encoding, width) => {
  const text = "Name;Adresse\r\nMüller;müller@example.com\r\nJo;jo@example.com\r\n".repeat(1000);
  const units = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const bytes = new Uint8Array(units.length * width);
  units.forEach((unit, index) => (bytes[index * width + (encoding === "utf-16be" ? 1 : 0)] = unit));

  const found = await scan(bytes, [10_001, 3]);

  const all = expected(text).map(({ address, line, column }) => ({ address, line, column }));
  expect(found.map(({ address, line, column }) => ({ address, line, column }))).toEqual(all);
  for (const { offset, length, address } of found.slice(0, 50))
    expect(new TextDecoder(encoding).decode(bytes.subarray(offset, offset + length))).toBe(address);
});

test("gives a byte order mark no width", async () => {
  expect(await scan(utf8.encode("\uFEFFjo@example.com"))).toMatchObject([{ offset: 3, line: 0, column: 0 }]);
  const utf16 = Uint8Array.from([
    0xff,
    0xfe,
    ...Array.from("jo@example.com").flatMap((c) => [c.charCodeAt(0), 0]),
  ]);
  expect(await scan(utf16, [5])).toMatchObject([{ offset: 2, length: 28, line: 0, column: 0 }]);
});

test("takes a lone carriage return for a line end in a file that has no other", async () => {
  expect(await scan(utf8.encode("a\rb\rjo@example.com\r"))).toMatchObject([{ line: 2, column: 0 }]);
});

test("finds addresses between bytes that are no text", async () => {
  const random = seededRandom(2);
  const noise = Uint8Array.from({ length: 50_000 }, () => 0x80 + Math.floor(random() * 0x80));
  const bytes = Uint8Array.from([
    ...utf8.encode("a@b.co "),
    ...noise,
    0,
    ...utf8.encode("jo@example.com"),
    0,
  ]);

  expect((await scan(bytes)).map(({ address }) => address)).toEqual(
    expect.arrayContaining(["a@b.co", "jo@example.com"]),
  );
});

test("finds nothing in nothing", async () => {
  expect(await scan(new Uint8Array(0))).toEqual([]);
  expect(await scan(utf8.encode("@"))).toEqual([]);
});

test("passes on the fault of what it reads from", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(utf8.encode("jo@example.com\n"));
    throw new Error("gone");
  }

  await expect(Array.fromAsync(findInBytes(broken()))).rejects.toThrow("gone");
});

test.each(["a.", "@", "a@", '"@', "a@a.", "ü@", "ü", "字@a.co", "a@a.co.", "\\u003c@", "a=b.co@", "://a@"])(
  "gets through a megabyte of %j",
  async (part) => {
    const bytes = utf8.encode(`${part.repeat(1_000_000 / utf8.encode(part).length)} jo@example.com`);

    expect((await scan(bytes, [300_000])).at(-1)?.address).toBe("jo@example.com");
  },
  60_000,
);
