import { describe, expect, it } from "vitest";
import { tableShape } from "../../../../src/core/text/csvRow.ts";
import { ProblemScan } from "../../../../src/core/text/problemScan.ts";
import type { LedgerEntry } from "../../../../src/core/verification/ledger.ts";
import { seededRandom } from "./seededRandom.ts";

const entry = (verdict: LedgerEntry["verdict"], catchAll: boolean): LedgerEntry => ({
  verdict,
  rawStatus: verdict,
  catchAll,
  creditsUsed: 0.25,
  checkedAt: new Date(0),
  source: "instantly",
});

/** The local part says what is known: `invalid.7@…`. */
function find(address: string): LedgerEntry | undefined {
  if (address.startsWith("catchall")) return entry("verified", true);
  const verdict = /^(invalid|risky|verified)/.exec(address)?.[1];
  return verdict === undefined ? undefined : entry(verdict as LedgerEntry["verdict"], false);
}

const topLevels = new Set(["com", "org", "example"]);

class Sheet {
  readonly lines: string[];
  readonly scan: ProblemScan;
  looks = 0;

  private constructor(text: string, table: Awaited<ReturnType<typeof tableShape>> | undefined) {
    this.lines = text.split("\n");
    const { lines } = this;
    const look = (index: number): string => {
      this.looks++;
      return lines[index] ?? "";
    };
    const document = {
      get lineCount() {
        return lines.length;
      },
      line: look,
    };
    this.scan = new ProblemScan({ text: document, find, topLevels, table });
  }

  static async table(text: string): Promise<Sheet> {
    return new Sheet(text, await tableShape(text));
  }

  static prose(text: string): Sheet {
    return new Sheet(text, undefined);
  }

  /** Replaces lines `from` to `to`, both included. */
  edit(from: number, to: number, ...lines: string[]): void {
    this.lines.splice(from, to - from + 1, ...lines);
    this.scan.edit(from, to, lines.length);
  }

  found(): string[] {
    this.scan.step(() => false);
    return this.scan.problems.map(
      ({ line, start, end, trouble }) =>
        `${line}:${this.lines[line]?.slice(start, end) ?? ""} ${trouble.kind}`,
    );
  }
}

const TABLE =
  "name,email\nAnn,invalid@x.example\nBob,bob@gmial.com\nTom,tom(at)x.example\nEve,verified@x.example";

