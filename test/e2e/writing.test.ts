import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import type { Frame, Locator } from "playwright-core";
import { SandboxClient } from "../sandboxClient.ts";
import type { ApiEmail } from "./apiEmail.ts";
import { killExtensionHost } from "./killExtensionHost.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

describe("writing mail", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;
  /** Received messages of different people, newest first, each answered by one test. */
  let received: readonly ApiEmail[];

  before(async () => {
    workbench = await openSignedIn(sandbox);
    const { items } = await sandbox.call<{ items: ApiEmail[] }>(
      "GET",
      "/emails?email_type=received&limit=40",
    );
    const threads = new Set<string>();
    received = items.filter(({ thread_id: thread, subject }) => {
      const isNew = !threads.has(thread) && subject.startsWith("Re: ");
      threads.add(thread);
      return isNew;
    });
    await workbench.view("Emails").show();
    await workbench.view("Emails").waitForRows("emails", (rows) => rows.length > 5);
  });
  after(() => workbench.close());

  const message = (index: number): ApiEmail => {
    const found = received[index];
    assert.ok(found, "the sandbox has too few replies");
    return found;
  };

  /** What the sandbox holds of a conversation that was sent by hand since the test began. */
  const sentIn = async ({ thread_id: thread }: ApiEmail, words: string): Promise<readonly ApiEmail[]> => {
    const path = `/emails?search=thread:${thread}&limit=100`;
    const { items } = await sandbox.call<{ items: ApiEmail[] }>("GET", path);
    return items.filter(({ ue_type: kind, body }) => kind === 3 && (body.text ?? "").includes(words));
  };

  /** How the sandbox answered what was posted there. Asking for this takes nothing of the mail budget. */
  const answers = async (to: string): Promise<readonly (number | string)[]> =>
    (await sandbox.requests())
      .filter(({ method, path }) => method === "POST" && path.endsWith(to))
      .map(({ status }) => status);
  const posts = async (to: string): Promise<number> => (await answers(to)).length;

  const editor = (): Locator =>
    workbench.page.locator(".part.editor .editor-group-container.active .view-lines");
  const text = async (): Promise<string> => (await editor().innerText()).replaceAll("\u00a0", " ");

  /** Types where a new draft lets one begin. */
  async function write(words: string): Promise<void> {
    await workbench.watcher.step("see the place to begin", () =>
      workbench.statusBarItem("Ln 10, Col 1").waitFor(),
    );
    await workbench.page.keyboard.type(words);
    await waitForWords(words);
  }

  async function waitForWords(words: string): Promise<void> {
    await workbench.watcher.until(`"${words}" in the editor`, async () => (await text()).includes(words));
  }

  /** Opens a received message by its row. */
  async function openMessage({ id, from_address_json: [sender] }: ApiEmail): Promise<Frame> {
    await workbench.openContainer("Instantly");
    await workbench.view("Emails").show();
    await workbench.view("Emails").click(new RegExp(`^\\s*${sender?.name ?? id}`, "u"));
    return workbench.panelFrame(sender?.address ?? id);
  }

  async function press(button: "Reply" | "Forward", to: ApiEmail): Promise<void> {
    const panel = await openMessage(to);
    await workbench.watcher.step(`press ${button}`, () =>
      panel.getByRole("button", { name: button, exact: true }).click(),
    );
  }

  /** A list that is about to be read again moves its rows under the pointer. */
  async function settledList({ from_address_json: [sender] }: ApiEmail): Promise<void> {
    const name = sender?.name ?? "";
    await workbench.openContainer("Instantly");
    await workbench
      .view("Emails")
      .waitForRows("the sent message on top", ([first]) => first?.label === `To: ${name}`);
  }

  async function pressSend(): Promise<void> {
    await workbench.watcher.step("press Send Draft above the draft", () =>
      workbench.page.locator(".part.editor .title").getByRole("button", { name: "Send Draft" }).click(),
    );
  }

  const problems = async (): Promise<string> =>
    (await workbench.statusBarItem(/^\s*\d+\s*\d*/u).getAttribute("aria-label")) ?? "";

  describe("a reply from a row", () => {
    it("opens as a document that quotes the message and says who gets it", async () => {
      const row = (await workbench.view("Emails").rows()).find(
        ({ label, description }) =>
          label.includes(" ") && !label.startsWith("To:") && / · (?:\d+ min|\d+ h)$/u.test(description),
      );
      assert.ok(row);
      await workbench.view("Emails").contextMenu(row.label, "Reply…");
      await workbench.waitForTab("Reply 1");
      await write("Tuesday suits us.");
      const draft = await text();
      assert.match(draft, /From: \S+@\S+/u);
      assert.match(draft, /To: .+ <\S+@\S+>.*set by Instantly/u);
      assert.match(draft, /^> /mu);
    });

    it("shows beside it what will be sent, while it is typed", async () => {
      await workbench.runCommand("Instantly: Preview Draft");
      const panel = await workbench.panelFrame("Send…");
      const mail = await workbench.mailFrame(panel);
      await mail.getByText("Tuesday suits us.").waitFor();
      await workbench.watcher.step("click behind the words", () =>
        editor().getByText("Tuesday suits us.").click(),
      );
      await workbench.page.keyboard.press("End");
      await workbench.page.keyboard.type(" **Really.**");
      await workbench.watcher.until("what was typed in the preview", async () => {
        const frame = await workbench.mailFrame(await workbench.panelFrame("Send…"));
        return (await frame.locator("b").innerText({ timeout: 1000 })) === "Really.";
      });
    });

    it("is there with every word after the window was reloaded", async () => {
      await workbench.reload();
      await workbench.view("Emails").waitForRows("emails", (rows) => rows.length > 5); // the window is up
      await waitForWords("Tuesday suits us. **Really.**");
    });

    it("has left no word of it readable on the disk, where VS Code keeps what is not saved", () => {
      const found = spawnSync("grep", ["-rlaE", "Tuesday suits us|Really\\.", workbench.profileDir], {
        encoding: "utf8",
      });
      assert.equal(found.status, 1, `the words of the draft are in ${found.stdout}`);
    });

    it("sends nothing when the question is put away, which names account, recipient and subject", async () => {
      await pressSend();
      const question = await workbench.dialogText();
      assert.match(question, /Send this reply from \S+@\S+ to .+ <\S+@\S+>\?/u);
      assert.match(question, /Subject: Re: /u);
      await workbench.clickDialog("Cancel");
      assert.equal(await posts("/emails/reply"), 0);
    });

    it("goes as a test to an address of one's own, and stays a draft", async () => {
      await workbench.runCommand("Notifications: Clear All Notifications"); // no more than three show at a time
      const body = { error: "ACC_AUTH_ERROR" };
      await sandbox.addFaults({ match: "POST /emails/test", status: 200, body, times: 1 });
      await workbench.runCommand("Instantly: Send Draft as Test…");
      await workbench.quickInput.waitFor("Send Test Email");
      await workbench.quickInput.accept();
      await workbench.waitForToast(/No test was sent: the mail server refused \S+@\S+/u);
      await workbench.runCommand("Instantly: Send Draft as Test…");
      await workbench.quickInput.waitFor("Send Test Email");
      assert.match(await workbench.quickInput.value(), /^\S+@\S+$/u); // the account that writes
      await workbench.quickInput.type("nobody@");
      await workbench.quickInput.waitForMessage(/address/iu);
      await workbench.quickInput.type("me@home.example");
      await workbench.quickInput.accept();
      await workbench.waitForToast("A test was sent to me@home.example.");
      assert.equal(await posts("/emails/test"), 2);
      assert.ok((await workbench.tabs()).includes("Reply 1"));
    });

    it("is sent once, leaves the editor and shows in the list", async () => {
      await pressSend();
      await workbench.clickDialog("Send");
      await workbench.waitForToast("Sent to ");
      await workbench.waitUntilTabGone("Reply 1");
      await workbench.openContainer("Instantly");
      await workbench.view("Emails").show();
      await workbench
        .view("Emails")
        .waitForRows(
          "the sent message on top",
          ([first]) => first?.label.startsWith("To: ") === true && first.description.endsWith(" · now"),
        );
      assert.equal(await posts("/emails/reply"), 1);
    });
  });

  describe("a draft from a message that is open", () => {
    it("marks what speaks against a draft, and does not send an unfilled tag without a word", async () => {
      const to = message(3);
      await press("Reply", to);
      await workbench.waitForTab("Reply 2");
      await write("Hi {{firstName}}, I've attached the plan.");
      await workbench.watcher.until("an error and a warning", async () =>
        /1 (?:error|problem)|Errors: 1/iu.test(await problems()),
      );
      await pressSend();
      const question = await workbench.dialogText();
      assert.match(question, /\{\{firstName\}\} is sent as it stands/u);
      assert.match(question, /API sends no files/u);
      await workbench.clickDialog("Show in Draft");
      assert.equal((await sentIn(to, "{{firstName}}")).length, 0);
      await workbench.runCommand("Instantly: Discard Draft");
      await workbench.clickDialog("Discard Draft");
      await workbench.waitUntilTabGone("Reply 2");
    });

    it("finds a message whose answer was lost, and sends it no second time", async () => {
      const to = message(4);
      await (await openMessage(to)).locator("h1").click();
      await workbench.page.keyboard.press("r");
      await workbench.waitForTab("Reply 3");
      await write("Lost and found.");
      await sandbox.addFaults({ match: "POST /emails/reply", drop: true, times: 1 });
      await pressSend();
      await workbench.clickDialog("Send");
      await workbench.waitForToast("Instantly's answer was lost, but the message is in the conversation");
      await settledList(to);
      const [sent, ...more] = await sentIn(to, "Lost and found.");
      assert.deepEqual(more, []);
      assert.equal(sent?.to_address_email_list, to.from_address_email);
      assert.match(sent.body.html ?? "", /<p>Lost and found\.<\/p>/u);
      assert.match(sent.body.html ?? "", /<blockquote>/u);
    });

    it("keeps a draft that was not sent for certain, and says why", async () => {
      const to = message(5);
      await openMessage(to);
      await workbench.view("Emails").at(0).locator("xpath=ancestor::*[@role='tree']").focus();
      await workbench.page.keyboard.press("r");
      await workbench.waitForTab("Reply 4");
      await write("Refused at first.");
      await sandbox.addFaults({ match: "POST /emails/reply", status: 400, times: 1 });
      const before = await posts("/emails/reply");
      await pressSend();
      await workbench.clickDialog("Send");
      await workbench.waitForToast("Not sent; the draft is kept.");
      await pressSend();
      await workbench.clickDialog("Send");
      await workbench.watcher.until(
        "it sent",
        async () => (await answers("/emails/reply")).slice(before).join() === "400,200",
      );
      assert.equal((await sentIn(to, "Refused at first.")).length, 1);
      await settledList(to);
    });

    it("finds out after a crash that a message had left, and sends it no second time", async function () {
      this.timeout(180_000);
      const to = message(6);
      await press("Reply", to);
      await workbench.waitForTab("Reply 5");
      await write("Before the crash.");
      await sandbox.addFaults({ match: "POST /emails/reply", drop: "stall", times: 1 });
      await pressSend();
      await workbench.clickDialog("Send");
      await workbench.watcher.until(
        "it at Instantly",
        async () => (await answers("/emails/reply")).at(-1) === "dropped",
      );
      killExtensionHost(workbench.profileDir);
      await workbench.reload();
      await workbench.waitForToast("it was sent once", 60_000);
      await workbench.waitUntilTabGone("Reply 5");
      await settledList(to);
      assert.equal((await sentIn(to, "Before the crash.")).length, 1);
    });

    it("forwards a message with the original below", async () => {
      const original = message(7);
      await (await openMessage(original)).locator("h1").click();
      await workbench.page.keyboard.press("f");
      await workbench.waitForTab("Forward 6");
      await press("Forward", original); // comes back to what was begun
      await workbench.watcher.step("see the draft in front", () =>
        workbench.page.locator(".part.editor .tab.active", { hasText: "Forward 6" }).waitFor(),
      );
      await pressSend();
      await workbench.waitForToast("Not sent. To is missing.");
      await workbench.page.keyboard.press("End");
      await workbench.page.keyboard.type(" Cy <cy@other.example>");
      await pressSend();
      const question = await workbench.dialogText();
      assert.match(question, /Forward this message from \S+ to Cy <cy@other\.example>\?/u);
      assert.match(question, /Instantly puts the original message below the note/u);
      await workbench.clickDialog("Send");
      await workbench.waitForToast("Sent to cy@other.example");
      assert.equal(
        (await sandbox.requests()).filter(({ path }) => path.endsWith("/emails/forward")).length,
        1,
      );
    });
  });
});
