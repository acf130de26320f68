import { expect, test } from "vitest";
import { sniffCsvText } from "../../../../src/core/text/sniffCsvDialect.ts";
import { readCsvRows } from "../../../../src/core/text/readCsvRows.ts";
import { sniffCsvDialect } from "../../../../src/core/text/sniffCsvDialect.ts";

const [A, B] = ["ann@acme.example", "bo@acme.example"];

const HEADERS: readonly (readonly [what: string, text: string, header: string])[] = [
  ["a remark that says Email", `Report type,Email\nDate,2026-01-31\n\nName,E-mail,Phone\nAnn,${A},1\nBo,${B},2\n`, "Name,E-mail,Phone"],
  ["a remark as long as a row", `Channel,Email,\nDate,2026-01-31,\nName,Work e-mail,Phone\nAnn,${A},1\nBo,${B},2\n`, "Name,Work e-mail,Phone"],
  ["groups above the header", `Person,,Email,\nFirst,Last,Work,Private\nAnn,Lee,${A},${B}\nBo,Li,${B},${A}\n`, "First,Last,Work,Private"],
  ["a title with commas", `Acme, Inc., Contacts\nName,Contact,City\nAnn,${A},Bonn\nBo,${B},Ulm\n`, "Name,Contact,City"],
  ["a longer title with commas", `Acme, Inc., Contacts, Spring\nName,Contact,City\nAnn,${A},Bonn\nBo,${B},Ulm\n`, "Name,Contact,City"],
  ["a title of two words", `Contacts,March\nPerson,Reach\nAnn,${A}\nBo,${B}\n`, "Person,Reach"],
  ["a column without a name", `Name,Email\nAnn,${A},note\nBo,${B},note\n`, "Name,Email"],
  ["that, and a row without an address", `Name,Email\nCy,n/a,note\nAnn,${A},note\nBo,${B},note\n`, "Name,Email"],
  ["units below the header", `Name,Email,Amount\n(text),(text),(EUR)\nAnn,${A},1\nBo,${B},2\n`, "Name,Email,Amount"],
]; // prettier-ignore

test.each(HEADERS)("the header is found with %s", (_, text, header) => {
  const { hasHeader, linesAbove } = sniffCsvText(text);
  expect([hasHeader, text.split("\n")[linesAbove]]).toEqual([true, header]);
});

test.each(["Всего: 2,,", "Итого,,3", "合計,,3", "合计: 2,,", "Total: 2,,", "\x1a\x1a\x1a\x1a", "\x1a\0\0\0"])(
  "%j below a table is no row of it",
  async (line) => {
    const bytes = new TextEncoder().encode(`Name,Email,Sum\nAnn,${A},1\nBo,${B},2\n${line}\n`);
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(bytes);
    }
    const rows = (await Array.fromAsync(readCsvRows(chunks(), sniffCsvDialect(bytes)))).flat();
    expect(rows.map(({ kind }) => kind)).toEqual(["header", "data", "data", "other"]);
  },
);

test("somebody whose name begins like a sum is a row", async () => {
  const bytes = new TextEncoder().encode(`Name,Email\nTotalov,\nИтогова,\nAnn,${A}\n`);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  }
  const rows = (await Array.fromAsync(readCsvRows(chunks(), sniffCsvDialect(bytes)))).flat();
  expect(rows.map(({ kind }) => kind)).toEqual(["header", "data", "data", "data"]);
});
