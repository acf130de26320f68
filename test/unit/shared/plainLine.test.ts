import { describe, expect, it } from "vitest";
import { plainLine } from "../../../src/shared/plainLine.ts";
import { visibleLine } from "../../../src/core/mail/files/markdownText.ts";

describe("a line from outside", () => {
  it.each([
    ["emoji that are joined", "👩‍💻 👨‍👩‍👧 🧑🏽‍🚀 ❤️‍🔥", "👩‍💻 👨‍👩‍👧 🧑🏽‍🚀 ❤️‍🔥"],
    ["words of Persian and Hindi", "می‌خواهم क्‍ष", "می‌خواهم क्‍ष"],
    ["joiners that join nothing", "a \u200C\u200D b\u200D, \u200Cc", "a b, c"],
    ["overrides", "invoice\u202Egpj.exe\u202C", "invoicegpj.exe"],
    ["marks within a word", "Jo\u200Fhn\u200E \u2067x\u2069", "John x"],
    ["what has no width", "pay\u200Bpal\u00AD\uFEFF", "paypal"],
    ["breaks", "a\r\nb\u2028c\u0007d\te", "a b c d e"],
  ])("%s", (name, text, shown) => {
    expect(plainLine(text)).toBe(shown);
    if (name !== "breaks") expect(visibleLine(text)).toBe(shown);
  });
});
