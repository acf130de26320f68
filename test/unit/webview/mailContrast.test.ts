import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTRAST_MAIL } from "./contrastMail.ts";
import { PanelBrowser } from "./panelBrowser.ts";
import { emailWords, shownEmail } from "./samples.ts";

/** The colors of VS Code's own themes. */
const THEMES = {
  "vscode-light": { background: "#ffffff", foreground: "#3b3b3b", link: "#005fb8" },
  "vscode-dark": { background: "#1f1f1f", foreground: "#cccccc", link: "#4daafc" },
  "vscode-high-contrast": { background: "#000000", foreground: "#ffffff", link: "#21a6ff" },
  "vscode-high-contrast-light vscode-high-contrast": {
    background: "#ffffff",
    foreground: "#292929",
    link: "#0f4a85",
  },
} as const;

let browser: PanelBrowser;
let page: Page;
beforeAll(async () => {
  browser = await PanelBrowser.start();
  page = await browser.open("emailPanel", emailWords, shownEmail({ html: "<p>x</p>" }));
});
afterAll(() => browser.stop());

async function wear(theme: keyof typeof THEMES): Promise<void> {
  await page.evaluate(
    ([name, { background, foreground, link }]) => {
      document.body.className = name;
      const { style } = document.documentElement;
      style.setProperty("--vscode-editor-background", background);
      style.setProperty("--vscode-editor-foreground", foreground);
      style.setProperty("--vscode-textLink-foreground", link);
    },
    [theme, THEMES[theme]] as const,
  );
}

let shown = 0;
async function show(html: string, look: "auto" | "paper" | "theme" = "auto"): Promise<Frame> {
  const id = `mail-${String(++shown)}`;
  await page.evaluate(
    (view) => window.postMessage(view, "*"),
    shownEmail({ html: `${html}<b id="${id}"></b>` }, { look }),
  );
  const mark = page.frameLocator("iframe.mail-frame").locator(`#${id}`);
  await mark.waitFor({ state: "attached" });
  const element = await page.locator("iframe.mail-frame").elementHandle();
  const frame = await element.contentFrame();
  if (!frame) throw new Error("no frame");
  return frame;
}

/** Texts under 3:1 against what is drawn behind them, by the styles that Chromium has computed for the drawn frame. */
async function unreadable(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    type Four = [number, number, number, number];
    const canvas = document.createElement("canvas").getContext("2d");
    const read = (color: string): Four => {
      if (canvas === null) throw new Error("no canvas");
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a]: Four, [x, y, z]: Four): Four => [
      r * a + x * (1 - a),
      g * a + y * (1 - a),
      b * a + z * (1 - a),
      1,
    ];
    const light = (color: Four): number =>
      [0.2126, 0.7152, 0.0722].reduce((sum, share, index) => {
        const part = (color[index] ?? 0) / 255;
        return sum + share * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      }, 0);
    const ratio = (one: Four, other: Four): number => {
      const [low = 0, high = 0] = [light(one), light(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const grounds = (element: Element | null): Four[] => {
      if (element === null) return [[255, 255, 255, 1]];
      const style = getComputedStyle(element);
      const own = read(style.backgroundColor);
      const below = own[3] === 1 ? [own] : grounds(element.parentElement).map((it) => over(own, it));
      const stops = (style.backgroundImage.match(/rgba?\([^)]*\)/gu) ?? []).map(read);
      return stops.length === 0 ? below : stops.flatMap((stop) => below.map((it) => over(stop, it)));
    };
    const poor: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element === null || node.nodeValue?.trim() === "" || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      let opacity = 1;
      for (let at: Element | null = element; at; at = at.parentElement)
        opacity *= Number(getComputedStyle(at).opacity);
      if (element.localName === "summary" || opacity === 0) continue;
      const ink = read(style.webkitTextFillColor || style.color);
      ink[3] *= opacity;
      const worst = Math.min(...grounds(element).map((ground) => ratio(over(ink, ground), ground)));
      if (worst < 3) poor.push(`${node.nodeValue ?? ""}: ${worst.toFixed(2)}`);
    }
    return poor;
  });
}

describe.each(Object.keys(THEMES) as (keyof typeof THEMES)[])("the text of any mail in %s", (theme) => {
  beforeAll(() => wear(theme));

  it.each(CONTRAST_MAIL)("can be read: %s", async (_name, html) => {
    expect(await unreadable(await show(html))).toEqual([]);
  });

  it("can be read in colors that the person has chosen", async () => {
    for (const [name, html] of CONTRAST_MAIL.slice(0, 16))
      for (const look of ["paper", "theme"] as const)
        expect([name, look, ...(await unreadable(await show(html, look)))]).toEqual([name, look]);
  });
});

describe("a mail's own colors", () => {
  const colorOf = async (html: string): Promise<readonly [string, string]> => {
    const frame = await show(html);
    return frame.evaluate(() => {
      const p = document.querySelector("p") ?? document.body;
      let at: Element | null = p;
      while (at !== null && getComputedStyle(at).backgroundColor === "rgba(0, 0, 0, 0)")
        at = at.parentElement;
      return [getComputedStyle(p).color, getComputedStyle(at ?? p).backgroundColor];
    });
  };

  it("stay where they can be read", async () => {
    await wear("vscode-dark");
    const newsletter = `<body bgcolor="#222222" text="#eeeeee"><p>Words`;
    expect(await colorOf(newsletter)).toEqual(["rgb(238, 238, 238)", "rgb(34, 34, 34)"]);
    expect(await colorOf(`<style>html{background:#222}</style><p style="color:#ddd">x`)).toEqual([
      "rgb(221, 221, 221)",
      "rgb(34, 34, 34)",
    ]);
  });

  it("for dark themes hold where they are what they claim, and not where they are none", async () => {
    await wear("vscode-dark");
    const claim = `<meta name="color-scheme" content="light dark">`;
    const rules = `<style>p{color:#111}@media (prefers-color-scheme:dark){p{color:#f0e0d0}}</style>`;
    expect(await colorOf(`${claim}${rules}<p>Words`)).toEqual(["rgb(240, 224, 208)", "rgb(31, 31, 31)"]);
    expect(await colorOf(`${claim}<p style="color:#111">Words`)).toEqual([
      "rgb(204, 204, 204)",
      "rgb(31, 31, 31)",
    ]);
  });

  it("change no further than they must: a blue stays one", async () => {
    const [color] = await colorOf(`<body bgcolor="#000000"><p style="color:#000080">Words`);
    const [red = 0, green = 0, blue = 0] = (color.match(/\d+/gu) ?? []).map(Number);
    expect(blue).toBeGreaterThan(Math.max(red, green) + 20);
  });
});
