import { expect, test } from "vitest";
import type { Page } from "../../../../src/core/api/page.ts";
import { everyPage } from "../../../../src/core/state/everyPage.ts";
import { failureOf } from "../testTransport.ts";

/** What comes of a list whose pages, by cursor, are these. */
async function read(pages: Readonly<Record<string, Page<string>>>): Promise<readonly string[]> {
  const rows: string[] = [];
  const readPage = ({ after = "" }: { after?: string | undefined }): Promise<Page<string>> =>
    Promise.resolve(pages[after] ?? { rows: [], next: undefined });
  for await (const some of everyPage(readPage)) rows.push(...some);
  return rows;
}

test("goes on to the end, and never round", async () => {
  await expect(
    read({ "": { rows: ["a"], next: "1" }, 1: { rows: ["b"], next: undefined } }),
  ).resolves.toEqual(["a", "b"]);
  const round = {
    "": { rows: ["a"], next: "1" },
    1: { rows: ["b"], next: "2" },
    2: { rows: ["c"], next: "1" },
  };
  await expect(read(round)).resolves.toEqual(["a", "b", "c"]);
});

test("says so where there is more that cannot be asked for", async () => {
  expect(await failureOf(read({ "": { rows: ["a"], next: undefined, isCut: true } }))).toEqual({
    kind: "lostPlace",
  });
});
