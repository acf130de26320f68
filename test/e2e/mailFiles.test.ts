import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Frame } from "playwright-core";
import { SandboxClient } from "../sandboxClient.ts";
import type { ApiEmail } from "./apiEmail.ts";
import { filesUnder } from "./filesUnder.ts";
import { signInWith } from "./signInWith.ts";
import { TextEditor } from "./textEditor.ts";
import { Workbench } from "./workbench.ts";

const AWAY = "This mail is not shown, because you are signed out of Instantly.";

/** What the first lines of each form say. */
const FORMS = [
  { name: "Markdown", ending: "md", begin: /^# / },
  { name: "HTML", ending: "html", begin: /^<!DOCTYPE html>/i },
  { name: "EML", ending: "eml", begin: /^From: / },
  { name: "JSON", ending: "json", begin: /^\{/ },
] as const;

describe("mail as files in a real window", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;
  let editor: TextEditor;
  let mail: ApiEmail;
  let title: string;
  /** As its row says it. */
  let row: string;
  /** With which its body begins. */
  let words: string;

  before(async () => {
    await sandbox.reset();
    workbench = await Workbench.open({ settings: { "instantly.api.baseUrl": sandbox.origin } });
    editor = new TextEditor(workbench);
    const { items } = await sandbox.call<{ items: ApiEmail[] }>(
      "GET",
      "/emails?limit=30&email_type=received",
    );
    mail = items.find(({ subject }) => subject.startsWith("Re: ")) ?? assert.fail("no reply");
    // The name of its file may not have these.
    title = mail.subject.replace(/[/\\:*?"<>|]+/gu, "-").replace(/^[.\s~-]+/u, "");
    row = mail.subject.replace("Re: ", "");
    words = mail.content_preview.slice(0, 24);
    await workbench.openContainer("Instantly");
    await workbench.view("Accounts").waitForWelcome("Sign in with an API key");
    await signInWith(workbench, sandbox.key);
    await workbench.view("Emails").show();
    await workbench.view("Emails").waitForRows("emails", (rows) => rows.length > 10);
  });
  after(() => workbench.close());

  const lines = async (): Promise<readonly string[]> => (await editor.lines()).map(({ text }) => text);
  const shows = (what: string, test: (text: string) => boolean): Promise<string> =>
    workbench.watcher.until(`${what} in the editor`, async () => {
      const text = (await lines()).join("\n");
      return test(text) && text;
    });
  const closeAll = (): Promise<void> => workbench.runCommand("View: Close All Editors");
  const openPanel = async (): Promise<Frame> => {
    await workbench.view("Emails").click(row);
    return workbench.panelFrame("Mark as Unread");
  };
  /** Names of what was saved into the folder. */
  const saved = (): readonly string[] =>
    readdirSync(workbench.workspaceDir).filter((name) => /\.(?:md|html|eml|json)$/u.test(name));

  for (const { name, ending, begin } of FORMS)
    it(`opens a message from its row as ${name}`, async () => {
      await workbench.view("Emails").contextMenu(row, "Open Email as File…");
      await workbench.quickInput.waitFor("Open Email as File");
      await workbench.quickInput.pick(name);
      await workbench.waitForTab(`${title}.${ending}`);
      await shows(`the message as ${name}`, (text) => begin.test(text) && text.includes(words));
      await closeAll();
    });

  for (const { name, ending, begin } of FORMS)
    it(`opens a message from its panel as ${name}`, async () => {
      await workbench.chooseMore(await openPanel(), `Open as ${name}`);
      await workbench.waitForTab(`${title}.${ending}`);
      await shows(`the message as ${name}`, (text) => begin.test(text) && text.includes(words));
      await closeAll();
    });

  it("opens a whole conversation as one document", async () => {
    const { items } = await sandbox.call<{ items: ApiEmail[] }>(
      "GET",
      `/emails?search=thread:${mail.thread_id}`,
    );
    assert.ok(items.length > 1);
    await workbench.chooseMore(await openPanel(), "Whole Conversation as Markdown");
    await workbench.waitForTab(`${title}.md`);
    await shows("the first message", (text) => /^## 1\. /mu.test(text));
    const last = `## ${String(items.length)}. `;
    await workbench.page.keyboard.press("ControlOrMeta+F");
    await workbench.page.keyboard.type(last);
    await shows("the last message", (text) => text.includes(last));
    await workbench.page.keyboard.press("Escape");
    await closeAll();
  });

  it("compares a message with another in a diff editor, the older one on the left", async () => {
    await workbench.chooseMore(await openPanel(), "Compare With…");
    await workbench.quickInput.waitFor(`Compare ${mail.subject} With`);
    await workbench.watcher.until(
      "emails to choose",
      async () => (await workbench.quickInput.items()).length > 3,
    );
    const [, , other = ""] = await workbench.quickInput.items();
    await workbench.quickInput.pick(other);
    await workbench.page.locator(".monaco-diff-editor .view-line").first().waitFor();
    const tab = await workbench.watcher.until("the comparison", async () =>
      (await workbench.tabs()).find((text) => text.includes("↔")),
    );
    assert.ok(tab.includes(mail.subject) && tab.includes(other), tab);
    await closeAll();
  });

  it("compares the two messages that are selected", async () => {
    const emails = workbench.view("Emails");
    await emails.at(0).click();
    await emails.at(2).click({ modifiers: ["ControlOrMeta"] });
    await emails.contextMenu(2, "Compare Emails…");
    await workbench.page.locator(".monaco-diff-editor .view-line").first().waitFor();
    await closeAll();
  });

  it("opens as a file what is dragged from the view into the editor", async () => {
    const { mouse } = workbench.page;
    await workbench.view("Emails").row(row).hover();
    await mouse.down();
    // As a hand does it: the tree tells what is dragged once the pointer moves, the editor takes it where it rests.
    await mouse.move(700, 420, { steps: 20 });
    await workbench.watcher.step("see where it would drop", () =>
      workbench.page.locator(".editor-group-overlay-indicator").first().waitFor(),
    );
    await mouse.up();
    await workbench.waitForTab(`${title}.md`);
    await shows("the message", (text) => text.startsWith("# ") && text.includes(words));
    await closeAll();
  });

  it("is a page in the browser for whoever wants to print it, once", async () => {
    const popup = workbench.page.context().waitForEvent("page");
    await workbench.chooseMore(await openPanel(), "Print…");
    const page = await popup;
    await page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/.+\.html$/u);
    assert.ok((await page.locator("body").innerText()).includes(words));
    assert.equal((await fetch(page.url()).catch(() => undefined))?.ok ?? false, false);
    await page.close();
    await closeAll();
  });

  it("is read-only: what is typed changes nothing, and is answered", async () => {
    await workbench.chooseMore(await openPanel(), "Open as Markdown");
    await workbench.waitForTab(`${title}.md`);
    const before = await shows("the message", (text) => text.includes(words));
    await editor.clickOn(words);
    await workbench.page.keyboard.type("x");
    await workbench.watcher.step("be told so", () =>
      workbench.page.getByText("the file system of the file is read-only").first().waitFor(),
    );
    assert.equal((await lines()).join("\n"), before);
    assert.equal(await workbench.page.locator(".part.editor .tab.dirty").count(), 0);
    await closeAll();
  });

  it("is saved into the folder where the person says", async () => {
    assert.deepEqual(saved(), []);
    await workbench.chooseMore(await openPanel(), "Save As…");
    await workbench.quickInput.waitFor("Save Email As");
    await workbench.quickInput.pick("Markdown");
    await workbench.quickInput.acceptPath("Save Email As", /workspace\/.+\.md$/u);
    await workbench.watcher.until("the file", () => Promise.resolve(saved().length === 1));
    assert.deepEqual(saved(), [`${title}.md`]);
    const text = await workbench.watcher.until("its text", () =>
      Promise.resolve(readFileSync(path.join(workbench.workspaceDir, `${title}.md`), "utf8")),
    );
    assert.ok(text.startsWith("# ") && text.includes(words), text);
    await closeAll();
  });

  it("leaves nothing readable after signing out, neither in sight nor on the disk", async () => {
    await workbench.chooseMore(await openPanel(), "Open as JSON");
    await shows("the message", (text) => text.includes(words));
    await workbench.runCommand("View: Keep Editor"); // in its tab, which the next file would take
    await workbench.chooseMore(await openPanel(), "Open as Markdown");
    await shows("the message", (text) => text.includes(words));
    await workbench.runCommand("Instantly: Sign Out");
    await workbench.waitForToast("Signed out of");
    await shows("the sentence in its place", (text) => text.trim() === AWAY);
    await workbench.page.locator(".part.editor .tab", { hasText: `${title}.json` }).click();
    await shows("the sentence in its place", (text) => text.includes(AWAY) && !text.includes(words));
    const kept = filesUnder(workbench.profileDir)
      .filter((file) => !file.startsWith(workbench.workspaceDir))
      .filter((file) => readFileSync(file).includes(words));
    assert.deepEqual(kept, []);
  });
});
