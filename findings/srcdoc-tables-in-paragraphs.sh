#!/usr/bin/env bash
# playwright-core 1.56.1 driving Chromium 156.0.8078.114: an <iframe srcdoc> without a doctype says that it is in standards
# mode (document.compatMode is "CSS1Compat", as the HTML standard wants it for every srcdoc document), and is drawn so, but
# its tree is that of quirks mode: a table stays inside the paragraph before it, where standards mode ends the paragraph
# (HTML standard, "in body" insertion mode, start tag "table"). So compatMode does not tell how such a frame has read its
# HTML, and mail without a doctype, which is most, gets another tree there than in a page with one: margins, `p > table`
# selectors, and whatever was numbered or measured in the one and looked up in the other.
# Output seen: "srcdoc: CSS1Compat, <p>a<table>", "srcdoc with a doctype: CSS1Compat, <p>a</p><table>",
# "DOMParser: BackCompat, <p>a<table>". Exits with 1 when that changes.
set -euo pipefail
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "Needs a Chromium, e.g. Debian's package chromium."
  exit 2
}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.56.1
cat >look.mjs <<'EOF'
import { chromium } from "playwright-core";

const mail = "<p>a<table><tr><td>x</td></tr></table>b</p>";
const browser = await chromium.launch({ executablePath: process.argv[2], args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.setContent("<!DOCTYPE html><title>x</title>");
const found = await page.evaluate(async (html) => {
  const tell = ({ compatMode, body }) => `${compatMode}, ${body.innerHTML.slice(0, body.innerHTML.indexOf("<table>") + 7)}`;
  const framed = async (text) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = text;
    await new Promise((resolve) => {
      frame.onload = resolve;
      document.body.append(frame);
    });
    return tell(frame.contentDocument);
  };
  return {
    srcdoc: await framed(html),
    "srcdoc with a doctype": await framed(`<!DOCTYPE html>${html}`),
    DOMParser: tell(new DOMParser().parseFromString(html, "text/html")),
  };
}, mail);
console.log(`Chromium ${browser.version()}`);
for (const [what, told] of Object.entries(found)) console.log(`${what}: ${told}`);
await browser.close();
const expected = ["CSS1Compat, <p>a<table>", "CSS1Compat, <p>a</p><table>", "BackCompat, <p>a<table>"];
process.exit(Object.values(found).join("|") === expected.join("|") ? 0 : 1);
EOF
node look.mjs "$browser"
