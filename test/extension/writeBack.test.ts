import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";

const SCHEME = "instantly-results";
const TABLE = "name,email\nAnn,verified@corp.example\nBob,invalid@corp.example\nCy,new@corp.example\n";
const HEADER = ",instantly_verification,instantly_catch_all,instantly_checked_at";
const AT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
const WRITTEN = new RegExp(
  `^name,email${HEADER}\nAnn,verified@corp\\.example,verified,\\w*,${AT}\nBob,invalid@corp\\.example,invalid,\\w*,${AT}\nCy,new@corp\\.example,,,\n$`,
);

/** Waits for something that VS Code tells nobody about. */
async function until<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (let left = 200; left > 0; left--) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No ${what}.`);
}

function previews(): vscode.Uri[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) =>
      input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME ? [input.modified] : [],
    );
}

/** The text without the three columns, told by what stands in them. */
function withoutResults(text: string): string {
  assert.match(text, /instantly_verification.{1,3}instantly_catch_all.{1,3}instantly_checked_at/);
  return text.replace(
    /[,;\t]"?(?:instantly_verification|verified|invalid|)"?[,;\t]"?(?:instantly_catch_all|true|false|)"?[,;\t]"?(?:instantly_checked_at|[\d-]+T[\d:]+Z|)"?(?=\r|\n|$)/g,
    "",
  );
}

describe("writing results into a table", () => {
  let folder: string;

  const file = (name: string): vscode.Uri => vscode.Uri.file(path.join(folder, name));
  const put = async (name: string, content: string | Uint8Array): Promise<vscode.Uri> => {
    await writeFile(file(name).fsPath, content);
    return file(name);
  };
  const bytes = async (name: string): Promise<string> => readFile(file(name).fsPath, "latin1");

  /** Starts to write and waits for the preview; `ended` settles with the command. */
  const preview = async (
    uri: vscode.Uri,
  ): Promise<{ after: vscode.TextDocument; ended: Thenable<unknown> }> => {
    const before = new Set(previews().map(String));
    const ended = vscode.commands.executeCommand("instantly.writeBack", uri);
    const shown = await until("preview", () => previews().find((each) => !before.has(String(each))));
    return { after: await vscode.workspace.openTextDocument(shown), ended };
  };
  const decide = async (
    command: string,
    { after, ended }: Awaited<ReturnType<typeof preview>>,
  ): Promise<void> => {
    await vscode.commands.executeCommand(command, after.uri);
    await ended;
  };
  const openEditor = async (uri: vscode.Uri): Promise<vscode.TextEditor> =>
    vscode.window.showTextDocument(uri);
  const undo = async (uri: vscode.Uri): Promise<void> => {
    await openEditor(uri);
    await vscode.commands.executeCommand("undo");
  };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "instantly-write-back-"));
    await vscode.commands.executeCommand("instantly.openSandbox");
    for (const name of ["verified", "invalid"])
      await vscode.commands.executeCommand("instantly.verifyEmail", `${name}@corp.example`);
  });

  after(async () => {
    await vscode.commands.executeCommand("instantly.signOut");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await rm(folder, { recursive: true });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("shows the table with its results first, and writes nothing when that is discarded", async () => {
    const uri = await put("discarded.csv", TABLE);
    const shown = await preview(uri);
    assert.match(shown.after.getText(), WRITTEN);
    await decide("instantly.discardPreview", shown);
    assert.deepEqual(previews(), []);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.deepEqual([document.getText(), document.isDirty], [TABLE, false]);
  });

  it("takes a closed preview for a discarded one", async () => {
    const uri = await put("closed.csv", TABLE);
    const { ended } = await preview(uri);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await ended;
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), TABLE);
  });

  it("writes in one step that one undo takes back", async () => {
    const uri = await put("undone.csv", TABLE);
    await decide("instantly.applyPreview", await preview(uri));
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), WRITTEN);
    assert.equal(document.isDirty, true);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.equal(await bytes("undone.csv"), TABLE);
    await undo(uri);
    assert.deepEqual([document.getText(), document.isDirty], [TABLE, false]);
  });

  for (const [what, encoding, content] of [
    [
      "a byte order mark and carriage returns",
      "utf8",
      Buffer.from("\uFEFFemail;name\r\nverified@corp.example;Jö\r\n"),
    ],
    ["UTF-16", "utf16le", Buffer.from("\uFEFFemail\tname\nverified@corp.example\t字", "utf16le")],
    ["quotes", "utf8", Buffer.from('"email","name"\n"verified@corp.example","a ""b""\nc"\n')],
  ] as const)
    it(`keeps every other byte of a table with ${what} through saving, undo and saving again`, async () => {
      const uri = await put(`kept-${content.length}.csv`, content);
      await decide("instantly.applyPreview", await preview(uri));
      const document = await vscode.workspace.openTextDocument(uri);
      await document.save();
      const saved = (await readFile(uri.fsPath)).toString(encoding);
      assert.equal(withoutResults(saved), content.toString(encoding));
      await undo(uri);
      await document.save();
      assert.deepEqual(await readFile(uri.fsPath), content);
    });

  for (const [what, content] of [
    [
      "line ends of two kinds",
      Buffer.from("email,name\r\nverified@corp.example,Jo\ninvalid@corp.example,Al\r\nx@corp.example,\n"),
    ],
    [
      "bytes that are no UTF-8",
      Buffer.from("email,name\nverified@corp.example,J\xf6\nx@corp.example,\x81\n", "latin1"),
    ],
    ["carriage returns alone", Buffer.from("email,name\rverified@corp.example,Jo\r")],
    ["zeros", Buffer.from("email,name\nverified@corp.example,a\0b\n")],
  ] as const)
    it(`writes a table with ${what} on disk, because an editor would change it, and keeps a copy`, async () => {
      const uri = await put("exact.csv", content);
      await decide("instantly.applyPreview", await preview(uri));
      const written = await readFile(uri.fsPath, "latin1");
      assert.equal(withoutResults(written), content.toString("latin1"));
      assert.deepEqual(await readFile(`${uri.fsPath}.bak`), content);
      await rm(`${uri.fsPath}.bak`);
      assert.deepEqual(
        (await readdir(folder)).filter((name) => name.endsWith(".tmp")),
        [],
      );
    });

  it("writes a table of more than 20 MB on disk, every byte of its own cells as it was", async () => {
    const rows = Array.from({ length: 300_000 }, (_, index) =>
      index % 3 === 0
        ? [`Ann ${index};verified@corp.example;"over ""two""\nlines ${"é".repeat(40)}\xff"`, "verified"]
        : [`Nobody ${index};new${index}@corp.example; ${"x".repeat(50)} `, ""],
    );
    const before = Buffer.from(["name;email;note", ...rows.map(([row]) => row), ""].join("\r\n"), "latin1");
    assert.ok(before.length > 20 * 1024 * 1024, `${before.length} bytes`);
    const uri = await put("large.csv", before);

    const shown = await preview(uri);
    assert.ok(shown.after.getText().length < 100_000); // its first rows alone
    await decide("instantly.applyPreview", shown);

    const after = await readFile(uri.fsPath);
    const known = /;verified;\w*;[^\r]*(?=\r)/u.exec(after.toString("latin1", 0, 1_000))?.[0];
    assert.match(known ?? "", new RegExp(`^;verified;\\w*;${AT}$`, "u"));
    const header = `name;email;note${HEADER.replaceAll(",", ";")}`;
    const lines = rows.map(([row, verdict]) => `${row}${verdict === "" ? ";;;" : known}`);
    assert.equal(Buffer.compare(after, Buffer.from([header, ...lines, ""].join("\r\n"), "latin1")), 0);
    assert.equal(Buffer.compare(await readFile(`${uri.fsPath}.bak`), before), 0);
    const left = (await readdir(folder)).filter((name) => name.includes("large"));
    assert.deepEqual(left.toSorted(), ["large.csv", "large.csv.bak"]);
  });

  it("updates its cells the next time, and says when there is nothing new", async () => {
    const uri = await put("again.csv", TABLE);
    await decide("instantly.applyPreview", await preview(uri));
    const document = await vscode.workspace.openTextDocument(uri);
    const first = document.getText();
    await vscode.commands.executeCommand("instantly.writeBack", uri);
    assert.equal(document.getText(), first);
    await vscode.commands.executeCommand("instantly.verifyEmail", "new@corp.example");
    await decide("instantly.applyPreview", await preview(uri));
    assert.match(
      document.getText(),
      new RegExp(
        `^${first.slice(0, first.indexOf("\nCy")).replaceAll(".", "\\.")}\nCy,new@corp\\.example,\\w+,\\w*,${AT}\n$`,
      ),
    );
  });

  it("does not write over an edit that was made while the preview was open, but makes a new preview", async () => {
    const uri = await put("edited.csv", TABLE);
    const shown = await preview(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(1, 0), "Zoe,verified@corp.example\n");
    await vscode.workspace.applyEdit(edit);
    const document = await vscode.workspace.openTextDocument(uri);
    const edited = document.getText();
    await vscode.commands.executeCommand("instantly.applyPreview", shown.after.uri);
    const [again] = await until("new preview", () => {
      const others = previews().filter((each) => String(each) !== String(shown.after.uri));
      return others.length === 1 && others;
    });
    assert.equal(document.getText(), edited);
    await vscode.commands.executeCommand("instantly.applyPreview", again);
    await shown.ended;
    assert.match(
      document.getText(),
      /^name.*\nZoe,verified@corp\.example,verified,.*\nAnn,verified@corp\.example,verified,/,
    );
    await undo(uri);
    assert.equal(document.getText(), edited);
  });

  it("does not write over what another program has written meanwhile", async () => {
    const content = "email\r\nverified@corp.example\n";
    const uri = await put("other.csv", content);
    const shown = await preview(uri);
    const longer = `${content}invalid@corp.example\r\n`;
    await put("other.csv", longer);
    await vscode.commands.executeCommand("instantly.applyPreview", shown.after.uri);
    const [again] = await until("new preview", () => {
      const others = previews().filter((each) => String(each) !== String(shown.after.uri));
      return others.length === 1 && others;
    });
    assert.equal(await bytes("other.csv"), longer);
    await vscode.commands.executeCommand("instantly.discardPreview", again);
    await shown.ended;
  });

  it("leaves a read-only file alone", async () => {
    const uri = await put("locked.csv", TABLE);
    await chmod(uri.fsPath, 0o444);
    await vscode.commands.executeCommand("instantly.writeBack", uri);
    assert.deepEqual(previews(), []);
    assert.equal(await bytes("locked.csv"), TABLE);
  });

  it("writes nothing into a file that vanishes while the preview is open", async () => {
    const uri = await put("vanishing.csv", "email\r\nverified@corp.example\n");
    const shown = await preview(uri);
    await rm(uri.fsPath);
    await decide("instantly.applyPreview", shown);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith("vanishing")),
      [],
    );
  });
});
