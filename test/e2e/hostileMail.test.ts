import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { hostileMail, SCRIPT_SAYS } from "../hostile/hostileMail.ts";
import { WatchedServer } from "../hostile/watchedServer.ts";
import { SandboxClient } from "../sandboxClient.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly body: { readonly html?: string; readonly text?: string };
}

const LISTEN = `addEventListener("message", ({ data }) => { if (data === ${JSON.stringify(SCRIPT_SAYS)}) document.title = "pwned"; })`;
const CLICK_ALL = `for (const element of document.querySelectorAll("*")) element.click?.()`;

describe("hostile mail in a real window", () => {
  const sandbox = SandboxClient.fromEnvironment();
  const deeds: string[] = [];
  let server: WatchedServer;
  let workbench: Workbench;
  let panel: Frame;
  let row: Mail;
  let shown = 0;

  before(async function () {
    this.timeout(240_000);
    server = await WatchedServer.start();
    workbench = await openSignedIn(sandbox);
    const { page } = workbench;
    page.on("dialog", (dialog) => {
      deeds.push("dialog");
      void dialog.dismiss();
    });
    page.on("popup", () => deeds.push("popup"));
    page.on("framenavigated", (frame) => {
      const { http, tls } = server.targets;
      if (frame.url().startsWith(http) || frame.url().startsWith(tls))
        deeds.push(`navigation to ${frame.url()}`);
    });
    await page.evaluate(LISTEN);
    const { items } = await sandbox.call<{ items: Mail[] }>("GET", "/emails?limit=1");
    row = items[0] ?? assert.fail("no mail");
    await open();
  });
  after(async () => {
    await workbench.close();
    server.stop();
  });

  async function open(): Promise<void> {
    const tree = workbench.view("Emails");
    await tree.show();
    await tree.waitForRows("rows", (rows) => rows.length > 1);
    await tree.row(/./u).click();
    panel = await workbench.panelFrame("Mark as Unread");
    await panel.evaluate(LISTEN);
  }

  /** Gives the open email another body, as if the API had it, and waits until that is drawn. */
  async function show(body: Mail["body"], changes: object = {}): Promise<void> {
    const subject = `Attack ${String(++shown)}.`;
    await sandbox.clearFaults();
    const mail = { ...row, ...changes, subject, body };
    await sandbox.addFaults({ match: `GET /emails/${row.id}`, status: 200, body: mail });
    await workbench.chooseMore(panel, "Refresh");
    // A megabyte of links keeps the page busy for a while.
    const heading = panel.getByRole("heading", { name: subject });
    await workbench.watcher.step(`see the message ${subject}`, () => heading.waitFor({ timeout: 120_000 }));
  }

  async function press(name: string): Promise<void> {
    await workbench.watcher.step(`press ${name}`, () =>
      panel.getByRole("button", { name, exact: true }).click(),
    );
  }

  async function provoke(): Promise<void> {
    const mail = await workbench.mailFrame(panel);
    await mail.evaluate(CLICK_ALL).catch(() => undefined);
  }

  async function assertNothingDone(): Promise<void> {
    assert.deepEqual(deeds, []);
    assert.deepEqual(server.requests, []);
    assert.equal(server.connections, 0, "a connection was opened");
    assert.notEqual(await panel.evaluate("document.title"), "pwned");
    assert.notEqual(await workbench.page.title(), "pwned");
  }

  describe("before consent", () => {
    for (const [name, make] of Object.entries(attacks())) {
      it(`${name}: runs nothing, fetches nothing, leads nowhere and does not so much as connect`, async () => {
        await show({ html: make(server) });
        await provoke();
        await assertNothingDone();
      });
    }

    it("does none of it as plain text either", async () => {
      await show({ text: Object.values(hostileMail(server.targets)).join("\n") });
      await panel.locator(".mail-text").waitFor();
      assert.equal(await panel.locator(".mail-text img, .mail-text script, .mail-text a").count(), 0);
      await assertNothingDone();
    });

    it("does none of it as simple HTML or as source", async () => {
      await show({ html: `<p>start</p>${Object.values(hostileMail(server.targets)).join("\n")}` });
      for (const mode of ["Simple", "Source", "Plain text", "HTML"]) await press(mode);
      await provoke();
      await assertNothingDone();
    });

    it("shows mail without a body, of five megabytes, and of more links than anybody reads", async function () {
      this.timeout(300_000);
      await show({});
      await workbench.panelFrame("Instantly has only the first lines");
      await show({ html: "<p>word word</p>".repeat(330_000) });
      await workbench.panelFrame(/very long \(5\.3 MB\)/u);
      await show({
        html: Array.from({ length: 50_000 }, (_, i) => `<a href="https://h${String(i)}.test/">x</a>`).join(
          "",
        ),
      });
      await workbench.panelFrame(/Links in this message \(2\d,\d{3}\)/u);
      await show({ html: `${"<table><tr><td>".repeat(10_000)}deep` });
      await provoke();
      await assertNothingDone();
    });

    it("is not fooled by headers that lie", async () => {
      const lies = {
        from_address_email: "billing@paypa1.com",
        from_address_json: [{ address: "billing@paypa1.com", name: "service@paypal.com\u202E <b>x</b>" }],
        reply_to: "collect@elsewhere.example",
      };
      await show({ html: "<p>Pay now</p>" }, lies);
      const cues = await panel.locator("header .cue").allInnerTexts();
      assert.equal(cues.length, 3);
      assert.match(cues.join("\n"), /paypa1\.com looks like paypal\.com/u);
      assert.match(cues.join("\n"), /name is the address service@paypal\.com/u);
      assert.match(cues.join("\n"), /Answers go to collect@elsewhere\.example/u);
    });
  });

  describe("after consent", () => {
    const pixels = async (): Promise<string[]> =>
      (await sandbox.requests()).map(({ path }) => path).filter((path) => path.includes("/pixel/"));

    it("gets only the pictures that were agreed to, and its trackers only when asked", async () => {
      const at = `${sandbox.origin}/__sandbox/pixel`;
      const attack = Object.values(hostileMail(server.targets)).join("\n");
      const own = `<img src="${at}/picture.gif" width=90 height=90 alt="Ours"><table background="${at}/paper.gif"><tr><td>x</table>`;
      const tracker = `<img src="${at}/open.gif?u=7" width=1 height=1>`;
      await show({
        html: `${own}${tracker}<link rel=stylesheet href="${at}/sheet.css"><iframe src="${at}/frame"></iframe>${attack}`,
      });
      assert.deepEqual(await pixels(), []);
      await press("Show Images");
      await workbench.watcher.until("both pictures", async () => (await pixels()).length === 2);
      assert.deepEqual((await pixels()).sort(), [
        "/__sandbox/pixel/paper.gif",
        "/__sandbox/pixel/picture.gif",
      ]);
      await press("Also Load Trackers");
      await workbench.watcher.until("the tracker", async () =>
        (await pixels()).some((path) => path.endsWith("open.gif")),
      );
      assert.equal(
        (await pixels()).some((path) => /sheet|frame/u.test(path)),
        false,
      );
      await provoke();
      await assertNothingDone();
    });

    it("is remembered for a sender until it is taken back", async () => {
      const picture = (name: string): string =>
        `<img src="${sandbox.origin}/__sandbox/pixel/${name}.gif" width=90 height=90>`;
      const seen = (name: string) => async (): Promise<boolean> =>
        (await pixels()).some((path) => path.endsWith(`${name}.gif`));
      const from = { from_address_email: "news@remembered.example", ue_type: 2 };
      await workbench.closeTab("Attack");
      await open(); // so that nothing of what was agreed to for once still holds
      await show({ html: picture("first") }, from);
      await press("Always From news@remembered.example");
      await workbench.watcher.until("the first picture", seen("first"));
      await show({ html: picture("second") }, from);
      await workbench.watcher.until("the second picture", seen("second"));
      await press("Stop Showing Images From news@remembered.example");
      await show({ html: picture("third") }, from);
      await panel.getByRole("button", { name: "Show Images", exact: true }).waitFor();
      assert.equal(await seen("third")(), false);
    });
  });
});

/** The corpus by name before its addresses are known: tests are named before a server runs. */
function attacks(): Readonly<Record<string, (server: WatchedServer) => string>> {
  const names = Object.keys(hostileMail({ http: "http://x", tls: "https://x" }));
  return Object.fromEntries(names.map((name) => [name, (server) => hostileMail(server.targets)[name] ?? ""]));
}
