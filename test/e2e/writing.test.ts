import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { SandboxClient } from "../sandboxClient.ts";
import type { ApiEmail } from "./apiEmail.ts";
import { DraftDesk } from "./draftDesk.ts";
import { killExtensionHost } from "./killExtensionHost.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

describe("writing mail", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;
  let desk: DraftDesk;
  /** Received messages of different people, newest first, each answered by one test. */
  let received: readonly ApiEmail[];

  before(async () => {
    workbench = await openSignedIn(sandbox, { settings: { "instantly.mail.undoSendSeconds": 60 } });
    desk = new DraftDesk(workbench, sandbox);
    received = await desk.received();
    await workbench.view("Emails").show();
    await workbench.view("Emails").waitForRows("emails", (rows) => rows.length > 5);
  });
  after(() => workbench.close());

  const message = (index: number): ApiEmail => {
    const found = received[index];
    assert.ok(found, "the sandbox has too few replies");
    return found;
  };

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
      await desk.write("Tuesday suits us.");
      const draft = await desk.text();
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
        desk.editor().getByText("Tuesday suits us.").click(),
      );
      await workbench.page.keyboard.press("End");
      await workbench.page.keyboard.type(" **Really.**");
      await workbench.watcher.until("what was typed in the preview", async () => {
        const frame = await workbench.mailFrame(await workbench.panelFrame("Send…"));
        return (await frame.locator("b").innerText({ timeout: 1000 })) === "Really.";
      });
    });

    it("stays a draft when it is taken back, and stands in the sidebar", async () => {
      await desk.pressSend();
      await workbench.clickDialog("Send");
      await workbench.waitForToast("Leaves for ");
      await workbench.clickToast("Leaves for ", "Cancel");
      await workbench.waitForToast("Taken back. Nothing was sent; the draft is kept.");
      assert.equal(await desk.posts("/emails/reply"), 0);
      await workbench.openContainer("Instantly");
      const [group] = await workbench
        .view("Emails")
        .waitForRows("the drafts on top", ([first]) => first?.label === "Drafts");
      assert.equal(group?.description, "1");
      await workbench.view("Emails").at(0).click();
      const [, draft] = await workbench
        .view("Emails")
        .waitForRows("the draft below", ([, second]) => second?.label.startsWith("Re: ") === true);
      assert.match(draft?.description ?? "", /@\S+ · now$/u);
    });

    it("is neither sent nor lost when the window goes while it can be taken back", async () => {
      await desk.pressSend();
      await workbench.clickDialog("Send");
      await workbench.waitForToast("Leaves for ");
      await workbench.setSettings({ "instantly.mail.undoSendSeconds": 0 });
      await workbench.reload();
      assert.equal(await desk.posts("/emails/reply"), 0);
    });

    it("is there with every word after the window was reloaded", async () => {
      await workbench.view("Emails").waitForRows("emails", (rows) => rows.length > 5); // the window is up
      await desk.waitForWords("Tuesday suits us. **Really.**");
    });

    it("has left no word of it readable on the disk, where VS Code keeps what is not saved", () => {
      const found = spawnSync("grep", ["-rlaE", "Tuesday suits us|Really\\.", workbench.profileDir], {
        encoding: "utf8",
      });
      assert.equal(found.status, 1, `the words of the draft are in ${found.stdout}`);
    });

    it("sends nothing when the question is put away, which names account, recipient and subject", async () => {
      await desk.pressSend();
      const question = await workbench.dialogText();
      assert.match(question, /Send this reply from \S+@\S+ to .+ <\S+@\S+>\?/u);
      assert.match(question, /Subject: Re: /u);
      await workbench.clickDialog("Cancel");
      assert.equal(await desk.posts("/emails/reply"), 0);
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
      assert.equal(await desk.posts("/emails/test"), 2);
      assert.ok((await workbench.tabs()).includes("Reply 1"));
    });

    it("is sent once, leaves the editor and shows in the list", async () => {
      await desk.pressSend();
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
      assert.equal(await desk.posts("/emails/reply"), 1);
    });
  });

  describe("a draft from a message that is open", () => {
    it("marks what speaks against a draft, and does not send an unfilled tag without a word", async () => {
      const to = message(3);
      await desk.press("Reply", to);
      await workbench.waitForTab("Reply 2");
      await desk.write("Hi {{firstName}}, I've attached the plan.");
      await workbench.watcher.until("an error and a warning", async () =>
        /1 (?:error|problem)|Errors: 1/iu.test(await problems()),
      );
      await desk.pressSend();
      const question = await workbench.dialogText();
      assert.match(question, /\{\{firstName\}\} is sent as it stands/u);
      assert.match(question, /API sends no files/u);
      await workbench.clickDialog("Show in Draft");
      assert.equal((await desk.sentIn(to, "{{firstName}}")).length, 0);
      await workbench.runCommand("Instantly: Discard Draft");
      await workbench.clickDialog("Discard Draft");
      await workbench.waitUntilTabGone("Reply 2");
    });

    it("finds a message whose answer was lost, and sends it no second time", async () => {
      const to = message(4);
      await (await desk.openMessage(to)).locator("h1").click();
      await workbench.page.keyboard.press("r");
      await workbench.waitForTab("Reply 3");
      await desk.write("Lost and found.");
      await sandbox.addFaults({ match: "POST /emails/reply", drop: true, times: 1 });
      await desk.pressSend();
      await workbench.clickDialog("Send");
      await workbench.waitForToast("Instantly's answer was lost, but the message is in the conversation");
      await desk.settledList(to);
      const [sent, ...more] = await desk.sentIn(to, "Lost and found.");
      assert.deepEqual(more, []);
      assert.equal(sent?.to_address_email_list, to.from_address_email);
      assert.match(sent.body.html ?? "", /<p>Lost and found\.<\/p>/u);
      assert.match(sent.body.html ?? "", /<blockquote>/u);
    });

    it("keeps a draft that was not sent for certain, and says why", async () => {
      const to = message(5);
      await desk.openMessage(to);
      await workbench.view("Emails").at(0).locator("xpath=ancestor::*[@role='tree']").focus();
      await workbench.page.keyboard.press("r");
      await workbench.waitForTab("Reply 4");
      await desk.write("Refused at first.");
      await sandbox.addFaults({ match: "POST /emails/reply", status: 400, times: 1 });
      const before = await desk.posts("/emails/reply");
      await desk.pressSend();
      await workbench.clickDialog("Send");
      await workbench.waitForToast("Not sent; the draft is kept.");
      await desk.pressSend();
      await workbench.clickDialog("Send");
      await workbench.watcher.until(
        "it sent",
        async () => (await desk.answers("/emails/reply")).slice(before).join() === "400,200",
      );
      assert.equal((await desk.sentIn(to, "Refused at first.")).length, 1);
      await desk.settledList(to);
    });

    it("finds out after a crash that a message had left, and sends it no second time", async function () {
      this.timeout(180_000);
      const to = message(6);
      await desk.press("Reply", to);
      await workbench.waitForTab("Reply 5");
      await desk.write("Before the crash.");
      await sandbox.addFaults({ match: "POST /emails/reply", drop: "stall", times: 1 });
      await desk.pressSend();
      await workbench.clickDialog("Send");
      await workbench.watcher.until(
        "it at Instantly",
        async () => (await desk.answers("/emails/reply")).at(-1) === "dropped",
      );
      killExtensionHost(workbench.profileDir);
      await workbench.reload();
      await workbench.waitForToast("it was sent once", 60_000);
      await workbench.waitUntilTabGone("Reply 5");
      await desk.settledList(to);
      assert.equal((await desk.sentIn(to, "Before the crash.")).length, 1);
    });

    it("forwards a message with the original below", async () => {
      const original = message(7);
      await (await desk.openMessage(original)).locator("h1").click();
      await workbench.page.keyboard.press("f");
      await workbench.waitForTab("Forward 6");
      // The group of the new draft moves the rows.
      await workbench.view("Emails").waitForRows("the draft on top", ([first]) => first?.label === "Drafts");
      await desk.press("Forward", original); // comes back to what was begun
      await workbench.watcher.step("see the draft in front", () =>
        workbench.page.locator(".part.editor .tab.active", { hasText: "Forward 6" }).waitFor(),
      );
      await desk.pressSend();
      await workbench.waitForToast("Not sent. To is missing.");
      await workbench.page.keyboard.press("End");
      await workbench.page.keyboard.type(" Cy <cy@other.example>");
      await desk.pressSend();
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
