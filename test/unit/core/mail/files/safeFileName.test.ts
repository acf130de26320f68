import { expect, it } from "vitest";
import { safeFileName } from "../../../../../src/core/mail/files/safeFileName.ts";

it.each([
  ["report.pdf", "report.pdf"],
  ["../../etc/passwd", "etc-passwd"],
  ["C:\\Users\\x\\a.exe", "C-Users-x-a.exe"],
  ["a\u202egpj.exe", "agpj.exe"],
  ["CON", "_CON"],
  ["nul.txt", "_nul.txt"],
  ["CON .txt", "_CON .txt"],
  ["lpt1  .tar.gz", "_lpt1 .tar.gz"],
  ["com1.tar.gz", "_com1.tar.gz"],
  [".bashrc", "bashrc"],
  ["~/x", "x"],
  ["name. . ", "name"],
  ["a\nb\0c.txt", "a bc.txt"],
  ["Re: What / why?", "Re- What - why-"],
  ["日本語.pdf", "日本語.pdf"],
  ["a\uFF0Fb\u2215c", "a-b-c"],
  ["", "file"],
  ["///", "file"],
  ["\u200b\u200d", "file"],
])("makes of %j the name %j", (text, name) => {
  expect(safeFileName(text, "file")).toBe(name);
});

it("cuts long names by bytes and keeps their ending", () => {
  const name = safeFileName(`${"😀".repeat(500)}x${"y".repeat(500)}.pdf`, "file");
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(124);
  expect(name).toMatch(/\.pdf$/);
  expect(name.isWellFormed()).toBe(true);
  expect(safeFileName(`a.${"x".repeat(900)}`, "file")).toHaveLength(120);
});
