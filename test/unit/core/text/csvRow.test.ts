import { describe, expect, it } from "vitest";
import { cellSpan, rowToRemove, tableShape } from "../../../../src/core/text/csvRow.ts";

async function without(text: string, needle: string): Promise<string> {
  const span = await rowToRemove(text, text.indexOf(needle));
  return span === undefined ? "kept" : text.slice(0, span.start) + text.slice(span.end);
}

describe("taking a row out of a CSV text", () => {
  it("takes the row with its line end and leaves every other character", async () => {
    expect(await without("name,email\nAnn,a@x.example\nBob,b@x.example\n", "a@x")).toBe(
      "name,email\nBob,b@x.example\n",
    );
  });

  it("takes a row of several lines whole", async () => {
    const text = 'email,note\r\na@x.example,"one\r\ntwo, ""three"" 😀"\r\nb@x.example,ok\r\n';
    expect(await without(text, "three")).toBe("email,note\r\nb@x.example,ok\r\n");
    expect(await without(text, "a@x")).toBe("email,note\r\nb@x.example,ok\r\n");
    expect(await without(text, "b@x")).toBe(text.slice(0, text.indexOf("b@x")));
  });

  it("takes the line end before a last row that has none", async () => {
    expect(await without("email\r\na@x.example\r\nb@x.example", "b@x")).toBe("email\r\na@x.example");
    const text = "email\na@x.example";
    expect(await rowToRemove(text, text.length)).toEqual({ start: 5, end: text.length });
  });

  it("counts in UTF-16 units, whatever the text holds", async () => {
    const text = "email;name\nä@x.example;😀 \u202eß\nb@x.example;x\n";
    expect(await without(text, "b@x")).toBe("email;name\nä@x.example;😀 \u202eß\n");
  });

  it("leaves a line alone that is too long to be told as a row", async () => {
    const text = `email\n${"x,".repeat(500_000)}a@x.example\nb@x.example\n`;
    expect(await without(text, "a@x")).toBe("kept");
  });

  it("finds the row in a table of 50,000 rows", async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `Person ${index},"p${index}@x.example"\n`);
    const text = `name,email\n${rows.join("")}`;
    const span = await rowToRemove(text, text.indexOf("p49999@"));
    expect(text.slice(span?.start, span?.end)).toBe('Person 49999,"p49999@x.example"\n');
  });
});

describe("the shape of a table", () => {
  it("tells the column of addresses", async () => {
    const shape = await tableShape("name;e-mail\nAnn;a@x.example\nTom;tom(at)x.example\n");
    expect(shape).toMatchObject({ emailColumn: 1, dialect: { delimiter: ";", hasHeader: true } });
  });

  it("names no column where two have an equal claim", async () => {
    const shape = await tableShape("from,to\na@x.example,b@x.example\n");
    expect(shape.emailColumn).toBeUndefined();
  });
});

describe("a cell of a line", () => {
  it.each([
    ["a,b,c", 1, "b"],
    ['a,"b, ""c""",d', 1, 'b, ""c""'],
    ['a,"b",d', 2, "d"],
    ["a,b", 2, undefined],
    ["a,,c", 1, ""],
    ['a,"open', 1, '"open'],
    ['a, "b,c" ,d', 1, "b,c"],
    ['a, "b,c" ,d', 2, "d"],
    ['5" pipe,a@x.example', 1, "a@x.example"],
  ])("%j, %i", async (line, column, cell) => {
    const { dialect } = await tableShape("name,email\n");
    const span = cellSpan(line, column, dialect);
    expect(span && line.slice(span.start, span.end)).toBe(cell);
  });
});
