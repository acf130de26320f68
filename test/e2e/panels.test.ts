import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { SandboxClient } from "../sandboxClient.ts";
import { Workbench } from "./workbench.ts";

interface Item {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly subject: string;
  readonly is_unread: number;
}

describe("the panels in a real window", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    await sandbox.reset();
    const { items } = await read<{ items: Item[] }>("emails?limit=1");
    await write(`emails/${items[0]?.id ?? ""}`, { is_unread: 1 });
    workbench = await Workbench.open({
      settings: { "instantly.api.baseUrl": sandbox.origin },
      env: { INSTANTLY_API_KEY: sandbox.key },
    });
    await workbench.openContainer("Instantly");
  });
  after(() => workbench.close());

  /** What the API itself says, to compare the panels with. */
  async function read<T>(path: string): Promise<T> {
    const headers = { authorization: `Bearer ${sandbox.key}`, "user-agent": "panels test" };
    return (await (await fetch(`${sandbox.origin}/api/v2/${path}`, { headers })).json()) as T;
  }

  async function write(path: string, body: object): Promise<void> {
    const headers = {
      authorization: `Bearer ${sandbox.key}`,
      "user-agent": "panels test",
      "content-type": "application/json",
    };
    const url = `${sandbox.origin}/api/v2/${path}`;
    const answer = await fetch(url, { method: "PATCH", headers, body: JSON.stringify(body) });
    assert.equal(answer.status, 200);
  }

  async function openFirst(view: string, marker: string): Promise<Frame> {
    const tree = workbench.view(view);
    await tree.show();
    await tree.waitForRows("rows", (rows) => rows.length > 1);
    await tree.row(/./u).click();
    return workbench.panelFrame(marker);
  }

  /** Opens a message of the sandbox with some changes, as the only one that there is. */
  async function openMade(
    index: number,
    changes: { readonly subject: string; readonly [name: string]: unknown },
  ): Promise<void> {
    const { items } = await read<{ items: Item[] }>("emails?limit=5");
    await sandbox.addFaults({ match: "GET /emails", body: { items: [{ ...items[index], ...changes }] } });
    await workbench.runCommand("Instantly: Refresh Emails");
    const tree = workbench.view("Emails");
    await tree.waitForRows(changes.subject, (rows) =>
      rows.some(({ ariaLabel }) => ariaLabel.includes(changes.subject)),
    );
    await tree.click(changes.subject);
  }

  async function press(frame: Frame, name: string): Promise<void> {
    await workbench.watcher.step(`press ${name}`, () =>
      frame.getByRole("button", { name, exact: true }).click(),
    );
  }

  describe("an account", () => {
    it("opens from its row with what the API says of it", async () => {
      const { items } = await read<{ items: Item[] }>("accounts?limit=1&filter=ACC_FILTER_ERROR");
      const account = items[0];
      assert.ok(account);
      const frame = await openFirst("Accounts", account.email);
      assert.equal(await frame.locator("h1").innerText(), account.email);
      assert.match(await frame.locator("body").innerText(), /Daily limit/u);
    });

    it("tests vitals on request", async () => {
      const frame = await workbench.panelFrame("Vitals");
      await press(frame, "Test SPF, DKIM, DMARC and MX");
      await workbench.watcher.until(
        "four records",
        async () => (await frame.locator(".records li").count()) === 4,
      );
    });

    it("says where it can be seen on the web only when that is true", async () => {
      await workbench.view("Accounts").contextMenu(/@/u, "Open in Instantly");
      await workbench.waitForToast("This workspace is not on Instantly's own servers");
    });

    it("copies its address", async () => {
      const frame = await workbench.panelFrame("Vitals");
      await press(frame, "Copy Address");
      const address = await frame.locator("h1").innerText();
      await workbench.watcher.until("the address", async () => (await workbench.clipboard()) === address);
    });
  });

  describe("an account that is gone", () => {
    it("says so in its panel", async () => {
      const body = { statusCode: 404, error: "Not Found", message: "Resource not found" };
      await sandbox.addFaults({ match: "GET /accounts/*", status: 404, body });
      await workbench.view("Accounts").click("theo@");
      await workbench.panelFrame(/does not have this any more|is gone|no longer/u);
      await sandbox.clearFaults();
    });
  });

  describe("a lead list", () => {
    it("shows its verification mix", async () => {
      const { items } = await read<{ items: Item[] }>("lead-lists?limit=1");
      const frame = await openFirst("Lead Lists", items[0]?.name ?? "");
      await workbench.watcher.until("the mix", async () => (await frame.locator("tbody tr").count()) === 7);
      assert.match((await frame.getByRole("img").getAttribute("aria-label")) ?? "", /leads: verified/u);
    });

    it("says which scope is missing, keeps what it showed, and recovers", async () => {
      const frame = await workbench.panelFrame("Verification");
      const message = "Invalid scope. Required: lead_lists:read. Found: accounts:read";
      await sandbox.addFaults({
        match: "GET /lead-lists/*",
        status: 401,
        body: { statusCode: 401, message },
      });
      await press(frame, "Refresh");
      const notice = frame.getByRole("alert");
      await notice.waitFor();
      assert.match(await notice.innerText(), /lead_lists:read/u);
      assert.equal(await frame.locator("tbody tr").count(), 7);
      await sandbox.clearFaults();
      await press(frame, "Try Again");
      await notice.waitFor({ state: "detached" });
    });
  });

  describe("an email", () => {
    it("opens from its row in a frame that may do nothing, and counts as read", async () => {
      const { items } = await read<{ items: Item[] }>("emails?limit=1");
      const email = items[0];
      assert.ok(email);
      const frame = await openFirst("Emails", email.subject);
      assert.equal(await frame.locator("iframe.mail-frame").getAttribute("sandbox"), "");
      await workbench.watcher.until("the message read", async () => {
        return (await read<Item>(`emails/${email.id}`)).is_unread === 0;
      });
    });

    it("can be marked as unread again", async () => {
      const { items } = await read<{ items: Item[] }>("emails?limit=1");
      const frame = await workbench.panelFrame("Mark as Unread");
      await press(frame, "Mark as Unread");
      await frame.getByRole("button", { name: "Mark as Read", exact: true }).waitFor();
      await workbench.watcher.until("the message unread", async () => {
        return (await read<Item>(`emails/${items[0]?.id ?? ""}`)).is_unread === 1;
      });
    });

    it("can be found in with VS Code's own box, which does not reach into a frame", async () => {
      const { items } = await read<{ items: (Item & { content_preview: string })[] }>("emails?limit=1");
      const words = items[0]?.content_preview.slice(0, 14) ?? "";
      const frame = await workbench.panelFrame("Mark as");
      await frame.locator("h1").click();
      await workbench.page.keyboard.press("ControlOrMeta+F");
      await workbench.page.locator(".simple-find-part input:focus").waitFor();
      await workbench.page.keyboard.type(words);
      await workbench.page.keyboard.press("Enter");
      await workbench.watcher.until("the words found", async () => {
        return (await frame.evaluate<string>("getSelection().toString()")) === words;
      });
      await workbench.page.keyboard.press("Escape");
      await press(frame, "HTML");
    });

    it("opens neither a link nor a file before VS Code has asked, which names where it leads", async () => {
      await openMade(3, {
        subject: "A link and a file",
        body: { html: '<p>See <a href="https://docs.hollow.example/plan">the plan</a>.</p>' },
        attachment_json: { files: [{ filename: "plan.pdf", url: "https://files.hollow.example/1.pdf" }] },
      });
      const frame = await workbench.panelFrame("A link and a file");
      await frame.locator(".links summary").click();
      await frame.locator(".links vscode-button").click();
      assert.match(await workbench.dialogText(), /https:\/\/docs\.hollow\.example\/plan/u);
      await workbench.clickDialog("Cancel");
      await press(frame, "Open plan.pdf in the browser");
      assert.match(await workbench.dialogText(), /https:\/\/files\.hollow\.example\/1\.pdf/u);
      await workbench.clickDialog("Cancel");
      await sandbox.clearFaults();
    });

    it("shows the first megabyte of a 10 MB message, and says so", async () => {
      const body = { html: "<p>word word</p>".repeat(650_000) };
      await openMade(2, { subject: "A huge message", body });
      await workbench.panelFrame(/very long \(10\.4 MB\)\. Only its first megabyte is shown/u);
      await sandbox.clearFaults();
    });

    it("runs and fetches nothing that a hostile body asks for", async () => {
      await openMade(1, { subject: "A hostile message", body: { html: hostileBody(sandbox.origin) } });
      const frame = await workbench.panelFrame("A hostile message");
      await frame.frameLocator("iframe.mail-frame").getByText("The end").waitFor();
      await workbench.page.waitForTimeout(500);
      const probes = (await sandbox.requests()).filter((request) => request.path.includes("probe"));
      assert.deepEqual(probes, []);
      assert.equal(await workbench.page.title().then((title) => title.includes("pwned")), false);
      await sandbox.clearFaults();
    });
  });

  describe("after a reload of the window", () => {
    it("are there again with what they showed", async () => {
      const { items } = await read<{ items: Item[] }>("emails?limit=2");
      const before = await workbench.tabs();
      // In a browser, VS Code notes what is open every 5 s and writes the notes down in the turn after.
      await workbench.page.waitForTimeout(11_000);
      await workbench.reload();
      const frame = await workbench.panelFrame(items[1]?.subject ?? "");
      await frame.locator("iframe.mail-frame").waitFor();
      assert.equal((await workbench.tabs()).length, before.length);
    });
  });
});

function hostileBody(origin: string): string {
  const probe = `${origin}/api/v2/probe`;
  return `<script>top.document.title="pwned";fetch("${probe}/script")</script>
    <img src="${probe}/img" onerror="fetch('${probe}/error')"><form action="${probe}/form"><button>Go</button></form>
    <meta http-equiv="refresh" content="0;url=${probe}/refresh"><iframe src="${probe}/frame"></iframe>
    <link rel="stylesheet" href="${probe}/css"><base href="${probe}/">
    <style>@import url(${probe}/import);p{background:url(${probe}/url)}</style>
    <svg><image href="${probe}/svg"/></svg><p>The end</p>`;
}
