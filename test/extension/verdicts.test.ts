import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { inDays } from "./inDays.ts";
import { until } from "./until.ts";

const LEADS = [
  "name,email,note",
  "Ann,verified@corp.example,",
  'Bob,invalid@corp.example,"He moved,',
  'in ""May"""',
  "Cleo,risky@corp.example,x",
  "Dan,catchall@gmial.com,",
  "Tom,tom(at)corp.example,",
  "Eve,verified+eve@corp.example,last",
];

function lineRange(from: number, to = from): vscode.Range {
  return new vscode.Range(from, 0, to, 0);
}

describe("verdicts in documents", () => {
  let folder: string;

  const open = async (name: string, content: string): Promise<vscode.TextEditor> => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return vscode.window.showTextDocument(vscode.Uri.file(file));
  };

  const problemsOf = (document: vscode.TextDocument): string[] =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === "Instantly")
      .map(({ range, code }) => `${range.start.line} ${document.getText(range)} ${code as string}`);

  const untilProblems = (document: vscode.TextDocument, ...wanted: readonly string[]): Promise<void> =>
    until(wanted.join("; ") || "no problems", () => {
      const found = problemsOf(document);
      return (
        found.join() === wanted.toSorted().join() || found.toSorted().join() === wanted.toSorted().join()
      );
    });

  const actionsAt = async (editor: vscode.TextEditor, needle: string): Promise<vscode.CodeAction[]> => {
    const { document } = editor;
    const at = document.positionAt(document.getText().indexOf(needle) + 1);
    return vscode.commands.executeCommand(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(at, at),
      undefined,
      10,
    );
  };

  const choose = async (editor: vscode.TextEditor, needle: string, title: string): Promise<void> => {
    const action = (await actionsAt(editor, needle)).find((one) => one.title === title);
    assert.ok(action?.edit, `no edit of "${title}" at ${needle}`);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
  };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "instantly-verdicts-"));
    await vscode.commands.executeCommand("instantly.openSandbox");
    for (const address of ["verified@corp.example", "verified+eve@corp.example", "catchall@gmial.com"])
      await vscode.commands.executeCommand("instantly.verifyEmail", address);
    for (const address of ["invalid@corp.example", "risky@corp.example"])
      await vscode.commands.executeCommand("instantly.verifyEmail", address);
  });

  after(async () => {
    await vscode.commands.executeCommand("instantly.signOut");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await rm(folder, { recursive: true });
  });

  const ALL = [
    "2 invalid@corp.example invalid",
    "4 risky@corp.example risky",
    "5 catchall@gmial.com mistyped-domain",
    "6 tom(at)corp.example syntax",
  ];

  it("lists what is wrong, by kind", async () => {
    const { document } = await open("leads.csv", LEADS.join("\n"));
    await untilProblems(document, ...ALL);
    const severities = vscode.languages
      .getDiagnostics(document.uri)
      .map(({ severity, message }) => [message.split(/[ .]/u)[0], vscode.DiagnosticSeverity[severity]]);
    assert.deepEqual(new Map(severities as [string, string][]).get("invalid@corp"), "Error");
    assert.deepEqual(new Map(severities as [string, string][]).get("risky@corp"), "Warning");
  });

  it("follows edits and undo", async () => {
    const editor = await open("edited.csv", LEADS.join("\n"));
    await untilProblems(editor.document, ...ALL);
    await editor.edit((edit) => {
      edit.delete(lineRange(2, 4));
      edit.insert(new vscode.Position(1, 0), "New,risky@corp.example,\nNew,new@corp.example,\n");
    });
    await untilProblems(
      editor.document,
      "1 risky@corp.example risky",
      "4 risky@corp.example risky",
      "5 catchall@gmial.com mistyped-domain",
      "6 tom(at)corp.example syntax",
    );
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), LEADS.join("\n"));
    await untilProblems(editor.document, ...ALL);
  });

  it("tells nothing anew while somebody types beside what is wrong", async () => {
    const editor = await open("typed.csv", LEADS.join("\n"));
    const { document } = editor;
    await untilProblems(document, ...ALL);
    let told = 0;
    const counting = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => uri.toString() === document.uri.toString())) told++;
    });
    try {
      await editor.edit((edit) => edit.insert(document.lineAt(4).range.end, "yz"));
      await editor.edit((edit) => edit.insert(new vscode.Position(4, 0), "A "));
      await untilProblems(document, ...ALL);
      await until("the moved problem is told", () => told > 0);
      assert.equal(told, 1);
      // The same text again, but what VS Code draws was taken out with it.
      await editor.edit((edit) => edit.replace(document.lineAt(4).range, document.lineAt(4).text));
      await until("what was replaced is told again", () => told === 2);
    } finally {
      counting.dispose();
    }
  });

  it("finds the column again when the first line changes", async () => {
    const editor = await open("column.csv", LEADS.join("\n"));
    await untilProblems(editor.document, ...ALL);
    await editor.edit((edit) => edit.replace(lineRange(0, 1), ""));
    await untilProblems(
      editor.document,
      ...ALL.map((problem) => problem.replace(/^\d+/u, (n) => `${Number(n) - 1}`)),
    );
  });

  it("says nothing in source code, nor where nothing was verified", async () => {
    const code = await open("code.ts", "// invalid@corp.example, bob@gmial.com\n");
    const fresh = await open("fresh.csv", "email\nbob@gmial.com\ntom(at)corp.example\n");
    const known = await open("known.md", "invalid@corp.example");
    await untilProblems(known.document, "0 invalid@corp.example invalid");
    assert.deepEqual([...problemsOf(code.document), ...problemsOf(fresh.document)], []);
  });

  it("does so where the setting says it", async () => {
    const settings = vscode.workspace.getConfiguration("instantly.editor");
    const { document } = await open("shown.ts", "// invalid@corp.example\n");
    await settings.update("showVerdicts", "everywhere", vscode.ConfigurationTarget.Global);
    await untilProblems(document, "0 invalid@corp.example invalid");
    await settings.update("showVerdicts", "nowhere", vscode.ConfigurationTarget.Global);
    await untilProblems(document);
    await settings.update("showVerdicts", undefined, vscode.ConfigurationTarget.Global);
  });

  it("calls nothing an error that was verified too long ago to count", async () => {
    const severitiesOf = ({ document }: vscode.TextEditor): readonly (string | undefined)[] =>
      vscode.languages
        .getDiagnostics(document.uri)
        .map(({ severity }) => vscode.DiagnosticSeverity[severity]);
    const now = await open("now.md", "invalid@corp.example");
    await untilProblems(now.document, "0 invalid@corp.example invalid");
    assert.deepEqual(severitiesOf(now), ["Error"]);
    await inDays(60, async () => {
      const later = await open("later.md", "invalid@corp.example");
      await untilProblems(later.document, "0 invalid@corp.example invalid");
      assert.deepEqual(severitiesOf(later), ["Information"]);
      const [problem] = vscode.languages.getDiagnostics(later.document.uri);
      assert.match(problem?.message ?? "", /^invalid@corp\.example was invalid on .+; verify again\.$/u);
    });
  });

  it("comes and goes with the language of a document", async () => {
    const { document } = await open("turned.md", "invalid@corp.example");
    await untilProblems(document, "0 invalid@corp.example invalid");
    await vscode.languages.setTextDocumentLanguage(document, "typescript");
    await untilProblems(document);
    await vscode.languages.setTextDocumentLanguage(document, "markdown");
    await untilProblems(document, "0 invalid@corp.example invalid");
  });

  it("learns what is verified while the document is open", async () => {
    const { document } = await open("late.txt", "Write to invalid+late@corp.example");
    await vscode.commands.executeCommand("instantly.verifyEmail", "invalid+late@corp.example");
    await untilProblems(document, "0 invalid+late@corp.example invalid");
  });

  it("mends a mistyped domain, and undo takes that back", async () => {
    const editor = await open("mend.csv", LEADS.join("\n"));
    await untilProblems(editor.document, ...ALL);
    await choose(editor, "catchall@gmial", "Change to catchall@gmail.com");
    assert.equal(editor.document.lineAt(5).text, "Dan,catchall@gmail.com,");
    await untilProblems(editor.document, ...ALL.filter((problem) => !problem.includes("gmial")));
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), LEADS.join("\n"));
  });

  it("takes out a row of two lines and nothing else, and undo brings it back", async () => {
    const text = LEADS.join("\r\n");
    const editor = await open("remove.csv", text);
    await untilProblems(editor.document, ...ALL);
    await choose(editor, "invalid@", "Remove This Row");
    assert.equal(editor.document.getText(), LEADS.toSpliced(2, 2).join("\r\n"));
    await choose(editor, "tom(at)", "Remove This Row"); // where no address stands, but a problem
    assert.equal(editor.document.getText(), LEADS.toSpliced(2, 2).toSpliced(4, 1).join("\r\n"));
    await vscode.commands.executeCommand("undo");
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), text);
  });

  it("removes no row where there is no table", async () => {
    const editor = await open("prose.md", "Write to invalid@corp.example.");
    const titles = (await actionsAt(editor, "invalid@")).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => /Row|Verify|Copy/u.test(title)),
      ["Verify invalid@corp.example Again", "Verify All Addresses in File", "Copy Valid Addresses of File"],
    );
  });

  it("copies the valid addresses of a file, each once", async () => {
    const { document } = await open("copy.csv", [...LEADS, "Ann,VERIFIED@corp.example,"].join("\n"));
    await vscode.commands.executeCommand("instantly.copyValid", document.uri);
    assert.equal(
      await vscode.env.clipboard.readText(),
      "verified@corp.example\ncatchall@gmial.com\nverified+eve@corp.example\n",
    );
  });

  it("changes an address of a hover only while it stands there", async () => {
    const { document } = await open("fix.md", "bob@gmial.com");
    const fix = { uri: String(document.uri), line: 0, character: 0, address: "bob@gmial.com" };
    await vscode.commands.executeCommand("instantly.fixAddress", { ...fix, suggestion: "bob@gmail.com" });
    assert.equal(document.getText(), "bob@gmail.com");
    await vscode.commands.executeCommand("instantly.fixAddress", { ...fix, suggestion: "bob@ymail.com" });
    assert.equal(document.getText(), "bob@gmail.com");
  });

  it("offers the mistyped domain's mend in the hover, and says what else is free to know", async () => {
    const { document } = await open("free.md", "no-reply@gmial.com billing@mailinator.com a@b.nonsense");
    const at = async (character: number): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        new vscode.Position(0, character),
      );
      return hovers
        .flatMap(({ contents }) => contents.map((text) => (text as vscode.MarkdownString).value))
        .join();
    };
    assert.match(
      await at(2),
      /looks mistyped[^]*no\\-reply address[^]*\[Change to no\\-reply\\@gmail\\\.com\]/u,
    );
    assert.match(await at(25), /throw\\-away mailbox[^]*role address/u);
    assert.match(await at(45), /No domain ends in \\\.nonsense/u);
  });

  it("shows hostile text letter for letter", async () => {
    const hostile = '"](command:x)**<b>"@gmial.com';
    const hidden = '"a\u202eb"@corp.example';
    const editor = await open("hostile.md", `invalid@corp.example\n<${hostile}>\n<${hidden}>`);
    const { document } = editor;
    await untilProblems(
      document,
      "0 invalid@corp.example invalid",
      `1 ${hostile} mistyped-domain`,
      `2 ${hidden} syntax`,
    );
    const messages = vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
    assert.ok(
      messages.includes(`${hostile} looks mistyped. Was ${hostile.replace("gmial", "gmail")} meant?`),
    );
    assert.ok(messages.some((message) => message.startsWith('"ab"@corp.example is no email address.')));
    const titles = (await actionsAt(editor, "command:x")).map(({ title }) => title);
    assert.ok(titles.includes(`Change to ${hostile.replace("gmial", "gmail")}`), titles.join());
  });
});
