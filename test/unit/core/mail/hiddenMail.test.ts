import { describe, expect, it } from "vitest";
import { htmlLines } from "../../../../src/core/mail/files/htmlLines.ts";
import { safeHtml } from "../../../../src/core/mail/html/safeHtml.ts";
import { newDraft } from "../../../../src/core/mail/newDraft.ts";
import { roughText } from "../../../../src/core/mail/roughText.ts";
import { mail, WORDS } from "./files/mailSamples.ts";
import { HIDDEN_MAIL } from "./hiddenMail.ts";

const OPTIONS = { picture: WORDS.picture, headingLevel: 2 };
const linesOf = (html: string): string[] => htmlLines(html, OPTIONS).lines.map(({ markdown }) => markdown);
const wordsOf = (text: string): string => text.replaceAll("|", " ").replace(/\s+/gu, " ").trim();

describe("what a mail hides from its reader", () => {
  it.each(Object.entries(HIDDEN_MAIL))("is in no form of words: %s", (_name, [html, seen]) => {
    expect(wordsOf(roughText(html))).toBe(seen);
    expect(wordsOf(linesOf(html).join(" "))).toBe(seen);
  });

  it.each(Object.entries(HIDDEN_MAIL))(
    "stays hidden on a page without its style sheets: %s",
    (_name, [html, seen]) => {
      const page = safeHtml(html, { link: () => undefined });
      expect(wordsOf(roughText(page))).toBe(seen);
    },
  );

  it("is not quoted in a reply", () => {
    const html = `<style>.p{display:none}</style><span class=p>Preheader</span><p>Hello</p>`;
    const { text } = newDraft("reply", mail({ body: { html } }), {
      to: "a@b.example",
      about: "x",
      wrote: "Ann wrote:",
    });
    expect(text).toContain("Ann wrote:\n> Hello\n");
    expect(text).not.toContain("Preheader");
  });

  it("is counted, without what no person wrote", () => {
    expect(htmlLines(`<b style="font-size:0">abc</b><xml><o:x>96</o:x></xml>`, OPTIONS).hiddenChars).toBe(3);
  });

  it("is neither a picture's words nor a link that nobody can see", () => {
    const hidden = `<a href="https://a.example/" style="visibility:hidden">x<img alt="y"></a>Hi`;
    expect(htmlLines(hidden, OPTIONS)).toMatchObject({ links: [], lines: [{ text: "Hi" }] });
    const picture = `<a href="https://a.example/" style="font-size:0"><img alt="Boat"></a>`;
    expect(linesOf(picture)).toEqual([expect.stringContaining("Boat")]);
  });

  it("takes time in step with the mail, however many rules there are", () => {
    const rules = Array.from({ length: 4000 }, (_, each) => `.a .a .b${String(each)} .a,.a{padding:0}`).join(
      "",
    );
    const html = `<style>${rules}.pre{display:none}</style>${"<p class='a pre'>x".repeat(20_000)}`;
    expect(roughText(html).length).toBeGreaterThan(0);
  });
});

describe("blanks at the head of a line", () => {
  const table = "Plan      Price\n  Pro         $5\n\tTeam      $15";
  const shape = ["Plan\u00A0\u00A0\u00A0\u00A0\u00A0 Price", "&nbsp;\u00A0Pro\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0 \\$5", "&nbsp;\u00A0\u00A0\u00A0Team\u00A0\u00A0\u00A0\u00A0\u00A0 \\$15"]; // prettier-ignore

  it("keep the shape of text that is laid out by them", () => {
    expect(linesOf(`<pre>${table}</pre>`)).toEqual(shape);
    expect(roughText(`<p>x<pre>${table}</pre>`)).toBe(`x\n${table.replace("\t", "    ")}`);
  });

  it("set in what the mail sets in, and nothing else", () => {
    expect(linesOf(`<div> A</div><div>&nbsp;&nbsp;- B</div><div>&nbsp;<b> C</b></div>`)).toEqual(["A", "&nbsp;\u00A0\\- B", "C"]); // prettier-ignore
    expect(roughText(`<div> A</div><div>&nbsp;&nbsp;- B&nbsp;</div><table><td>&nbsp;<td> C`)).toBe(
      "A\n  - B\nC",
    );
  });
});
