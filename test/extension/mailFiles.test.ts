import assert from "node:assert/strict";
import * as vscode from "vscode";
import { RequestBudget } from "../../src/core/api/budget.ts";
import { InstantlyApi } from "../../src/core/api/instantlyApi.ts";
import { Transport } from "../../src/core/api/transport.ts";
import { systemClock } from "../../src/core/clock.ts";
import { Session } from "../../src/core/state/session.ts";
import type { ActiveSession } from "../../src/shell/auth/sessions.ts";
import { selectedAddresses } from "../../src/shell/commands/verifySelection.ts";
import { MailFiles } from "../../src/shell/mailFiles/mailFiles.ts";
import { MailFileSystem } from "../../src/shell/mailFiles/mailFileSystem.ts";
import { readAddresses } from "../../src/shell/runs/readAddresses.ts";
import { SandboxClient } from "../sandboxClient.ts";
import { until } from "./until.ts";

interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly thread_id: string;
  readonly timestamp_email: string;
  readonly body: { readonly html?: string; readonly text?: string };
}

const SIGNED_OUT = "This mail is not shown, because you are signed out of Instantly.";
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const uriOf = (path: string): vscode.Uri => vscode.Uri.from({ scheme: "instantly", path });

describe("the file system of mail", () => {
  const sandbox = SandboxClient.fromEnvironment();
  const changed = new vscode.EventEmitter<void>();
  const sessions: {
    current: ActiveSession | undefined;
    ready: Promise<void>;
    onDidChange: vscode.Event<void>;
  } = {
    current: undefined,
    ready: Promise.resolve(),
    onDidChange: changed.event,
  };
  const files = new MailFiles(sessions);
  const system = new MailFileSystem(() => Promise.resolve(files));
  let mails: readonly Mail[];

  const fileOf = ({ id }: Pick<Mail, "id">, form: string, profile = "mine"): vscode.Uri =>
    uriOf(`/${profile}/email/${id}/x.${form}`);
  const read = async (uri: vscode.Uri): Promise<string> => decode(await system.readFile(uri));
  const signIn = (profileId: string): void => {
    const api = new InstantlyApi(
      new Transport({
        origin: sandbox.origin,
        apiKey: () => Promise.resolve(sandbox.key),
        userAgent: "instantly-vscode-test/1",
        budget: new RequestBudget({ clock: systemClock }),
        log: () => undefined,
      }),
    );
    const profile = { id: profileId, name: "Ours", origin: sandbox.origin, source: "stored" } as const;
    sessions.current = { profile, profileId, session: new Session({ api }) };
    changed.fire();
  };
  const signOut = (): void => {
    sessions.current = undefined;
    changed.fire();
  };

  before(async () => {
    await sandbox.reset();
    mails = (await sandbox.call<{ items: Mail[] }>("GET", "/emails?limit=100")).items;
  });
  beforeEach(() => signIn("mine"));
  after(() => {
    files.dispose();
    changed.dispose();
  });

  it("reads a message as Markdown, HTML, EML and JSON", async () => {
    const mail = find(mails, ({ body }) => body.html !== undefined && body.text !== undefined);
    assert.match(await read(fileOf(mail, "md")), /^# .+\n\n- \*\*From:\*\* /);
    assert.match(
      await read(fileOf(mail, "html")),
      /^<!DOCTYPE html>[^]*content="default-src 'none'; style-src 'unsafe-inline'; img-src data:;/,
    );
    const eml = await read(fileOf(mail, "eml"));
    assert.match(eml, /^From: .+\r\nTo: /);
    assert.match(eml, /\r\nContent-Type: multipart\/alternative;/);
    assert.equal((JSON.parse(await read(fileOf(mail, "json"))) as Mail).id, mail.id);
  });

  it("reads a conversation as one document, oldest message first", async () => {
    const [thread = "", messages = []] =
      [...Map.groupBy(mails, ({ thread_id }) => thread_id)].find(([, group]) => group.length > 2) ?? [];
    const text = await read(uriOf(`/mine/thread/${thread}/x.md`));
    const headings = Array.from(text.matchAll(/^## (\d+)\. /gm), ([, number]) => Number(number));
    assert.ok(headings.length >= messages.length && messages.length > 2);
    assert.deepEqual(
      headings,
      headings.map((_, index) => index + 1),
    );
  });

  it("is read-only, has a size and a time, and is no folder to look through", async () => {
    const [mail] = mails;
    assert.ok(mail);
    const uri = fileOf(mail, "md");
    const stat = await system.stat(uri);
    assert.equal(stat.type, vscode.FileType.File);
    assert.equal(stat.permissions, vscode.FilePermission.Readonly);
    assert.equal(stat.size, (await system.readFile(uri)).length);
    assert.equal(stat.ctime, Date.parse(mail.timestamp_email));
    for (const change of ["writeFile", "delete", "rename", "createDirectory"] as const)
      assert.throws(() => system[change](uri), vscode.FileSystemError);
    assert.equal((await system.stat(uriOf("/mine/email"))).type, vscode.FileType.Directory);
    assert.deepEqual(system.readDirectory(), []);
  });

  for (const path of [
    "/",
    "/mine/email/x/y.exe",
    "/mine/lead/x/y.md",
    "/mine/thread/x/y.eml",
    "/mine/email/x/y/z.md",
  ])
    it(`has no file ${path}`, async () => {
      await assert.rejects(system.readFile(uriOf(path)), vscode.FileSystemError);
    });

  it("says in a sentence that a message is gone", async () => {
    await assert.rejects(read(fileOf({ id: "gone" }, "md")), /This email no longer exists in Instantly/);
  });

  it("asks again for what could not be read", async () => {
    const [mail] = mails;
    assert.ok(mail);
    await sandbox.addFaults({ match: `GET /emails/${mail.id}`, status: 500, body: {} });
    await assert.rejects(read(fileOf(mail, "md")), /fault of its own/);
    await sandbox.clearFaults();
    assert.match(await read(fileOf(mail, "md")), /^# /);
  });

  for (const form of ["md", "html", "eml", "json"])
    it(`shows nothing of another workspace's message as ${form}`, async () => {
      const [mail] = mails;
      assert.ok(mail);
      const text = await read(fileOf(mail, form, "theirs"));
      assert.match(text, /belongs to another workspace/);
      assert.ok(text.length < 200 && !text.includes(mail.subject));
    });

  it("tells of every file that was read when the session changes, and does not answer from the one before", async () => {
    const [mail] = mails;
    assert.ok(mail);
    const uri = fileOf(mail, "md");
    const before = await system.stat(uri);
    const told: string[] = [];
    const subscription = system.onDidChangeFile((events) =>
      told.push(...events.map((event) => String(event.uri))),
    );
    signOut();
    assert.ok(told.includes(String(uri)));
    assert.equal((await read(uri)).trim(), SIGNED_OUT);
    assert.notEqual((await system.stat(uri)).size, before.size);
    signIn("theirs");
    assert.match(await read(uri), /belongs to another workspace/);
    signIn("mine");
    assert.equal((await system.stat(uri)).size, before.size);
    subscription.dispose();
  });

  it("does not answer with a message that arrives after its workspace was left", async () => {
    const mail = find(mails, ({ id }) => id !== mails[0]?.id);
    await sandbox.addFaults({ match: `GET /emails/${mail.id}`, delayMs: 300 });
    const reading = read(fileOf(mail, "eml"));
    signOut();
    assert.equal((await reading).trim(), SIGNED_OUT);
    await sandbox.clearFaults();
  });
});

describe("mail in an editor", () => {
  before(() => vscode.commands.executeCommand("instantly.openSandbox"));
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("instantly.signOut");
  });

  const shown = (uri: vscode.Uri): string =>
    vscode.workspace.textDocuments.find((each) => String(each.uri) === String(uri))?.getText() ?? "";
  /** Takes what a list offers first, until the file is there. */
  const openFirst = async (): Promise<vscode.Uri> => {
    const opening = vscode.commands.executeCommand("instantly.openEmailAs");
    const accepting = setInterval(
      () => void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem"),
      50,
    );
    await opening;
    clearInterval(accepting);
    const front = (): vscode.Uri | undefined => vscode.window.activeTextEditor?.document.uri;
    await until("the file in front", () => front()?.scheme === "instantly");
    return front() ?? assert.fail();
  };

  it("opens, compares, and stops being shown when its reader signs out", async () => {
    const uri = await openFirst();
    assert.equal(vscode.window.activeTextEditor?.document.languageId, "markdown");
    const other = uri.with({ path: uri.path.replace(/\.md$/, ".eml") });
    await vscode.commands.executeCommand("vscode.diff", uri, other, "two");
    await until("both", () => shown(uri).startsWith("# ") && shown(other).startsWith("From: "));
    const before = shown(uri);
    await vscode.commands.executeCommand("instantly.signOut");
    await until("the sentence in both", () =>
      [uri, other].every((each) => shown(each).trim() === SIGNED_OUT),
    );
    await vscode.commands.executeCommand("instantly.openSandbox");
    await until("the message again", () => shown(uri) === before);
  });

  it("is read from the mail, not from the editor, whose text other extensions can change", async () => {
    const uri = await openFirst();
    const editor = vscode.window.activeTextEditor ?? assert.fail();
    const { document } = editor;
    const said = document.getText();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), "foreign@evil.example\n");
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(document.getText().startsWith("foreign@evil.example"));

    assert.equal(decode(await vscode.workspace.fs.readFile(uri)), said); // what is saved, printed and compared
    const inMail = await Array.fromAsync(readAddresses(uri)); // what is verified of a file, and copied
    assert.ok(inMail.length > 0 && !inMail.includes("foreign@evil.example"));
    const foreign = new vscode.Selection(0, 0, 0, 0);
    assert.deepEqual(await selectedAddresses({ document, selections: [foreign] }), []);
    const all = new vscode.Selection(0, 0, document.lineCount, 0);
    assert.deepEqual(await selectedAddresses({ document, selections: [all] }), inMail);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("opens the conversation of the message in front", async () => {
    await vscode.window.showTextDocument(await openFirst());
    await vscode.commands.executeCommand("instantly.openThreadFile");
    await until("the conversation", () =>
      /^# .+\n\n[^]*^## 1\. /m.test(vscode.window.activeTextEditor?.document.getText() ?? ""),
    );
  });
});

function find(mails: readonly Mail[], isWanted: (mail: Mail) => boolean): Mail {
  const mail = mails.find(isWanted);
  assert.ok(mail, "the sample data has no such mail");
  return mail;
}
