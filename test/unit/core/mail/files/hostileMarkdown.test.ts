import katex from "@vscode/markdown-it-katex";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { emailMarkdown, threadMarkdown } from "../../../../../src/core/mail/files/emailMarkdown.ts";
import { textLines } from "../../../../../src/core/mail/files/textLines.ts";
import { joinLines } from "../../../../../src/core/mail/files/mailLines.ts";
import { hostileMarkdownMail, hostileText, seeded } from "../../../../hostile/markdownMail.ts";
import { leadsWhereItSays, placeOf } from "../../../../hostile/linkPlace.ts";
import { mail, WORDS } from "./mailSamples.ts";

const HTTP = "http://127.0.0.1:4711";

type Engine = InstanceType<typeof MarkdownIt>;

/** As VS Code sets up its preview: markdownEngine.ts of its markdown-language-features, with its markdown-math. */
function preview(): Engine {
  const engine = new MarkdownIt({ html: true, linkify: true, breaks: false, typographer: false });
  engine.linkify.set({ fuzzyLink: false });
  return asWritten(engine).use(katex, { enableBareBlocks: true, enableFencedBlocks: true });
}

/** With addresses shown as they are, so that they can be compared, and not with what stands percent-encoded decoded. */
function asWritten(engine: Engine): Engine {
  engine.normalizeLinkText = (address: string) => address;
  return engine;
}

const PREVIEW = preview();
const EAGER = asWritten(new MarkdownIt({ html: true, linkify: true }));

const RENDERERS: Readonly<Record<string, (markdown: string) => string>> = {
  "VS Code's preview": (markdown) => PREVIEW.render(markdown),
  "markdown-it with all it links": (markdown) => EAGER.render(markdown),
  marked: (markdown) => marked.parse(markdown, { async: false }),
  "micromark as GitHub has it": (markdown) =>
    micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
};

/** What Markdown makes of what these documents are written in. */
const OWN = /^<\/?(?:h[1-6]|p|ul|ol|li|strong|em|del|s|blockquote|pre|code)(?: start="\d+")?>$|^<(?:br|hr) ?\/?>$|^<\/a>$/u; // prettier-ignore
const LINK = /<a href="([^"]*)">([^<]*)<\/a>/gu;

/** Tags that are none of ours, and links that do not lead to what they say. */
function strangeTags(html: string): string[] {
  const rest = html.replace(LINK, (link, href: string, text: string) => {
    return leadsWhereItSays(unescaped(href), unescaped(text)) ? "" : link.replaceAll("</a>", "");
  });
  return (rest.match(/<[a-z!/?][^>]*>?/giu) ?? []).filter((tag) => !OWN.test(tag));
}

function unescaped(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

/** What a reader of the page sees, without its blanks. */
function wordsOf(html: string): string {
  return unescaped(html.replace(/<[^>]+>/gu, "")).replace(/\s+/gu, "");
}

describe.each(Object.entries(RENDERERS))("hostile mail as Markdown in %s", (_name, render) => {
  it("has no element of the sender's, and no link that leads elsewhere than it says", () => {
    const random = seeded(20_261_201);
    for (let count = 0; count < 60; count++) {
      const row = hostileMarkdownMail(random, HTTP);
      const email = mail(row);
      for (const markdown of [emailMarkdown(email, WORDS), threadMarkdown([email, email], WORDS)]) {
        const strange = strangeTags(render(markdown));
        expect(strange, `${markdown}\n\n${JSON.stringify(row)}`).toEqual([]);
      }
    }
  });
});

describe("the words of hostile mail as Markdown", () => {
  it("are in the preview what they are in the mail", () => {
    const random = seeded(7);
    for (let count = 0; count < 3_000; count++) {
      const text = hostileText(random, HTTP);
      const lines = textLines(text);
      const said = lines.map((line) => line.text.replace(/^(?:> ?)+/u, "")).join(" ");
      const markdown = joinLines(lines);
      expect(wordsOf(PREVIEW.render(markdown)), markdown).toBe(said.replace(/\s+/gu, ""));
    }
  });
});

describe.each(Object.entries(RENDERERS))("addresses in mail as Markdown in %s", (_name, render) => {
  const linksIn = (text: string): string[] =>
    Array.from(render(joinLines(textLines(text))).matchAll(LINK), ([, href = ""]) =>
      placeOf(unescaped(href)),
    );

  it.each([
    "https://example.com/?utm_source=x&_hsenc=p2_",
    "https://example.com/_next/static/a*b*c/[id]/~~x~~/y",
    "https://example.com/a_(b)",
    "https://example.com/$x$?a={b}|c&copy=1",
    "http://example.com:8080/'x'/y",
  ])("leads to %s and says so", (address) => {
    expect(linksIn(`See ${address}.`)).toEqual([placeOf(address)]);
    expect(linksIn(`(${address})`)).toEqual([placeOf(address)]);
    expect(linksIn(`<a href="${address}">`)).toEqual([placeOf(address)]);
    expect(linksIn(`${address}<img src=x>`)).toEqual([placeOf(address)]);
  });

  it("makes no link to a part of an address", () => {
    expect(linksIn("_ann_@corp.example o'brien@corp.example")).toEqual([
      "mailto:_ann_@corp.example",
      "mailto:o'brien@corp.example",
    ]);
    expect(
      linksIn("jörg@corp.example www.acme.com/_next/*x* ftp://files.example/_x xhttps://a.example/_b"),
    ).toEqual([]);
    expect(linksIn("www.1.example/*x* www.9gag.com/_a_<b> 1.2.3.4/_x_ x.3d.example/*y*")).toEqual([]);
  });
});

describe("money and marks in mail as Markdown", () => {
  it("are no formula", () => {
    for (const text of ["Pay $50 (US$) or", "$x$", "$$x$$", "a $1\nb 2$", "\\begin{x}\ny\n\\end{x}"]) {
      const shown = PREVIEW.render(joinLines(textLines(text)));
      expect(shown).not.toMatch(/math|katex/u);
      expect(wordsOf(shown)).toBe(text.replace(/\s/gu, ""));
    }
  });

  it.each(["Learn C #", "Learn C ##", "#", "# # #", "a #b", "C#", "x #\\"])(
    "stay in the heading %s",
    (subject) => {
      for (const render of Object.values(RENDERERS)) {
        const heading = /<h1>(.*)<\/h1>/u.exec(render(emailMarkdown(mail({ subject }), WORDS)))?.[1] ?? "";
        expect(unescaped(heading)).toBe(subject);
      }
    },
  );
});
