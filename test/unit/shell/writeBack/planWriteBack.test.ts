import { expect, test } from "vitest";
import { textAsCsv } from "../../../../src/core/text/textAsCsv.ts";
import { freeChecker } from "../../../../src/core/text/freeChecks.ts";
import type { LedgerEntry } from "../../../../src/core/verification/ledger.ts";
import type { TableChange } from "../../../../src/core/verification/rowSieve.ts";
import {
  planWriteBack,
  RESULTS_ONLY,
  type TableBytes,
  type WriteBackPlan,
} from "../../../../src/shell/writeBack/planWriteBack.ts";
import { documentEdits, editedText, firstLines } from "../../../../src/shell/writeBack/rewriteTable.ts";
import { entry } from "../../core/verification/resultItems.ts";

const KNOWN: Readonly<Record<string, LedgerEntry>> = {
  "ann@corp.example": entry(),
  "bob@corp.example": entry({ verdict: "invalid" }),
  "cleo@all.example": entry({ catchAll: true }),
  "info@corp.example": entry(),
  "dan@bin.example": entry(),
  "eve@gmial.com": entry(),
};
const LISTS = { topLevels: new Set(["example", "com"]), disposable: new Set(["bin.example"]) };
const ROWS = [
  "name,email",
  "Ann,ann@corp.example",
  "Ann again,ANN@corp.example",
  "Bob,bob@corp.example",
  "Cleo,cleo@all.example",
  "Info,info@corp.example",
  "Dan,dan@bin.example",
  "Eve,eve@gmial.com",
  "New,new@corp.example",
  "None,",
  "Both,info@corp.example; ann@corp.example",
];
const TABLE = `${ROWS.join("\r\n")}\r\n`;
const ALL: TableChange = { results: true, reasons: true, goodOnly: true, noRepeats: true };
const NOTHING: TableChange = { results: false, reasons: false, goodOnly: false, noRepeats: false };

type Planned = Omit<WriteBackPlan, "table"> & { readonly table: TableBytes };

async function planned(change: Partial<TableChange>, text = TABLE): Promise<Planned> {
  const table = textAsCsv(text, ",");
  const plan = await planWriteBack(table, {
    find: (address) => KNOWN[address.toLowerCase()],
    inspect: freeChecker(LISTS),
    change: { ...NOTHING, ...change },
    choose: () => Promise.resolve(undefined),
    signal: new AbortController().signal,
  });
  if (plan === undefined || plan === "noColumn") throw new Error("No column was found.");
  return { ...plan, table };
}

const written = async (plan: Planned, text = TABLE): Promise<readonly string[]> =>
  editedText(text, await documentEdits(plan)).split("\r\n");

test("counts rows, and each address once, catch-all apart from verified", async () => {
  const { rows, counts, layout, gone } = await planned(RESULTS_ONLY);

  expect(layout.rows).toBe(10);
  expect(rows).toBe(8);
  expect(counts).toMatchObject({ verified: 4, catchAll: 1, invalid: 1, notReached: 1 });
  expect(gone).toEqual({ notGood: 0, repeated: 0, unknown: 0 });
});

test("keeps the good rows alone, and says of how many nothing is known", async () => {
  const plan = await planned({ goodOnly: true });

  expect(await written(plan)).toEqual([ROWS[0], ROWS[1], ROWS[2], ROWS[5], ROWS[10], ""]);
  expect(plan.gone).toEqual({ notGood: 6, repeated: 0, unknown: 2 });
  expect(plan.layout.rows).toBe(4);
});

test("leaves the first row of each address, however it is spelt", async () => {
  const plan = await planned({ noRepeats: true });

  expect(await written(plan)).toEqual(ROWS.filter((_, index) => index !== 2 && index !== 10).concat(""));
  expect(plan.gone).toEqual({ notGood: 0, repeated: 2, unknown: 0 });
});

test("does all of it in one change", async () => {
  const lines = await written(await planned(ALL));

  expect(lines).toEqual([
    "name,email,instantly_verification,instantly_catch_all,instantly_checked_at,instantly_reason",
    "Ann,ann@corp.example,verified,false,2026-03-01T10:00:00Z,",
    "Info,info@corp.example,verified,false,2026-03-01T10:00:00Z,role",
    "",
  ]);
});

test("writes every reason beside its row", async () => {
  const lines = await written(await planned({ reasons: true }));

  expect(lines.map((line) => line.slice(line.lastIndexOf(",") + 1))).toEqual([
    "instantly_reason",
    "",
    "repeated",
    "",
    "",
    "role",
    "disposable",
    "mistypedDomain",
    "",
    "",
    "role repeated",
    "",
  ]);
});

test("finds nothing to do a second time", async () => {
  const text = editedText(TABLE, await documentEdits(await planned(ALL)));

  expect(await documentEdits(await planned(ALL, text))).toEqual([]);
});

test("finds its columns again in a table without a header, whatever was written before", async () => {
  const bare = "Ann,ann@corp.example\r\nInfo,info@corp.example\r\nBob,bob@corp.example\r\n";
  const changed = async (text: string, change: Partial<TableChange>): Promise<string> =>
    editedText(text, await documentEdits(await planned(change, text)));
  const both = { results: true, reasons: true };
  const all = await changed(bare, both);
  expect(all.split("\r\n")[1]).toBe("Info,info@corp.example,verified,false,2026-03-01T10:00:00Z,role");

  expect(await changed(await changed(bare, { results: true }), both)).toBe(all);
  expect(await changed(all, { results: true })).toBe(all);
  expect(await changed(all, { reasons: true })).toBe(all);
  expect(await changed(all, both)).toBe(all);
});

test("shows of a long table as many rows after as are left of those before", async () => {
  const { before, after } = await firstLines(await planned({ goodOnly: true }), 4);

  expect(before.split("\r\n")).toEqual([...ROWS.slice(0, 4), ""]);
  expect(after.split("\r\n")).toEqual([...ROWS.slice(0, 3), ""]);
});
