import { expect, test } from "vitest";
import { type AddressProblem, checkAddress } from "../../../../src/core/text/checkAddress.ts";

test.each([
  "jo@example.com",
  "JO.Doe+tag@Sub.Example.CO",
  "o'brien@example.ie",
  "a!#$%&'*+/=?^_`{|}~-b@example.com",
  `${"a".repeat(64)}@example.com`,
  '"john doe"@example.com',
  '"a@b"@example.com',
  String.raw`"quote\"d"@example.com`,
  "müller@bücher.example",
  "用户@例子.公司",
  "δοκιμή@παράδειγμα.δοκιμή",
  "jo@xn--bcher-kva.example",
  "1@163.com",
  "a@b-c.museum",
])("accepts %s", (address) => {
  expect(checkAddress(address)).toEqual({ ok: true, address });
});

test("takes the white space around an address away", () => {
  expect(checkAddress("\t jo@example.com\r\n")).toEqual({ ok: true, address: "jo@example.com" });
});

const REFUSED: readonly (readonly [string, AddressProblem])[] = [
  ["", "empty"],
  [" \n", "empty"],
  ["example.com", "noAt"],
  ["jo doe", "space"],
  ["jo doe@example.com", "space"],
  ["jo@example .com", "space"],
  ["jo@\u00A0example.com", "space"],
  ["a@b@example.com", "manyAts"],
  ["@@example.com", "manyAts"],
  ["@example.com", "emptyLocal"],
  ['""@example.com', "emptyLocal"],
  [`${"a".repeat(65)}@example.com`, "localTooLong"],
  [`${"ü".repeat(33)}@example.com`, "localTooLong"],
  [".jo@example.com", "localDots"],
  ["jo.@example.com", "localDots"],
  ["j..o@example.com", "localDots"],
  ["j(o)@example.com", "localCharacter"],
  ["jo,doe@example.com", "localCharacter"],
  ["<jo@example.com", "localCharacter"],
  ["j\u202Eo@example.com", "localCharacter"],
  ["j\u0000o@example.com", "localCharacter"],
  ["j\u034Fo@example.com", "localCharacter"],
  ["\u115Fjo@example.com", "localCharacter"],
  ["jo\u3164@example.com", "localCharacter"],
  ["jo\uFE0F@example.com", "localCharacter"],
  ["jo\u2800@example.com", "localCharacter"],
  ["j\uFFFDrgen@example.com", "localCharacter"],
  ["jo@ex\u034Fample.com", "domainCharacter"],
  ['"jo\u0000"@example.com', "localCharacter"],
  ['"jo"doe"@example.com', "localCharacter"],
  ["jo@", "emptyDomain"],
  [`jo@${"a.".repeat(130)}com`, "domainTooLong"],
  ["jo@example..com", "domainLabel"],
  ["jo@.example.com", "domainLabel"],
  ["jo@example.com.", "domainLabel"],
  ["jo@-example.com", "domainLabel"],
  ["jo@example-.com", "domainLabel"],
  [`jo@${"a".repeat(64)}.com`, "domainLabel"],
  [`jo@${"ü".repeat(60)}.com`, "domainLabel"],
  ["jo@localhost", "noTopLevel"],
  ["jo@10.0.0.1", "noTopLevel"],
  ["jo@example.c", "noTopLevel"],
  ["jo@[10.0.0.1]", "domainCharacter"],
  ["jo@exa_mple.com", "domainCharacter"],
  ["jo@example.com>", "domainCharacter"],
  ["jo@example.com,", "domainCharacter"],
  ["jo@example。com", "domainCharacter"],
];

test.each(REFUSED)("refuses %j as %s", (text, reason) => {
  expect(checkAddress(text)).toEqual({ ok: false, reason });
});

test("gives an answer about a megabyte of anything", () => {
  for (const part of ["a", "a.", "@", "a@", '"', '\\"', "ü", "-.", " "]) {
    const text = part.repeat(1_000_000 / part.length);
    expect(checkAddress(text).ok).toBe(false);
    expect(checkAddress(`a@${text}`).ok).toBe(false);
    expect(checkAddress(`"${text}"@example.com`).ok).toBe(false);
  }
});
