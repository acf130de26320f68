import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { readMarkdown } from "../../../../src/core/mail/mailMarkdown.ts";
import { printMail } from "../../../../src/core/mail/printMail.ts";

const PREVIEW = new MarkdownIt({ breaks: true, linkify: true });

/** The same tags for the same thing: how a preview names them and where it breaks its lines is no difference. */
function normal(html: string): string {
  return html
    .replace(/<(\/?)strong>/gu, "<$1b>")
    .replace(/<(\/?)em>/gu, "<$1i>")
    .replace(/<pre><code[^>]*>([^]*?)\n?<\/code><\/pre>/gu, "<pre>$1</pre>")
    .replace(/<(br|hr)\s*\/?>\n?/gu, "<$1/>")
    .replace(/(<img [^>]*?)\s*\/?>/gu, "$1>")
    .replaceAll("&quot;", '"')
    .replace(/<li>[^]*<\/li>/gu, (items) =>
      items.replace(/<\/p>\s*(?=<p>)/gu, "<br/>").replace(/<\/?p>/gu, ""),
    )
    .replace(/<br\/>(?=<(?:ul|ol|blockquote|pre|h\d|hr))|(?<=<\/(?:ul|ol|blockquote|pre|h\d)>)<br\/>/gu, "")
    .replace(/\s*(<\/?(?:p|ul|ol|li|blockquote|h\d|hr)(?: [^>]*|\/)?>|<\/?pre>)[ \n]*/gu, "$1")
    .trim();
}

const sent = (draft: string): string => normal(printMail(readMarkdown(draft)).html);
const previewed = (draft: string): string => normal(PREVIEW.render(draft));

const SAME = [
  "Hi Ann,\n\nThank you for the call.\n\nBest\nInes",
  "one\ntwo  \nthree",
  "  set in by two\n\n   and by three",
  "**bold** and *italic*",
  "``` npm ci ``` is what you run.\n\nBest\nInes",
  "```\na\n``` b\nc\n```\nd",
  "````\na\n```\nb\n````",
  "To do:\n\n- a\n\t- b\n\t- c\n- d",
  "1. a\n\t1. b\n2. c",
  "[a](https://x.example/?a=1&amp;b=2)",
  "[a](https://x.example/?price&gt=5&lt=9&reg=eu&not=1&times=2&copy=3)",
  "# a   b #",
  "## a ##   ",
  "# a#",
  "# #",
  "__bold__ and _italic_",
  "***both*** and ___both___",
  "**bold with *italic* in it**",
  "*italic with **bold** in it*",
  "_italic with **bold** in it_",
  "__bold with *italic* in it__",
  "**two words** here, **two there**",
  "snake_case_name and snake__case__name",
  "2 * 3 * 4 = 24",
  "5*6*7",
  "a ** b ** c",
  "** not bold **",
  "* not italic*.",
  "~~old~~ new",
  "~~old **price**~~ new",
  "**bold**, then text",
  "un**frigging**believable",
  "**a**b",
  "*a*b and a*b*",
  "\\*not\\* \\_this\\_ \\`or that\\`",
  "`code`",
  "`**not bold**`",
  "``a`b`` and `` `c` ``",
  "``a` b",
  "`a\nb`",
  "*`code` in italics*",
  "**see `x` and [y](https://y.example)**",
  "[Plan](https://a.example)",
  "[Plan](<https://a.example/x y>)",
  "[Plan](https://a.example/x_(y))",
  "[*Plan* **B**](https://a.example)",
  "[a [b] c](https://a.example)",
  "[mail](mailto:ann@a.example)",
  "[ ] to do, [x] done",
  "[1] is no link",
  "See https://a.example/x?y=1&z=2.",
  "(https://a.example/a_(b)), she said",
  "<https://a.example/x>",
  "<ann@a.example>",
  "**https://a.example/x**",
  "![Logo](https://a.example/l.png)",
  "- one\n- two\n- three",
  "* one\n* two",
  "+ one\n+ two",
  "- one\n- two\n  more of two",
  "- one\n  - inner\n  - inner too\n- two",
  "- one\n    - four in\n- two",
  "1. one\n2. two",
  "3) three\n4) four",
  "1. one\n   - inner\n2. two",
  "- one\n\n- two",
  "- **bold**: words\n- [x](https://a.example)",
  "text\n- a list at once",
  "- one\n* another list",
  "# Title\ntext",
  "## Learn C #",
  "### Closed ###",
  "####### seven",
  "#hashtag",
  "a\n\n---\n\nb",
  "a\n\n***\n\nb",
  "```\ncode\n  set in\n```",
  "```ts\nconst a = 1;\n```",
  "~~~\ncode\n~~~",
  "````\n```\n````",
  "```\n~~~\n```",
  "```\nnever closed",
  "- item\n  ```\n  code\n  ```",
  "> one\n> two",
  "> a\n>> b",
  "> - a\n> - b",
  "> **bold** words",
  "A & B < C > D \"E\" 'F'",
  "&amp; &copy; &lt;b&gt;",
  "$400/$500 and 50%",
  "Line\\\nbreak",
  "www.acme.com or acme.com",
  "write ann@a.example",
  "[bad](javascript:alert(1))",
  "text <b>html</b>",
  "_snake_case in italics_",
  "*bold at the **end***",
  "*a **b** c **d** e*",
  "[![Logo](https://a.example/l.png)](https://a.example)",
  "[a [b](https://b.example) c](https://a.example)",
  "[https://x.example](https://a.example)",
  "[ann@a.example](https://a.example)",
  "![pic [1]](https://a.example/l.png)",
  "1. one\n2) two",
  "(ann.lee+x@a.example), <https://a.example/?m=bob@b.example>",
  "&nbsp;&euro; 5 &#8211; &#x20AC; &unknown; & &amp",
  "`&amp; ann@a.example`",
];

