import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roughText } from "../../../src/core/mail/roughText.ts";
import { HIDDEN_MAIL } from "../core/mail/hiddenMail.ts";
import type { MailLayers } from "./mailLayers.ts";
import { PanelBrowser } from "./panelBrowser.ts";

declare const window: Window & { layers: MailLayers };

let browser: PanelBrowser;
let page: Page;
beforeAll(async () => {
  browser = await PanelBrowser.start();
  page = await browser.open("mailLayers", {}, undefined);
});
afterAll(() => browser.stop());

const wordsOf = (mails: readonly string[]): Promise<ReturnType<MailLayers["words"]>[]> =>
  page.evaluate((all) => all.map((html) => window.layers.words(html)), mails);
const squeezed = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** The same mails on every run. */
class Chance {
  #state = 7;
  of<T>(choices: readonly T[]): T {
    this.#state = (this.#state * 48271) % 2147483647;
    const chosen = choices[this.#state % choices.length];
    if (chosen === undefined) throw new RangeError("no choices");
    return chosen;
  }
}

const SAID = [
  "display:none", "display:block", "display:inline", "display:inline-block", "visibility:hidden", "visibility:visible", "opacity:0", "opacity:1",
  "font-size:0", "font-size:1px", "font-size:14px", "font-size:.1em", "font-size:2em", "font:0/0 a", "font:bold 12px/14px b", "max-height:0",
  "height:0", "max-height:none", "width:0", "max-width:0", "height:20px", "overflow:hidden", "overflow:visible", "padding:20px", "padding:0",
  "min-height:30px", "float:left", "line-height:1px", "color:red", "mso-hide:all", "position:absolute", "display:none!important",
  "display:block!important", "font-size:0!important", "visibility:visible!important", "opacity:1!important",
]; // prettier-ignore
const CONDITIONS = [
  "",
  "",
  "",
  "@media screen",
  "@media (max-width:480px)",
  "@media (min-width:481px)",
  "@media print",
  "@supports (display:grid)",
];
const SELECTORS = [
  ".a", ".b", ".c", "#i", "div", "span", "p", "div.a", ".a .b", ".a > .b", ".a + .b", ".a ~ .c", "*", ".b:first-child", ".b:not(.a)", "[class~='c']",
  "[class='a']", ".a:hover", ".a::before", "div > *", ".x", "body .a", "table .c", ".a.b",
]; // prettier-ignore

function hiddenMail(chance: Chance): string {
  const style = (): string =>
    [1, 2, 3]
      .slice(0, chance.of([1, 2, 3]))
      .map(() => chance.of(SAID))
      .join(";");
  const rule = (): string => {
    const rules = `${chance.of(SELECTORS)}{${style()}}`;
    const condition = chance.of(CONDITIONS);
    return condition === "" ? rules : `${condition}{${rules}}`;
  };
  let word = 0;
  const element = (depth: number, inLine = false): string => {
    const name = chance.of(inLine ? ["span", "i"] : ["div", "span", "p", "div", "td"]);
    const classes = chance.of(["", "a", "b", "c", "a b", "b c"]);
    const said = chance.of([true, false]) ? ` style="${style()}"` : "";
    const inside =
      depth > 2
        ? ""
        : [1, 2]
            .slice(0, chance.of([0, 1, 2]))
            .map(() => element(depth + 1, name !== "div" && name !== "td"))
            .join("");
    const open = `<${name} class="${classes}"${chance.of(["", "", " id=i", " hidden"])}${said}>w${String(word++)} ${inside}</${name}>`;
    return name === "td" ? `<table><tr>${open}</tr></table>` : open;
  };
  return `<style>${[1, 2, 3, 4].map(rule).join("")}</style>${[1, 2, 3].map(() => element(0)).join("")}`;
}

describe("the words of a mail in the panel", () => {
  it("are those that are drawn, in text and simple form", async () => {
    const all = await wordsOf(Object.values(HIDDEN_MAIL).map(([html]) => html));
    const found = Object.entries(HIDDEN_MAIL).map(([name], index) => [
      name,
      squeezed(all[index]?.text ?? ""),
      squeezed(all[index]?.simple ?? ""),
      all[index]?.drawn,
    ]);
    expect(found).toEqual(Object.entries(HIDDEN_MAIL).map(([name, [, seen]]) => [name, seen, seen, seen]));
  });

  it("never miss one that is drawn, and are the same in the files that the host writes", async () => {
    const chance = new Chance();
    const mails = Array.from({ length: 60 }, () => hiddenMail(chance));
    const all = await wordsOf(mails);
    let hidden = 0;
    let missed = 0;
    for (const [index, { text, simple, drawn }] of all.entries()) {
      const shown = new Set(squeezed(text).split(" "));
      const ofHost = roughText(mails[index] ?? "");
      for (const word of drawn.split(" "))
        if (!shown.has(word) && word !== "") expect([word, mails[index]]).toBe("shown");
      expect(squeezed(simple).split(" ").sort()).toEqual([...shown].sort());
      expect([squeezed(ofHost), mails[index]]).toEqual([squeezed(text), mails[index]]);
      const words = new Set(mails[index]?.match(/\bw\d+\b/gu));
      const seen = new Set(drawn.split(" "));
      for (const word of words) {
        if (!seen.has(word)) hidden++;
        if (!seen.has(word) && shown.has(word)) missed++;
      }
    }
    expect(missed / hidden).toBeLessThan(0.3);
  });
});
