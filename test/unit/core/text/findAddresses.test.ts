import { expect, test } from "vitest";
import { findAddresses } from "../../../../src/core/text/findAddresses.ts";

const found = (text: string): string[] => findAddresses(text).map(({ address }) => address);

test("says where each address stands, in UTF-16 units", () => {
  const text = "😀 Write to jo@example.com, or müller@bücher.example!";

  const addresses = findAddresses(text);

  expect(addresses).toEqual([
    { offset: 12, length: 14, address: "jo@example.com" },
    { offset: 31, length: 21, address: "müller@bücher.example" },
  ]);
  for (const { offset, length, address } of addresses)
    expect(text.slice(offset, offset + length)).toBe(address);
});

test.each([
  ["<jo@example.com>", ["jo@example.com"]],
  ["Jo Doe <jo@example.com>, al@example.com", ["jo@example.com", "al@example.com"]],
  ["mailto:jo@example.com?subject=hi", ["jo@example.com"]],
  ["mailto://jo@example.com", ["jo@example.com"]],
  ["(jo@example.com)", ["jo@example.com"]],
  ["Ask jo@example.com.", ["jo@example.com"]],
  ["Ask jo@example.com...", ["jo@example.com"]],
  ["see...jo@example.com", ["jo@example.com"]],
  ["'jo@example.com'", ["jo@example.com"]],
  ["\"jo@example.com\";'al@example.com'", ["jo@example.com", "al@example.com"]],
  ["`jo@example.com`", ["jo@example.com"]],
  ["**jo@example.com**", ["jo@example.com"]],
  ["[jo@example.com](mailto:jo@example.com)", ["jo@example.com", "jo@example.com"]],
  ["to=jo@example.com&cc=al@example.com", ["jo@example.com", "al@example.com"]],
  ["jo@example.com|al@example.com", ["jo@example.com", "al@example.com"]],
  ["jo@example.com,al@example.com;bo@example.com", ["jo@example.com", "al@example.com", "bo@example.com"]],
  ["jo@example.com&al@example.com", ["jo@example.com", "al@example.com"]],
  ["- jo@example.com\n-al@example.com", ["jo@example.com", "al@example.com"]],
  ["id,email\n1,jo@example.com\r\n2,al@example.com\r\n", ["jo@example.com", "al@example.com"]],
  ["jo@example.com:hunter2", ["jo@example.com"]],
  ["o'brien@example.ie", ["o'brien@example.ie"]],
  ["r&d@example.com", ["r&d@example.com"]],
  ["jo+tag_x.y-z%1@sub.example.co.uk", ["jo+tag_x.y-z%1@sub.example.co.uk"]],
  ['"john doe"@example.com', ['"john doe"@example.com']],
  ['say "hello"@example.com', ['"hello"@example.com']],
  [String.raw`"a\"b"@example.com`, [String.raw`"a\"b"@example.com`]],
  ["jo@xn--bcher-kva.example and jo@example.xn--p1ai", ["jo@xn--bcher-kva.example", "jo@example.xn--p1ai"]],
  ["почта@пример.рф", ["почта@пример.рф"]],
  ["用户@例子.公司", ["用户@例子.公司"]],
  ["请联系jo@example.com谢谢", ["jo@example.com"]],
  ["連絡先はjo.doe@example.jpです", ["jo.doe@example.jp"]],
  ["𝒜jo@example.com", ["𝒜jo@example.com"]],
  ["a@b@example.com", ["b@example.com"]],
  ["jo@example.com2", ["jo@example.com"]],
  ["jo@example.com-old", ["jo@example.com"]],
  ["jo@example..com al@example.com", ["al@example.com"]],
])("finds what a person sees in %j", (text, addresses) => {
  expect(found(text)).toEqual(addresses);
});

test.each([
  [String.raw`"Hello\njo@example.com\tx"`, ["jo@example.com"]],
  [String.raw`"\u003cjo@example.com\u003e"`, ["jo@example.com"]],
  ["%3Cjo@example.com%3E", ["jo@example.com"]],
  ["to%3Djo@example.com%2C%20al@example.com", ["jo@example.com", "al@example.com"]],
  ["&lt;jo@example.com&gt;", ["jo@example.com"]],
  ['<a href="mailto:jo@example.com">jo@example.com</a>', ["jo@example.com", "jo@example.com"]],
])("sees through the escapes of %j", (text, addresses) => {
  expect(found(text)).toEqual(addresses);
});

test.each([
  "",
  "@",
  "@@@",
  "jo@",
  "@example.com",
  "jo@localhost",
  "jo@example.c",
  "jo.@example.com",
  "jo@-example.com",
  "jo@example-.com",
  "jo@.com",
  "@Component class Foo {}",
  "react@18.2.0",
  "lodash@4.17.21.tgz",
  "logo@2x.png icon@1.5x.webp",
  "https://user@example.com/x",
  "postgres://user:pass@db.example.com/x",
  "jo@10.0.0.1",
  "10:30@room",
  `${"a".repeat(65)}@example.com`,
  `jo@${"a".repeat(64)}.com`,
  `jo@${"a.".repeat(130)}com`,
  '""@example.com',
  '"a\nb"@example.com',
])("finds nothing in %j", (text) => {
  expect(found(text)).toEqual([]);
});

test("finds the same whatever stands before and after", () => {
  for (const before of ["", " ", "<", "(", '"', ",", ":", "\n", "\u00A0", "\u200B", "；", "“"]) {
    for (const after of ["", " ", ">", ")", '"', ",", ".", ";", "\n", "\u200B", "?", "!", "”", "。"]) {
      expect(found(`${before}jo@example.com${after}`)).toEqual(["jo@example.com"]);
    }
  }
});

test.each([
  "a.",
  "@",
  "a@",
  "a.@",
  '"@',
  "a-",
  "a@a.",
  "ü@",
  "%41@",
  "\\u003c@",
  "..@",
  "@a.a-",
  "://a@",
  "字@a.co",
])("gets through a long run of %j", (part) => {
  const text = part.repeat(1_000_000 / part.length);

  expect(found(`${text} jo@example.com`).at(-1)).toBe("jo@example.com");
});
