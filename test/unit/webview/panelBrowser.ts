import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import { chromium, type Browser, type Page } from "playwright-core";
import { panelHtml } from "../../../src/shell/panels/panelHtml.ts";
import { findChromium } from "../../hosts/findChromium.ts";

const PROJECT = path.join(import.meta.dirname, "../../..");
const WEBVIEW = path.join(PROJECT, "src/webview");
const SCRIPTS = {
  emailPanel: path.join(WEBVIEW, "emailPanel.ts"),
  accountPanel: path.join(WEBVIEW, "accountPanel.ts"),
  draftPanel: path.join(WEBVIEW, "draftPanel.ts"),
  leadListPanel: path.join(WEBVIEW, "leadListPanel.ts"),
  reportPanel: path.join(WEBVIEW, "reportPanel.ts"),
  mailLayers: path.join(import.meta.dirname, "mailLayers.ts"),
};
/** Styles that a panel has beside those of all. */
const STYLES: Readonly<Partial<Record<Script, readonly string[]>>> = {
  reportPanel: ["report"],
  emailPanel: ["thread"],
};
const ARGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
];

export type Script = keyof typeof SCRIPTS;

/** What stands in for VS Code around a page: keeps its state and what it sent, and fills it when it is ready. */
const FAKE_VSCODE = `
  window.sent = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => {
      window.sent.push(message);
      if (message.type === "ready" && window.present) window.postMessage(window.present, "*");
      window.answer?.(message);
    },
    setState: (state) => sessionStorage.setItem("state", JSON.stringify(state)),
    getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
  });
`;

/** The panels' own pages, as the extension writes them, in a real Chromium. */
export class PanelBrowser {
  private readonly browser: Browser;
  private readonly server: Server;
  /** What the server has, by path. */
  private readonly files: Map<string, string>;

  private constructor(browser: Browser, server: Server, files: Map<string, string>) {
    this.browser = browser;
    this.server = server;
    this.files = files;
  }

  static async start(): Promise<PanelBrowser> {
    const built = await build({
      entryPoints: SCRIPTS,
      bundle: true,
      write: false,
      outdir: "/dist/webview",
      format: "esm",
      target: "chrome128",
      tsconfig: path.join(WEBVIEW, "tsconfig.json"),
      define: { "process.env.NODE_ENV": '"production"' },
    });
    const files = new Map(built.outputFiles.map((file) => [file.path, file.text]));
    for (const name of ["panel", "report", "thread"])
      files.set(
        `/media/panels/${name}.css`,
        readFileSync(path.join(PROJECT, `media/panels/${name}.css`), "utf8"),
      );
    const server = createServer((request, response) => {
      const text = files.get(request.url ?? "");
      const type = request.url?.endsWith(".css")
        ? "text/css"
        : request.url?.endsWith(".js")
          ? "text/javascript"
          : "text/html";
      response
        .writeHead(text === undefined ? 404 : 200, { "content-type": `${type}; charset=utf-8` })
        .end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const browser = await chromium.launch({ executablePath: await findChromium(), args: ARGS });
    return new PanelBrowser(browser, server, files);
  }

  /**
   * A panel's page, with what the host has to show (`present`) and the words of its fixed parts; `host` runs in the page
   * and may set `window.answer`, which is called with every message of the page.
   */
  async open(
    script: Script,
    words: object,
    present: object | undefined,
    host = "",
    pictures: readonly string[] = [],
  ): Promise<Page> {
    const { origin } = this;
    const html = panelHtml({
      cspSource: origin,
      uriOf: (file) => `${origin}/${file}`,
      script,
      styles: STYLES[script] ?? [],
      language: "en",
      title: "A panel",
      start: { state: { id: "thing", profileId: "profile" }, words },
      pictures,
    });
    return this.openPage(html, `${FAKE_VSCODE} window.present = ${JSON.stringify(present)}; ${host}`);
  }

  /** Any page, from the same place as the panels' own: what Chromium allows depends on where a page came from. */
  async openPage(html: string, initScript = ""): Promise<Page> {
    const page = await this.browser.newPage({ viewport: { width: 900, height: 700 } });
    await page.addInitScript(initScript);
    this.files.set("/page.html", html);
    await page.goto(`${this.origin}/page.html`);
    return page;
  }

  private get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }
}
