import { expect, test } from "vitest";
import { bytesAsText, windows1252Text } from "../../../../src/core/text/singleBytes.ts";

const ALL = Uint8Array.from({ length: 256 }, (_, byte) => byte);

test("bytes become the characters of the same numbers, on every Node", () => {
  const text = bytesAsText(ALL);

  expect(Array.from(text, (character) => character.charCodeAt(0))).toEqual([...ALL]);
});

test("Windows-1252 is the published table, on every Node", () => {
  expect(windows1252Text(ALL.subarray(0x80, 0xa0))).toBe("€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ");
  expect(windows1252Text(ALL.subarray(0, 0x80))).toBe(bytesAsText(ALL.subarray(0, 0x80)));
  expect(windows1252Text(ALL.subarray(0xa0))).toBe(bytesAsText(ALL.subarray(0xa0)));
});

test("a byte beyond ASCII counts wherever in memory it stands", () => {
  for (let from = 0; from < 8; from++)
    for (let at = from; at < 24; at++) {
      const bytes = new Uint8Array(24).fill(0x61);
      bytes[at] = 0x80;
      const piece = bytes.subarray(from);
      expect(windows1252Text(piece).indexOf("€")).toBe(at - from);
      expect(bytesAsText(piece).charCodeAt(at - from)).toBe(0x80);
    }
});
