#!/usr/bin/env bash
# playwright-core 1.56.1 driving Chromium 156.0.8078.114: a link to a part of the same document, inside an
# <iframe srcdoc>, does not scroll. A srcdoc document takes its base address from the page around it, so "#part" is that
# page's address with a fragment: a click navigates the frame there, and where the sandbox or the page's policy forbids
# that, the text is gone and an error page stands in its place. "about:srcdoc#part" is the same document, and scrolls,
# with an empty sandbox and without a script. So who shows HTML from elsewhere (mail, readmes, notebooks) in such a frame
# has to rewrite its tables of contents.
# Output seen: "#part             : another document, heading not in sight", "about:srcdoc#part : same document, heading in sight".
# Exits with 1 when that changes.
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
import { createServer } from "node:http";
import { chromium } from "playwright-core";

const mail = (href) =>
  `<p><a href='${href}'>Part two</a></p><div style='height:3000px'></div><h2 id='part'>Second part</h2>`;
const server = createServer((request, response) => {
  const href = decodeURIComponent(new URL(request.url, "http://x").searchParams.get("href") ?? "");
  response.setHeader("content-type", "text/html");
  response.end(`<iframe sandbox="" width=400 height=300 srcdoc="${mail(href)}"></iframe>`);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.argv[2], args: ["--no-sandbox"] });
const after = async (href) => {
  const page = await browser.newPage();
  await page.goto(`${origin}/?href=${encodeURIComponent(href)}`);
  const frame = page.frames()[1];
  await frame.locator("a").click();
  await page.waitForTimeout(1000);
  const [, now] = page.frames();
  const inSight = await now
    .locator("h2")
    .boundingBox({ timeout: 1000 })
    .then((box) => box !== null && box.y < 300, () => false);
  const isSame = now.url() === "about:srcdoc" || now.url().startsWith("about:srcdoc#");
  await page.close();
  return `${isSame ? "same document" : "another document"}, heading ${inSight ? "in sight" : "not in sight"}`;
};
console.log(`Chromium ${browser.version()}`);
const results = [await after("#part"), await after("about:srcdoc#part")];
console.log(`#part             : ${results[0]}`);
console.log(`about:srcdoc#part : ${results[1]}`);
await browser.close();
server.close();
const expected = ["another document, heading not in sight", "same document, heading in sight"];
process.exit(results.join() === expected.join() ? 0 : 1);
EOF
node look.mjs "$browser"
