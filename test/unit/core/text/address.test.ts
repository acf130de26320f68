import { expect, test } from "vitest";
import { addressKey, withAsciiDomain } from "../../../../src/core/text/address.ts";

test.each([
  ["jo@bücher.example", "jo@xn--bcher-kva.example"],
  ["JO@BÜCHER.example", "jo@XN--BCHER-KVA.Example"],
  ["jo@bu\u0308cher.example", "jo@b\u00fccher.example"],
  ["jo@straße.example", "jo@xn--strae-oqa.example"],
  [" Jo@x.example", "jo@X.EXAMPLE "],
  ["jo@ｘ.example", "jo@x.example"],
])("%j and %j are one address", (one, other) => {
  expect(addressKey(one)).toBe(addressKey(other));
});

test("local parts stay apart, and a tag does unless it is not to count", () => {
  expect(addressKey("jö@x.example")).not.toBe(addressKey("jo@x.example"));
  expect(addressKey("jo+a@x.example")).not.toBe(addressKey("jo@x.example"));
  expect(addressKey("jo+a@x.example", { plusTags: "same" })).toBe("jo@x.example");
  expect(addressKey("nobody")).toBe("nobody");
});

test("asks for an address with its domain as the DNS writes it, and leaves the rest", () => {
  expect(withAsciiDomain("Jö@Bücher.example")).toBe("Jö@xn--bcher-kva.example");
  expect(withAsciiDomain("Jo@X.example")).toBe("Jo@X.example");
});
