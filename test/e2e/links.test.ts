import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Frame } from "playwright-core";
import { SandboxClient } from "../sandboxClient.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

interface Mail {
  readonly id: string;
}

/** Each is another address as soon as anything of it is decoded, or encoded once more. */
const PATHS = [
  "/q?to=a%26b%3Dc&sig=x%2By",
  "/r?url=https%3A%2F%2Fx.example%2F%3Fa%3D1%26b%3D2",
  "/p/a%2Fb/%25/%20?x=1+2&y=%5B1%5D&z=[2]",
  "/s?utm_source=x&_hsenc=p2&e=ann%40corp.example&d=50%",
  "/u/%E4%B8%AD%e4?bad=%FF",
];

describe("links of a mail, opened", () => {
  const sandbox = SandboxClient.fromEnvironment();
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    if (url !== "/favicon.ico") asked.push(url);
    response.end();
  });
  let origin: string;
  let workbench: Workbench;
  let panel: Frame;

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // VS Code opens the plain names of this machine through a tunnel of its own; this one is to it like any other host.
    origin = `http://links.localhost:${String((server.address() as AddressInfo).port)}`;
    workbench = await openSignedIn(sandbox);
    const { items } = await sandbox.call<{ items: Mail[] }>("GET", "/emails?limit=1");
    const [row] = items;
    const html = PATHS.map((path) => `<p><a href="${origin}${path.replaceAll("&", "&amp;")}">x</a></p>`);
    const text = PATHS.map((path) => `${origin}${path} , and`).join("\n");
    const attachments = { files: [{ filename: "plan.pdf", url: `${origin}${PATHS[2] ?? ""}` }] };
    const mail = {
      ...row,
      subject: "Links",
      attachment_json: attachments,
      body: { html: html.join(""), text },
    };
    await sandbox.addFaults({ match: "GET /emails", status: 200, body: { items: [mail] } });
    const tree = workbench.view("Emails");
    await workbench.runCommand("Instantly: Refresh Emails");
    await tree.show();
    await tree.waitForRows("the mail", (rows) => rows.some(({ ariaLabel }) => ariaLabel.includes("Links")));
    await tree.click("Links");
    panel = await workbench.panelFrame("plan.pdf");
  });
  after(async () => {
    await workbench.close();
    server.close();
    server.closeAllConnections();
  });

  /** What the server is asked for after a click. VS Code trusts names of this machine, so that it does not ask first. */
  async function arrives(click: () => Promise<void>): Promise<string | undefined> {
    asked.splice(0);
    const popup = workbench.page.context().waitForEvent("page");
    await click();
    const page = await popup;
    await workbench.watcher.until("the link at the server", () => Promise.resolve(asked.length > 0));
    await page.close();
    return asked[0];
  }

  it("arrive as the mail says from the list of links", async () => {
    await panel.locator(".links[open]").waitFor(); // by itself, since they lead into this machine
    for (const [index, path] of PATHS.entries())
      assert.equal(await arrives(() => panel.locator(".links vscode-button").nth(index).click()), path);
  });

  it("arrive as the mail says from its text, and of its files", async () => {
    await panel.getByRole("button", { name: "Plain text", exact: true }).click();
    const [first = "", second = ""] = PATHS;
    for (const path of [first, second])
      assert.equal(await arrives(() => panel.locator(".mail-text button", { hasText: path }).click()), path);
    const file = panel.getByRole("button", { name: "Open plan.pdf in the browser" });
    assert.equal(await arrives(() => file.click()), PATHS[2]);
  });

  it("arrive as the mail says from the preview of its Markdown, which is VS Code's own", async () => {
    await workbench.chooseMore(panel, "Open as Markdown");
    await workbench.waitForTab("Links.md");
    // The preview's commands are there for who is in the text.
    await workbench.page.locator(".part.editor .monaco-editor .view-line").first().click();
    await workbench.runCommand("Markdown: Open Preview to the Side");
    const preview = await workbench.panelFrame("x.example");
    const links = preview.locator(`a[href^="${origin}"]`);
    await links.first().waitFor();
    for (const path of PATHS.slice(0, 2))
      assert.equal(await arrives(() => preview.locator(`a[href^="${origin}${path}"]`).first().click()), path);
  });
});