describe("the problems of a document", () => {
  it("are of four kinds, each where it stands", async () => {
    expect((await Sheet.table(TABLE)).found()).toEqual([
      "1:invalid@x.example invalid",
      "2:bob@gmial.com mistypedDomain",
      "3:tom(at)x.example syntax",
    ]);
  });

  it("are none where nothing was verified, whatever the free checks would say", async () => {
    const sheet = await Sheet.table(TABLE.replaceAll(/invalid|verified/g, "someone"));
    expect(sheet.found()).toEqual([]);
    expect(sheet.scan.hasResults).toBe(false);
    sheet.edit(1, 1, "Ann,risky@x.example");
    expect(sheet.found()).toEqual([
      "1:risky@x.example risky",
      "2:bob@gmial.com mistypedDomain",
      "3:tom(at)x.example syntax",
    ]);
  });

  it("name a mistyped domain whatever is known: who is there may be a stranger", () => {
    const sheet = Sheet.prose("verified@gmial.com\ncatchall@gmial.com\ninvalid@gmial.com\nbob@gmial.com");
    expect(sheet.found()).toEqual([
      "0:verified@gmial.com mistypedDomain",
      "1:catchall@gmial.com mistypedDomain",
      "2:invalid@gmial.com invalid",
      "3:bob@gmial.com mistypedDomain",
    ]);
    expect(sheet.scan.problems.map(({ trouble }) => "suggestion" in trouble && trouble.suggestion)).toEqual([
      "verified@gmail.com",
      "catchall@gmail.com",
      "invalid@gmail.com",
      "bob@gmail.com",
    ]);
  });

  it("in prose are those of addresses only", () => {
    const sheet = Sheet.prose("tom(at)x.example wrote to invalid@x.example,\nnot to verified@x.example");
    expect(sheet.found()).toEqual(["0:invalid@x.example invalid"]);
  });

  it("move with lines above them and are looked for again in edited lines alone", async () => {
    const sheet = await Sheet.table(`${TABLE}\n${"x,verified@x.example\n".repeat(1000)}`);
    sheet.found();
    sheet.looks = 0;
    sheet.edit(1, 1, "Ann,invalid@x.example", "New,invalid.2@x.example");
    expect(sheet.found()).toEqual([
      "1:invalid@x.example invalid",
      "2:invalid.2@x.example invalid",
      "3:bob@gmial.com mistypedDomain",
      "4:tom(at)x.example syntax",
    ]);
    expect(sheet.looks).toBe(2);
    sheet.edit(1, 4, "");
    expect(sheet.found()).toEqual([]);
  });

  it("know the inside of a row of several lines from the outside", async () => {
    const sheet = await Sheet.table('email,note\nverified@x.example,"hello\nno address,there"\nbad,x\n');
    expect(sheet.found()).toEqual(["3:bad syntax"]);
    sheet.edit(1, 1, "verified@x.example,hello"); // the quote that closed is a character now
    expect(sheet.found()).toEqual(["2:no address syntax", "3:bad syntax"]);
    sheet.edit(1, 1, 'verified@x.example,"hello');
    expect(sheet.found()).toEqual(["3:bad syntax"]);
    sheet.edit(2, 2, "no address,there");
    expect(sheet.found()).toEqual(["2:no address syntax", "3:bad syntax"]);
    sheet.edit(3, 3, 'bad,"x', "bad,x", 'bad,x"', "bad,y");
    expect(sheet.found()).toEqual(["2:no address syntax", "3:bad syntax", "6:bad syntax"]);
  });

  it.each([
    ["an inch", 'verified@x.example,5" pipe'],
    ["two inches", 'verified@x.example,5"" pipe'],
    ["an inch at the end of a quoted cell", 'verified@x.example,"5"" pipe, 6"""'],
    ["a quote that nothing closes", 'verified@x.example,"pipe'],
    ["a quote alone", 'verified@x.example," '],
    ["a row of several lines", 'verified@x.example,"a\nb,c"'],
    ["a quote behind a blank", 'verified@x.example, "a,b" '],
    ["a quote in front of a word", 'verified@x.example,"so-called" pipe'],
  ])("are found below %s", async (_, row) => {
    const sheet = await Sheet.table(`email,note\n${row}\nbad,x\nworse,x\n`);
    const line = row.split("\n").length + 1;
    expect(sheet.found()).toEqual([`${line}:bad syntax`, `${line + 1}:worse syntax`]);
  });

  it("are found in rows of several lines", async () => {
    const sheet = await Sheet.table(
      'note,email,note\nx,verified@x.example,"a\nb"\ny,bad,"c\nd"\n"e\n f", worse ,"g\n@h"\n"i\nj","to\nbad",k\n',
    );
    expect(sheet.found()).toEqual(["3:bad syntax", "6:worse syntax"]);
  });

  it("are found below a quote that nothing closes, however long the table is", async () => {
    const sheet = await Sheet.table(
      `email,note\nverified@x.example,"pipe\n${"a@x.example,b\n".repeat(2000)}bad,x\n`,
    );
    expect(sheet.found()).toEqual(["2002:bad syntax"]);
    sheet.edit(1500, 1500, 'a@x.example,b"');
    expect(sheet.found()).toEqual(["2002:bad syntax"]);
    sheet.edit(10, 10, 'worse,b"');
    expect(sheet.found()).toEqual(["2002:bad syntax"]);
    sheet.edit(10, 10, "worse,b");
    expect(sheet.found()).toEqual(["10:worse syntax", "2002:bad syntax"]);
  });

  it("are no more than VS Code shows, and others take the place of mended ones", () => {
    const sheet = Sheet.prose("invalid@x.example\n".repeat(3000));
    expect(sheet.found()).toHaveLength(1000);
    expect(sheet.looks).toBe(1000);
    sheet.edit(0, 0, "verified@x.example");
    expect(sheet.found()).toHaveLength(1000);
    expect(sheet.looks).toBe(1002);
  });

  it("are the same after any edits as when looked for anew", async () => {
    const random = seededRandom(7);
    const below = (limit: number): number => Math.floor(random() * limit);
    const rows = [
      "a,invalid@x.example",
      'b,"risky@x.example',
      "c,bad",
      '"',
      "d,verified@x.example",
      "e,f@gmial.com",
      'f,5" bad',
      'g, "bad" ',
      'h,bad,"',
      'i"',
      "",
    ];
    const row = (): string => rows[below(rows.length)] ?? "";
    for (let round = 0; round < 60; round++) {
      const head = "name,email\nx,verified@x.example\ny,invalid@x.example\nz,risky@x.example\n";
      const sheet = await Sheet.table(head + Array.from({ length: 40 }, row).join("\n"));
      sheet.scan.step(() => below(2) === 0);
      for (let edits = 0; edits < 12; edits++) {
        const from = 4 + below(sheet.lines.length - 5);
        const to = Math.min(sheet.lines.length - 1, from + below(4));
        sheet.edit(from, to, row(), ...Array.from({ length: below(3) }, row));
        if (below(3) === 0) sheet.scan.step(() => below(2) === 0);
      }
      const anew = await Sheet.table(sheet.lines.join("\n"));
      expect(sheet.found()).toEqual(anew.found());
    }
  });
});
