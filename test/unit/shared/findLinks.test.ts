import { describe, expect, it } from "vitest";
import { findLinks } from "../../../src/shared/findLinks.ts";

const X = "https://x.example/a";
/** A text, and the address that stands in it. */
const TEXTS: readonly (readonly [text: string, address: string])[] = [
  [`${X}_(b)`, `${X}_(b)`],
  [`(see ${X}_(b))`, `${X}_(b)`],
  [`(see ${X})`, X],
  [`(${X}).`, X],
  [`[${X}]`, X],
  [`${X}[0]`, `${X}[0]`],
  [`((${X}_(b_(c))))`, `${X}_(b_(c))`],
  [`見て${X}。次`, X],
  [`（${X}）です`, X],
  [`「${X}」`, X],
  [`${X}、次`, X],
  [`${X}！`, X],
  [`“${X}”`, X],
  [`„${X}“`, X],
  [`»${X}«`, X],
  [`‘${X}’`, X],
  [`"${X}"`, X],
  [`'${X}'`, X],
  [`${X}…`, X],
  [`${X}...`, X],
  [`${X}؟`, X],
  [`${X}،`, X],
  [`${X}।`, X],
  [`${X}?`, X],
  [`${X}?q=1.`, `${X}?q=1`],
  [`${X}/?q=a,b;c`, `${X}/?q=a,b;c`],
  [`*${X}*`, X],
  [`<${X}>`, X],
  ["https://x.example/日本語?q=ü", "https://x.example/日本語?q=ü"],
  ["https://en.wiki.example/O'Brien", "https://en.wiki.example/O'Brien"],
];

describe("an address in a text", () => {
  it.each(TEXTS)("%s", (text, address) => {
    const [link, ...others] = findLinks(text);
    expect(link).toEqual({ href: address, text: address, index: text.indexOf(address) });
    expect(others).toEqual([]);
  });

  it("ends where another begins", () => {
    const texts = (text: string): string[] => [...findLinks(text)].map((link) => link.text);
    const Y = "https://y.example/b";
    for (const [between, after] of [
      [",", ""],
      [";", ""],
      ["|", ""],
      [")(", ")"],
      ["](", ")"],
    ] as const) {
      expect(texts(`(${X}${between}${Y}${after}`)).toEqual([X, Y]);
    }
    expect([...findLinks(`[${X}](${Y})`)].map(({ index }) => index)).toEqual([1, X.length + 3]);
    expect(texts(`https://archive.example/2020/${X}`)).toEqual([`https://archive.example/2020/${X}`]);
    expect(texts(`https://x.example/?u=${Y}`)).toEqual([`https://x.example/?u=${Y}`]);
  });

  it("may begin with www., and then leads to the page that is safe to ask for", () => {
    const found = [...findLinks("See www.acme.example, WWW.Acme.example/a_(b) and (www.bücher.example).")];
    expect(found.map(({ href }) => href)).toEqual([
      "https://www.acme.example",
      "https://WWW.Acme.example/a_(b)",
      "https://www.bücher.example",
    ]);
    expect(found.map(({ text, index }) => [text, index])[0]).toEqual(["www.acme.example", 4]);
  });

  it.each(["www.", "www.x", "www...", "ann@www.acme.example", "awww.acme.example", "https://", "http", "ftp://x.example", "https://(", ""])(
    "is not in %s", (text) => expect([...findLinks(text)]).toEqual([]),
  ); // prettier-ignore

  it("is found once where www. follows its scheme, and in any text in one go", () => {
    expect([...findLinks("http://www.acme.example")].map(({ href }) => href)).toEqual([
      "http://www.acme.example",
    ]);
    expect([...findLinks(`${X}${")".repeat(200_000)}`)].map(({ href }) => href)).toEqual([X]);
    expect([...findLinks("www.".repeat(100_000))].length).toBeLessThan(2);
  });
});
