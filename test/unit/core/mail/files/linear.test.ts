import { describe, expect, it } from "vitest";
import { htmlLines } from "../../../../../src/core/mail/files/htmlLines.ts";
import { htmlEvents } from "../../../../../src/core/mail/html/htmlEvents.ts";
import { safeHtml } from "../../../../../src/core/mail/html/safeHtml.ts";

const OPTIONS = { picture: (words: string) => words, headingLevel: 2 };
const NO_LINKS = { link: () => undefined };

/** Markup that makes a careless reader go over the same ground again and again, in about so many characters. */
const SHAPES: Readonly<Record<string, (chars: number) => string>> = {
  "nested tables": (chars) => "<table><tr><td>".repeat(chars / 15) + "deep",
  "nested tables that close": (chars) =>
    "<table><tr><td>".repeat(chars / 30) + "x" + "</td></tr></table>".repeat(chars / 36),
  "closing tags of nothing": (chars) => "<div>".repeat(500) + "</b></table></li>".repeat(chars / 17),
  "comments that never end": (chars) => "<!--".repeat(chars / 4),
  "styles that never end": (chars) => "<style>".repeat(chars / 7),
  "tags that never end": (chars) => '<a b="'.repeat(chars / 6),
  "attributes without end": (chars) => `<p ${"a=b ".repeat(chars / 4)}`,
  "nothing but <": (chars) => "<".repeat(chars),
  "nothing but &": (chars) => "&".repeat(chars),
  "paragraphs in items in cells": (chars) => "<ul><li><p><table><td><p>".repeat(chars / 25),
  "formatting that never closes": (chars) => "<b><i><u><font>".repeat(chars / 15),
  "nested quotes of short lines": (chars) => "<blockquote>x<br>".repeat(chars / 17),
  "white space": (chars) => `<p style="${" ".repeat(chars / 2)}">${" ".repeat(chars / 2)}`,
  "rows and rows": (chars) => `<table>${"<tr><td>x".repeat(chars / 9)}`,
};

describe("reading HTML takes work in step with its length", () => {
  it.each(Object.entries(SHAPES))("%s", (_name, make) => {
    const stepsOf = (chars: number): number => {
      const html = make(chars);
      const meter = { steps: 0 };
      htmlLines(html, { ...OPTIONS, meter });
      return meter.steps / html.length;
    };
    const [small, large] = [stepsOf(20_000), stepsOf(200_000)];
    // The deepest markup is looked up in no more than 200 elements for each tag.
    expect(large).toBeLessThan(50);
    expect(large).toBeLessThan(small * 1.5 + 1);
  });

  it.each(Object.entries(SHAPES))("%s: grows no more than in step either", (_name, make) => {
    const html = make(200_000);
    const written = safeHtml(html, NO_LINKS);
    expect(written.length).toBeLessThan(html.length * 7);
    const lines = htmlLines(html, OPTIONS).lines;
    expect(lines.reduce((sum, { markdown }) => sum + markdown.length, 0)).toBeLessThan(html.length * 3);
  });

  it("takes a body of five megabytes and ten thousand nested tables", () => {
    const deep = htmlLines(
      `${"<table><tr><td>".repeat(10_000)}deep${"</table>".repeat(10_000)}<p>after`,
      OPTIONS,
    );
    expect(deep.lines.map(({ text }) => text).filter(Boolean)).toEqual(["deep", "after"]);
    const wide = htmlLines("<p>word word</p>".repeat(330_000), OPTIONS);
    expect(wide.lines.filter(({ text }) => text === "word word")).toHaveLength(330_000);
  });
});

it("balances whatever it is given", () => {
  const shapes = Object.values(SHAPES).map((make) => make(3_000));
  for (const html of [
    ...shapes,
    "</p></b><p><table></p><td></b></table><a><a></a><li></ul><br/></br><hr></hr>",
  ]) {
    const open: string[] = [];
    for (const event of htmlEvents(html)) {
      if (event.kind === "open" && !/^(?:br|hr|img)$/.test(event.name)) open.push(event.name);
      if (event.kind === "close") expect(open.pop()).toBe(event.name);
    }
    expect(open).toEqual([]);
  }
});
