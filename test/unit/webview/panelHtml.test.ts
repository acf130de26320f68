import { expect, it } from "vitest";
import { panelHtml, panelPolicy } from "../../../src/shell/panels/panelHtml.ts";

const page = {
  cspSource: "https://panel.test",
  uriOf: (file: string) => `https://panel.test/${file}`,
  script: "emailPanel",
  language: "en",
  title: "T",
  start: { state: { id: "1", profileId: "p" }, words: {} },
};

it("lets a page load its own script and styles, and nothing from anywhere else", () => {
  expect(panelPolicy("https://panel.test", "n")).toBe(
    "default-src 'none'; script-src 'nonce-n'; style-src https://panel.test 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
  );
});

it("gives every page a nonce of its own", () => {
  const nonce = (html: string): string | undefined => /<script[^>]* nonce="([^"]+)"/u.exec(html)?.[1];
  expect(nonce(panelHtml(page))).toMatch(/^[\w+/=]{20,}$/u);
  expect(nonce(panelHtml(page))).not.toBe(nonce(panelHtml(page)));
});

it("writes ids and titles from outside so that they cannot become markup", () => {
  const evil = `"></body><script>1</script>'&`;
  const html = panelHtml({ ...page, title: evil, start: { state: { id: evil, profileId: "p" }, words: {} } });
  expect(html.match(/<script/gu)).toHaveLength(1);
  expect(html.match(/<\/body>/gu)).toHaveLength(1);
});
