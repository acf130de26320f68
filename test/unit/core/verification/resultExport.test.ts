import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { columnAddresses, sniffTable } from "../../../../src/core/text/emailTable.ts";
import type { FreeFinding } from "../../../../src/core/text/freeChecks.ts";
import { csvHead, csvLines, jsonLines } from "../../../../src/core/verification/resultExport.ts";
import { CHECKED_AT, itemsOf, settled } from "./resultItems.ts";

/** What attackers put into lists: formulas, quotes, line breaks, and marks that turn text round. */
const HOSTILE = [
  `=HYPERLINK("http://evil.test","x")@x.example`,
  "+1+1@x.example",
  "-2@x.example",
  "@SUM(A1)@x.example",
  "|calc@x.example",
  "\u{ff1d}1@x.example",
  "\t=1@x.example",
  `"a,b""c\n=1"@x.example`,
  "\u{202e}moc.live@x.example",
];

const inspect = (address: string): readonly FreeFinding[] =>
  address.startsWith("info@") ? [{ kind: "disposable" }, { kind: "role" }] : [];

const parse = (csv: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data;

describe("results as CSV", () => {
  it("say of each address what is known of it besides", () => {
    const items = [
      ...itemsOf(
        ["info@x.example", settled()],
        ["info@y.example", { state: "skipped", reason: "disposable" }],
        ["bad@x", { state: "bad", reason: "noTopLevel" }],
      ),
      { position: 3, address: "twice@x.example", times: 2 },
    ];
    expect(parse(csvHead() + csvLines(items, inspect)).map(({ reason }) => reason)).toEqual([
      "disposable role",
      "disposable role",
      "noTopLevel",
      "repeated",
    ]);
  });

  it("say what the API said in words that are the same in every language", () => {
    const items = itemsOf(
      ["ann@x.example", settled({ catchAll: true }, true)],
      ["bob@x", { state: "bad", reason: "noTopLevel" }],
      ["later@x.example"],
    );
    expect(parse(csvHead() + csvLines(items, inspect))).toEqual([
      {
        email: "ann@x.example",
        result: "catch_all",
        verification_status: "verified",
        catch_all: "true",
        credits_used: "0.25",
        checked_at: CHECKED_AT.toISOString(),
        already_known: "true",
        reason: "",
      },
      expect.objectContaining({
        email: "bob@x",
        result: "not_sent",
        reason: "noTopLevel",
        already_known: "",
      }),
      expect.objectContaining({ email: "later@x.example", result: "not_reached", checked_at: "" }),
    ]);
  });

  it("hold nothing that a spreadsheet would run, and lose nothing", () => {
    const items = itemsOf(...HOSTILE.map((address) => [address, settled()] as const));
    const rows = parse(csvHead() + csvLines(items, inspect));
    expect(rows).toHaveLength(HOSTILE.length);
    for (const [index, row] of rows.entries()) {
      expect(row["email"]).not.toMatch(/^\s*[=+\-@|\u{ff1d}]|^[\t\r\n]/u);
      expect(row["email"]?.replace(/^'/u, "")).toBe(HOSTILE[index]);
    }
  });

  it.each([
    [";=1", ";'=1"],
    ["a; @x;+1", "a;' @x;'+1"],
    ["=1;-1", "'=1;'-1"],
    ["a;b", "a;b"],
  ])("keep %j from being run where semicolons separate", (rawStatus, written) => {
    const items = itemsOf(["a@x.example", settled({ verdict: "unknown", rawStatus })]);
    expect(parse(csvHead() + csvLines(items, inspect))[0]?.["verification_status"]).toBe(written);
  });

  it("are read again with the same addresses, also where a program has eaten the apostrophes", async () => {
    const addresses = [
      "ann@x.example",
      "+1@x.example",
      "-2@x.example",
      "=3@x.example",
      "пётр@пример.example",
    ];
    const csv =
      csvHead() + csvLines(itemsOf(...addresses.map((address) => [address, settled()] as const)), inspect);
    for (const text of [
      csv,
      csv.replaceAll("'", ""),
      csv.replaceAll(",", ";"),
      csv.replaceAll("\n", "\r\n"),
    ]) {
      const bytes = new TextEncoder().encode(text);
      const { dialect, column } = await sniffTable(bytes);
      expect(column).toMatchObject({ kind: "found", column: { index: 0, share: 1 } });
      expect(await Array.fromAsync(columnAddresses(ReadableStream.from([bytes]), dialect, 0))).toEqual(
        addresses,
      );
    }
  });

  it("keep a raw status from being run as well", () => {
    const items = itemsOf(["a@x.example", settled({ verdict: "unknown", rawStatus: "=cmd" })]);
    expect(parse(csvHead() + csvLines(items, inspect))[0]?.["verification_status"]).toBe("'=cmd");
  });
});

describe("results as JSON Lines", () => {
  it("are one object a line, with numbers, dates and nulls as such", () => {
    const items = itemsOf(...HOSTILE.map((address) => [address, settled()] as const), ["later@x.example"]);
    const lines = jsonLines(items, inspect).trimEnd().split("\n");
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map((row) => row["email"])).toEqual([...HOSTILE, "later@x.example"]);
    expect(rows[0]).toMatchObject({ result: "verified", credits_used: 0.25, already_known: false });
    expect(rows.at(-1)).toMatchObject({ result: "not_reached", credits_used: null, checked_at: null });
  });
});
