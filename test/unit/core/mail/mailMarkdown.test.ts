import { describe, expect, test } from "vitest";
import { readMarkdown } from "../../../../src/core/mail/mailMarkdown.ts";
import { printMail } from "../../../../src/core/mail/printMail.ts";

const html = (source: string): string => printMail(readMarkdown(source)).html;
const text = (source: string): string => printMail(readMarkdown(source)).text;

describe("Markdown as mail", () => {
  test.each([
    ["two paragraphs", "Hi Ann,\n\nThank you.", "<p>Hi Ann,</p>\n<p>Thank you.</p>"],
    ["a line break as it was typed", "Best\nInes", "<p>Best<br/>Ines</p>"],
    [
      "emphasis",
      "**bold** *it* _it_ ~~no~~ `x*y*`",
      "<p><b>bold</b> <i>it</i> <i>it</i> <s>no</s> <code>x*y*</code></p>",
    ],
    ["low lines within a word as text", "snake_case_name", "<p>snake_case_name</p>"],
    [
      "nested emphasis",
      "**see *this* [page](https://a.example)**",
      '<p><b>see <i>this</i> <a href="https://a.example">page</a></b></p>',
    ],
    ["both at once", "***both*** and ___both___", "<p><i><b>both</b></i> and <i><b>both</b></i></p>"],
    ["bold by low lines", "__bold__ but snake__case__name", "<p><b>bold</b> but snake__case__name</p>"],
    [
      "a link with brackets in its address",
      "[Boat](https://x.example/a_(b)_(c(d))) and [x](https://x.example/e)",
      '<p><a href="https://x.example/a_(b)_(c(d))">Boat</a> and <a href="https://x.example/e">x</a></p>',
    ],
    [
      "an address with brackets",
      "(see https://x.example/a_(b)).",
      '<p>(see <a href="https://x.example/a_(b)">https://x.example/a_(b)</a>).</p>',
    ],
    [
      "ticks within code",
      "``a`b`` and `` `c` `` and `x``y`",
      "<p><code>a`b</code> and <code>`c`</code> and <code>x``y</code></p>",
    ],
    ["a tick that nothing closes", "``a` b", "<p>``a` b</p>"],
    ["headings", "## Plan\ntext", "<h2>Plan</h2>\n<p>text</p>"],
    ["a rule", "a\n\n---\n\nb", "<p>a</p>\n<hr/>\n<p>b</p>"],
    ["a list", "- one\n- two\n  more\n- three", "<ul><li>one</li><li>two<br/>more</li><li>three</li></ul>"],
    ["a numbered list", "3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'],
    ["a list in a list", "- a\n  - b\n- c", "<ul><li>a<br/><ul><li>b</li></ul></li><li>c</li></ul>"],
    ["code", "```\n<b> {{x}}\n```", "<pre>&lt;b&gt; {{x}}</pre>"],
    ["a quote", "> one\n> two\n\nafter", "<blockquote><p>one<br/>two</p></blockquote>\n<p>after</p>"],
    [
      "a quote in a quote",
      "> a\n>> b",
      "<blockquote><p>a</p>\n<blockquote><p>b</p></blockquote></blockquote>",
    ],
    [
      "addresses",
      "See https://a.example/x?y=1&z=2.",
      '<p>See <a href="https://a.example/x?y=1&amp;z=2">https://a.example/x?y=1&amp;z=2</a>.</p>',
    ],
    [
      "an address in brackets",
      "(https://a.example)",
      '<p>(<a href="https://a.example">https://a.example</a>)</p>',
    ],
    ["a mail address", "<ann@a.example>", '<p><a href="mailto:ann@a.example">ann@a.example</a></p>'],
    [
      "a picture",
      '![Logo "x"](https://a.example/l.png)',
      '<p><img src="https://a.example/l.png" alt="Logo &quot;x&quot;"/></p>',
    ],
    ["what is escaped", "\\*not\\* \\[x\\]", "<p>*not* [x]</p>"],
    ["amounts of money", "$400/$500, 5 < 6 & 7 > 2", "<p>$400/$500, 5 &lt; 6 &amp; 7 &gt; 2</p>"],
    ["a body that begins with a rule", "---\nlost?\n---", "<hr/>\n<p>lost?</p>\n<hr/>"],
  ])("reads %s", (_, source, expected) => {
    expect(html(source)).toBe(expected);
  });

  test("has a plain form that reads well without HTML", () => {
    expect(
      text("Hi **Ann**,\n\n1. [Plan](https://a.example)\n2. `x`\n\n> old\n> words\n\nSee <ann@a.example>"),
    ).toBe("Hi Ann,\n\n1. Plan (https://a.example)\n2. x\n\n> old\n> words\n\nSee ann@a.example");
  });

  test.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](data:text/html,<b>)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    '[x](https://a.example/"onmouseover="alert(1))',
    '![" onload="x](https://a.example/i.png)',
    "`</code><script>`",
    "```\n</pre><script>\n```",
    "> <svg onload=alert(1)>",
    "# <iframe>",
    "- <b>\n  - <i onclick=x>",
    "[**<u>**](mailto:a@b.example)",
  ])("lets nothing through but its own tags: %s", (source) => {
    const tags = html(source).match(/<[^>]*>/gu) ?? [];
    const known =
      /^<\/?(?:p|b|i|s|ul|ol|li|h\d|code|pre|blockquote)>$|^<(?:br|hr)\/>$|^<\/a>$|^<a href="(?:https?:|mailto:)[^"<>]*">$|^<img src="https?:[^"<>]*" alt="[^"<>]*"\/>$/u;
    for (const tag of tags) expect(tag).toMatch(known);
  });

  test("makes no picture and no named link of a stranger's quoted words", () => {
    expect(html("> ![](https://track.example/o.gif) [bank](https://phish.example)")).toBe(
      "<blockquote><p>![](https://track.example/o.gif) [bank](https://phish.example)</p></blockquote>",
    );
  });

  test.each([
    ["quotes", ">".repeat(20_000)],
    ["lists", "- ".repeat(20_000)],
    ["stars", "*".repeat(20_000)],
    ["brackets", "[".repeat(20_000)],
    ["unclosed bold", "**a ".repeat(10_000)],
    ["underscores", "_a ".repeat(20_000)],
    ["ticks", "`".repeat(20_001)],
    ["italics around bold", "*a**b**".repeat(3000)],
    ["brackets in brackets", "[[a]".repeat(5000)],
    ["pictures in brackets", "[![a](b)".repeat(3000)],
    ["words with low lines", "._a_a".repeat(4000)],
    ["pointed links", "[a](<b".repeat(4000)],
    ["ends of addresses", "a@b.".repeat(5000)],
    ["hosts of many parts", "a@" + "b-".repeat(10_000)],
  ])("comes to an end on a tower of %s", (_, source) => {
    expect(html(source).length).toBeGreaterThan(0);
  });
});
