import assert from "node:assert/strict";
import * as vscode from "vscode";
import { draftPlace, draftUri } from "../../src/shell/drafts/draftUri.ts";
import { SandboxClient } from "../sandboxClient.ts";
import { until } from "./until.ts";

const REPLY = { scope: "sandbox", kind: "reply" } as const;

describe("drafts as documents", () => {
  let document: vscode.TextDocument;
  let emailId: string;

  before(async () => {
    // Its seed is that of the sample data, so the ids are the same.
    const { items } = await SandboxClient.fromEnvironment().call<{ items: { id: string }[] }>(
      "GET",
      "/emails?email_type=received&limit=1&search=quiet@oddities.test",
    );
    assert.ok(items[0]);
    emailId = items[0].id;
    await vscode.commands.executeCommand("instantly.openSandbox");
    await vscode.commands.executeCommand("instantly.replyEmail", emailId);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor, "no draft was opened");
    document = editor.document;
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("instantly.signOut");
  });

  const insert = async (words: string): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    const line = document.getText().split("\n").indexOf("---", 1) + 2;
    edit.insert(document.uri, new vscode.Position(line, 0), words);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };
  const onShelf = async (): Promise<string> =>
    Buffer.from(await vscode.workspace.fs.readFile(document.uri)).toString();

  it("have an address that names nobody, and a language of their own", () => {
    assert.deepEqual(draftPlace(document.uri), { ...REPLY, id: 1 });
    assert.equal(document.languageId, "instantly-draft");
    assert.equal(document.uri.toString(), draftUri({ ...REPLY, id: 1 }).toString());
    for (const other of ["file:///instantly-drafts/Reply 1", "instantly-draft://x/instantly-drafts/Note 1"])
      assert.equal(draftPlace(vscode.Uri.parse(other)), undefined);
  });

  it("save themselves, and keep what was written", async () => {
    await insert("Hello {{firstName}}, see the attached plan.\n");
    await until("the draft saved", () => !document.isDirty);
    assert.equal(await onShelf(), document.getText());
    const { size, type } = await vscode.workspace.fs.stat(document.uri);
    assert.deepEqual([size, type], [Buffer.byteLength(document.getText()), vscode.FileType.File]);
  });

  it("open again where they were begun, not a second time", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("instantly.replyEmail", emailId);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    assert.match(vscode.window.activeTextEditor.document.getText(), /Hello \{\{firstName\}\}/u);
  });

  it("are marked where something speaks against them", async () => {
    const marks = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(document.uri);
    await until("a mark", () => marks().some(({ code }) => code === "mergeTag"));
    const [tag] = marks().filter(({ code }) => code === "mergeTag");
    assert.ok(tag);
    assert.equal(document.getText(tag.range), "{{firstName}}");
    assert.equal(tag.severity, vscode.DiagnosticSeverity.Error);
    const whole = document.getText();
    const to = whole.indexOf("To: ");
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(to), document.positionAt(to + 3)),
      "To: Eve,",
    );
    await vscode.workspace.applyEdit(edit);
    await until("a mark at To", () => marks().some(({ code }) => code === "fixed"));
    await vscode.commands.executeCommand("undo");
    await until("no mark at To", () => marks().every(({ code }) => code !== "fixed"));
  });

  it("fold their header and their quote", async () => {
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      document.uri,
    );
    assert.equal(ranges[0]?.start, 0);
  });

  it("can be neither made, moved nor deleted as files, and those of others cannot be read", async () => {
    const other = draftUri({ ...REPLY, id: 999 });
    await assert.rejects(async () => vscode.workspace.fs.readFile(other));
    await assert.rejects(async () => vscode.workspace.fs.writeFile(other, Buffer.from("x")));
    await assert.rejects(async () => vscode.workspace.fs.delete(document.uri));
    await assert.rejects(async () => vscode.workspace.fs.rename(document.uri, other));
    const elsewhere = draftUri({ ...REPLY, scope: "another-workspace", id: 1 });
    await assert.rejects(async () => vscode.workspace.fs.readFile(elsewhere), /another workspace/u);
    assert.match(await onShelf(), /Hello/u);
  });
});