/** What is meant to differ: the draft, what is sent for it, and why. */
const MEANT: readonly (readonly [why: string, draft: string, html: string])[] = [
  [
    "mail has no place for the title of a link",
    `[a](https://a.example "The plan") [b](https://b.example 'b')`,
    '<p><a href="https://a.example">a</a> <a href="https://b.example">b</a></p>',
  ],
  [
    "a line behind a list that is not set in is the writer's next sentence",
    "- one\nMy words",
    "<ul><li>one</li></ul><p>My words</p>",
  ],
  [
    "a line behind a quote without its mark is the writer's answer",
    "> Shall we?\nYes.",
    "<blockquote><p>Shall we?</p></blockquote><p>Yes.</p>",
  ],
  ["marks below a line divide a mail and head nothing", "Bye\n---\nInes", "<p>Bye</p><hr/><p>Ines</p>"],
  ["signs of equality below a line are text", "Title\n===", "<p>Title<br/>===</p>"],
  ["text that is set in is text", "    by four", "<p>by four</p>"],
  ["there are no tables", "| a | b |\n| - | - |", "<p>| a | b |<br/>| - | - |</p>"],
  [
    "a note with an address is no definition",
    "[1]: https://a.example\n\n[1]",
    '<p>[1]: <a href="https://a.example">https://a.example</a></p><p>[1]</p>',
  ],
  [
    "a stranger's words make no picture, no named link and no sign of a name",
    "> [bank](https://a.example/b) ![](https://a.example/p.png) &amp;",
    "<blockquote><p>[bank](https://a.example/b) ![](https://a.example/p.png) &amp;amp;</p></blockquote>",
  ],
  [
    "the tail of an address is another person's",
    "Write to o'neil@x.example",
    "<p>Write to o'neil@x.example</p>",
  ],
  ["pictures come from the web", "![x](pic.png)", "<p>![x](pic.png)</p>"],
  ["links lead to the web or to a mailbox", "[x](notes.md) [y](#part)", "<p>[x](notes.md) [y](#part)</p>"],
];

describe("what a draft sends", () => {
  test.each(SAME)("%j is as a preview shows it", (draft) => {
    expect(sent(draft)).toBe(previewed(draft));
  });

  test.each(MEANT)("differs since %s", (_, draft, html) => {
    expect(sent(draft)).toBe(html);
    expect(previewed(draft)).not.toBe(html);
  });
});
