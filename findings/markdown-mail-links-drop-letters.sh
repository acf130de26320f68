#!/usr/bin/env bash
# A mail address whose local part is written in letters beyond ASCII is a valid address (RFC 6531). Markdown programs that
# link bare addresses as GitHub does begin the link in the middle of it, so that a click writes to another person; markdown-it
# does not link it at all (all three as they come, GFM on).
# Seen with markdown-it 15.0.3 (linkify-it 6.1.0), marked 18.2.1, micromark 4.0.3 with micromark-extension-gfm 3.0.0, Node 20.20.
# What each links to is in EXPECTED below. Whoever writes addresses into Markdown has to escape the `@` of such a one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent markdown-it@15.0.3 linkify-it@6.1.0 marked@18.2.1 micromark@4.0.3 micromark-extension-gfm@3.0.0
cat >see.mjs <<'JS'
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

const text = "jörg@acme.com";
const target = (html) => /href="([^"]*)"/.exec(html)?.[1] ?? "no link";
console.log(`markdown-it ${target(new MarkdownIt({ linkify: true }).render(text))}`);
console.log(`marked ${target(marked.parse(text))}`);
console.log(`micromark ${target(micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }))}`);
JS
seen=$(node see.mjs)
echo "$seen"
EXPECTED="markdown-it no link
marked mailto:rg@acme.com
micromark mailto:rg@acme.com"
[[ "$seen" == "$EXPECTED" ]] || { echo "changed: expected"; echo "$EXPECTED"; exit 1; }
