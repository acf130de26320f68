#!/usr/bin/env bash
# turndown 7.2.5, node-html-markdown 2.0.0, rehype-remark 10.0.1: HTML to Markdown, read again by markdown-it 15.0.3.
# All three drop <sup> and leave its words where they were, so that a figure becomes another one without a mark: "10⁶" is
# 106, "$19" with the cents raised is $1999. The first two also write a heading that ends in " #" as it is, which every
# reader of Markdown takes for the closing marks ("Learn C #" is read as "Learn C"), and a line that begins with "1)" after a
# break as it is, which is read as a list of its own; rehype-remark escapes both.
# Output seen: see `expected` below. Exits with 1 when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund turndown@7.2.5 node-html-markdown@2.0.0 unified@11.0.5 rehype-parse@9.0.1 \
  rehype-remark@10.0.1 remark-stringify@11.0.0 markdown-it@15.0.3
cat >look.mjs <<'EOF'
import MarkdownIt from "markdown-it";
import { NodeHtmlMarkdown } from "node-html-markdown";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkStringify from "remark-stringify";
import Turndown from "turndown";
import { unified } from "unified";

const markdownIt = new MarkdownIt();
const turndown = new Turndown({ headingStyle: "atx" });
const rehype = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark).use(remarkStringify);
const converters = {
  turndown: (html) => turndown.turndown(html),
  "node-html-markdown": (html) => NodeHtmlMarkdown.translate(html),
  "rehype-remark": async (html) => String(await rehype.process(html)),
};
const inputs = [
  "<p>10<sup>6</sup> people pay $19<sup>99</sup></p>",
  "<h2>Learn C #</h2>",
  "<p>Options:<br>1) stay</p>",
];
const expected = {
  turndown: ["<p>106 people pay $1999</p>", "<h2>Learn C</h2>", "<p>Options:</p><ol><li>stay</li></ol>"],
  "node-html-markdown": ["<p>106 people pay $1999</p>", "<h2>Learn C</h2>", "<p>Options:</p><ol><li>stay</li></ol>"],
  "rehype-remark": ["<p>106 people pay $1999</p>", "<h2>Learn C #</h2>", "<p>Options:<br>1) stay</p>"],
};
let asExpected = true;
for (const [name, convert] of Object.entries(converters)) {
  for (const [index, html] of inputs.entries()) {
    const read = markdownIt.render(await convert(html)).replaceAll("\n", "");
    console.log(`${name}: ${html} is read as ${read}`);
    asExpected &&= read === expected[name][index];
  }
}
process.exit(asExpected ? 0 : 1);
EOF
node look.mjs
