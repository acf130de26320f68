import { expect, test } from "vitest";
import type { CsvDialect } from "../../../../src/core/text/csvDialect.ts";
import { sniffCsvDialect } from "../../../../src/core/text/sniffCsvDialect.ts";

const PLAIN: CsvDialect = {
  encoding: "utf-8",
  bom: 0,
  delimiter: ",",
  quote: '"',
  quoting: "needed",
  lineEnd: "\n",
  linesAbove: 0,
  hasHeader: true,
};

test.each<[string, Partial<CsvDialect>]>([
  ["email,name\njo@example.com,Jo\n", {}],
  ["email;name\r\njo@example.com;Jo\r\n", { delimiter: ";", lineEnd: "\r\n" }],
  ["email\tname\njo@example.com\tJo, Mr\n", { delimiter: "\t" }],
  ["email|name\njo@example.com|Jo\n", { delimiter: "|" }],
  ["email\njo@example.com\nal@example.com\n", {}],
  ["jo@example.com\nal@example.com\n", { hasHeader: false }],
  ["jo@example.com,Jo\n", { hasHeader: false }],
  ["Company,Contact\nAcme,jo@example.com\n", {}],
  ["E-Mail,Name\n", {}],
  ["1,2\n3,4\n", { hasHeader: false }],
  ["a\rb\r", { lineEnd: "\r" }],
  ['"email","name"\n"jo@example.com","Doe, Jo"\n', { quoting: "all" }],
  ['email,name\njo@example.com,"Doe, Jo"\n', {}],
  ["'email','name'\n'jo@example.com','Doe, Jo'\n", { quote: "'", quoting: "all" }],
  ["name,email\nO'Brien,ob@example.ie\nD'Arcy,da@example.ie\n", {}],
  ["\uFEFFemail;name\njo@example.com;Jo\n", { bom: 3, delimiter: ";" }],
  ["", { hasHeader: false }],
])("tells how %j is written", (text, differences) => {
  expect(sniffCsvDialect(new TextEncoder().encode(text))).toEqual({ ...PLAIN, ...differences });
});

test("takes bytes that are no UTF-8 for Windows-1252, and a cut character for a cut character", () => {
  const bytes = new TextEncoder().encode("name,email\nMüller,m@example.com\nJö");

  expect(sniffCsvDialect(bytes.subarray(0, -1))).toMatchObject({ encoding: "utf-8" });
  expect(sniffCsvDialect(Uint8Array.from([...bytes.subarray(0, -1), 0x2c]))).toMatchObject({
    encoding: "windows-1252",
  });
});
