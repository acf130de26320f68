import assert from "node:assert/strict";
import { SandboxClient } from "../sandboxClient.ts";
import { TextEditor } from "./textEditor.ts";
import { openSignedIn } from "./openSignedIn.ts";
import type { Workbench } from "./workbench.ts";

const HOSTILE = '"](command:instantly.signOut)**"@gmial.com';
const LEADS = [
  "name,email,note",
  "Ann,verified@corp.example,",
  'Bob,invalid@corp.example,"He moved,',
  'in May"',
  "Cleo,risky@corp.example,x",
  "Dan,catchall@gmial.com,",
  "Tom,tom(at)corp.example,",
  "",
];
const WORDS = ["", "verified", "invalid", "", "risky", "catch-all", "", ""];

const KINDS = [
  "catchall@gmial.com mistyped-domain",
  "invalid@corp.example invalid",
  "risky@corp.example risky",
  "tom(at)corp.example syntax",
];

describe("verdicts in the editor", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;
  let editor: TextEditor;

  const text = async (): Promise<readonly string[]> => (await editor.lines()).map((line) => line.text);

  const waitForText = async (lines: readonly string[]): Promise<void> => {
    await workbench.watcher.until(`the text ${lines.join(" | ")}`, async () =>
      (await text()).join("\n").startsWith(lines.join("\n")),
    );
  };

  before(async () => {
    workbench = await openSignedIn(sandbox, {
      settings: { "editor.minimap.enabled": false },
      files: {
        "leads.csv": LEADS.join("\n"),
        "notes.md": `Ask verified@corp.example, not invalid@corp.example.\nNor <${HOSTILE}>.\n`,
        "code.ts": "// invalid@corp.example\n",
        "fresh.csv": "email\nbob@gmial.com\n",
      },
    });
    editor = new TextEditor(workbench);
  });
  after(() => workbench.close());

  it("shows nothing where nothing was verified", async () => {
    await editor.open("fresh.csv");
    await editor.open("leads.csv");
    const lens = workbench.page.locator(".codelens-decoration", {
      hasText: "· 1 left out · Verify 3 (about 0.75 credits)",
    });
    await workbench.watcher.step("see what verifying would cost", () => lens.waitFor());
    const lines = await editor.lines();
    assert.ok(lines.length > 6 && lines.every(({ words, isMarked }) => words === "" && !isMarked));
  });

  it("marks each line once the file is verified", async () => {
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Leave Out…");
    await workbench.quickInput.pick("Mistyped domain");
    await workbench.quickInput.accept();
    await workbench.clickDialog("Verify 4");
    await workbench.waitForToast("leads.csv: ", 30_000);
    await editor.waitForWords(...WORDS);
    const marks = (await editor.lines()).map(({ isMarked }) => isMarked);
    assert.deepEqual(
      marks,
      WORDS.map((words) => words !== ""),
    );
  });

  it("follows edits and undo", async () => {
    const { keyboard } = workbench.page;
    await editor.open("leads.csv");
    await keyboard.press("ControlOrMeta+Shift+K"); // deletes the line
    await editor.waitForWords(...WORDS.slice(1));
    await keyboard.press("ArrowDown");
    await keyboard.press("End");
    await keyboard.press("Enter");
    await keyboard.type("verified@corp.example invalid@corp.example");
    await editor.waitForWords("verified", "invalid", "1 verified, 1 invalid");
    await workbench.watcher.until("the text as it was", async () => {
      await keyboard.press("ControlOrMeta+Z");
      return (await text()).join("\n") === LEADS.join("\n");
    });
    await editor.waitForWords(...WORDS);
  });

  it("lists the problems by kind", async () => {
    await workbench.runCommand("Problems: Focus on Problems View");
    const rows = workbench.page.locator(".monaco-list-row");
    await workbench.watcher.until("four problems", async () => {
      const shown = (await rows.allTextContents()).map((text) => text.replace(/\s+/gu, " "));
      // The brackets around a problem's kind are drawn by the style.
      const kinds = shown
        .flatMap((text) => /^(\S+) .*Instantly([a-z-]+)\[Ln/u.exec(text)?.slice(1).join(" ") ?? [])
        .sort();
      if (kinds.join() === KINDS.join()) return true;
      throw new Error(shown.join("\n"));
    });
    await workbench.page.keyboard.press("ControlOrMeta+J"); // hides the panel
  });

  it("says in a hover what is known and what is free to know", async () => {
    const hover = await editor.hover("catchall@gmial.com", "catch-all domain");
    assert.match(hover, /verified, catch-all domain: the mailbox itself is not proven/u);
    assert.match(hover, /0\.25 credits used/u);
    assert.match(hover, /The domain looks mistyped\./u);
    assert.match(hover, /Verify Again \(about 0\.25 credits\)/u);
  });

  it("mends the domain from the hover, and undo takes it back", async () => {
    await editor.hover("catchall@gmial.com", "Change to");
    await editor.clickInHover("Change to catchall@gmail.com");
    await waitForText(LEADS.map((line) => line.replace("gmial", "gmail")));
    await editor.clickOn("name,email");
    await workbench.page.keyboard.press("ControlOrMeta+Z");
    await waitForText(LEADS);
  });

  it("takes out a row that goes over two lines", async () => {
    await editor.clickOn("invalid@corp.example");
    const actions = await editor.actions();
    assert.deepEqual(
      actions.filter((title) => /Row|Verify|Copy/u.test(title)),
      [
        "Remove This Row",
        "Verify invalid@corp.example Again",
        "Verify All Addresses in File",
        "Copy Valid Addresses of File",
      ],
    );
    await editor.pickAction("Remove This Row");
    await waitForText(LEADS.toSpliced(2, 2));
    await editor.waitForWords("", "verified", "risky", "catch-all", "", "");
    await workbench.page.keyboard.press("ControlOrMeta+Z");
    await waitForText(LEADS);
  });

  it("copies the valid addresses", async () => {
    await editor.clickOn("verified@corp.example");
    await editor.actions();
    await editor.pickAction("Copy Valid Addresses of File");
    await workbench.waitForToast("Copied 2 valid addresses, 1 of them at catch-all domains.");
    await workbench.waitForClipboard("verified@corp.example\ncatchall@gmial.com\n");
  });

  it("marks prose as well, and shows hostile text as text", async () => {
    await editor.open("notes.md");
    await editor.waitForWords("1 verified, 1 invalid", "");
    const hover = await editor.hover("gmial", "not verified yet");
    assert.ok(hover.includes(HOSTILE), hover);
    const links = await workbench.page.locator(".monaco-hover:not(.hidden) a").allInnerTexts();
    assert.ok(!links.some((label) => label.trim() === '"'), links.join());
    const targets = await workbench.page.evaluate<string[]>(
      `[...document.querySelectorAll(".monaco-hover:not(.hidden) a")].map((a) => a.dataset.href ?? "")`,
    );
    assert.ok(!targets.some((target) => target.startsWith("command:instantly.signOut")), targets.join());
  });

  it("says what the clipboard holds and costs before it is verified", async () => {
    await workbench.setClipboard("nobody here");
    await workbench.runCommand("Instantly: Verify Emails in Clipboard");
    await workbench.waitForToast("There is no email address on the clipboard.");
    await workbench.setClipboard("Ann <ann@clip.example>, ANN@clip.example; invalid@corp.example");
    await workbench.runCommand("Instantly: Verify Emails in Clipboard");
    const question = await workbench.dialogText();
    assert.match(question, /Clipboard/u);
    assert.match(question, /2 addresses, 1 repeated/u);
    assert.match(question, /1 already known/u);
    await workbench.clickDialog("Cancel");
    assert.equal((await sandbox.charges())["ann@clip.example"], undefined);
  });

  it("leaves source code alone", async () => {
    await editor.open("code.ts");
    await workbench.watcher.until("the code", async () => (await text()).join().includes("// invalid"));
    assert.ok((await editor.lines()).every(({ words, isMarked }) => words === "" && !isMarked));
  });
});
