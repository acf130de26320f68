import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { planRun } from "../../src/core/verification/runPlan.ts";
import { systemClock } from "../../src/core/clock.ts";
import { AddressHover } from "../../src/shell/editor/addressHover.ts";
import { planTitle } from "../../src/shell/editor/csvLens.ts";
import { MemoryLedger } from "../../src/store/memoryStore.ts";

const TEXT = "Write to ann@corp.example, not to bob@corp.example.\nNobody here.";
const ON_ANN = new vscode.Position(0, 12);
const ON_BOB = new vscode.Position(0, 40);
const KNOWN = {
  verdict: "risky",
  rawStatus: "risky",
  catchAll: true,
  creditsUsed: 0.25,
  checkedAt: new Date("2026-05-04T10:00:00Z"),
  source: "instantly",
} as const;

async function open(content: string): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({ content, language: "plaintext" });
}

async function hoversAt(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers.flatMap(({ contents }) =>
    contents.map((part) => (part instanceof vscode.MarkdownString ? part.value : "")),
  );
}

async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
  );
  return actions.filter(({ command }) => command?.command.startsWith("instantly."));
}

async function lensesOf(document: vscode.TextDocument): Promise<vscode.Command[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    10,
  );
  return lenses.flatMap(({ command }) => command ?? []);
}

describe("in the editor", () => {
  let folder: string;

  const openCsv = async (name: string, content: string): Promise<vscode.TextDocument> => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return vscode.workspace.openTextDocument(file);
  };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "instantly-editor-"));
    await vscode.commands.executeCommand("instantly.openSandbox");
  });

  after(async () => {
    await vscode.commands.executeCommand("instantly.signOut");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await rm(folder, { recursive: true });
  });

  it("says that an address is not verified yet, and what that would cost", async () => {
    const [hover, ...others] = await hoversAt(await open(TEXT), ON_BOB);
    assert.ok(hover !== undefined);
    assert.match(hover, /bob\\@corp\\.example[^]*not verified yet[^]*Verify \(about 0\.25 credits\)/);
    const args = encodeURIComponent('["bob@corp.example"]');
    assert.ok(hover.includes(`(command:instantly.verifyEmail?${args})`), hover);
    assert.ok(hover.includes(`(command:instantly.copyAddress?${args})`), hover);
    assert.deepEqual(others, []);
  });

  it("says what a verification of this window has found, however the address is written", async () => {
    await vscode.commands.executeCommand("instantly.verifyEmail", "Catchall@corp.example");
    const [hover] = await hoversAt(await open("catchall@corp.example"), new vscode.Position(0, 3));
    assert.match(hover ?? "", /verified[^]*catch\\-all domain[^]*0\\\.25 credits used[^]*Verify Again/);
  });

  it("shows what the ledger knows, and lets a hover run its own commands only", async () => {
    const hover = new AddressHover({
      isSignedIn: () => true,
      find: (address) => Promise.resolve(address === "ann@corp.example" ? KNOWN : undefined),
      creditsPerCheck: () => 0.25,
      reuseDays: () => 36_500,
    });
    const shown = await hover.provideHover(await open(TEXT), ON_ANN);
    const [text] = shown?.contents ?? [];
    assert.ok(text instanceof vscode.MarkdownString);
    assert.match(text.value, /risky[^]*0\\\.25 credits used[^]*2026/);
    const again = encodeURIComponent('["ann@corp.example",{"again":true}]');
    assert.ok(text.value.includes(`(command:instantly.verifyEmail?${again})`), text.value);
    assert.deepEqual(text.isTrusted, {
      enabledCommands: [
        "instantly.verifyEmail",
        "instantly.copyAddress",
        "instantly.fixAddress",
        "instantly.openLead",
      ],
    });
  });

  it("says that a verdict is too old to be used, and how old", async () => {
    const checkedAt = new Date(Date.now() - 45.5 * 86_400_000);
    const hoverOf = async (reuseDays: number): Promise<string> => {
      const hover = new AddressHover({
        isSignedIn: () => true,
        find: () => Promise.resolve({ ...KNOWN, checkedAt }),
        creditsPerCheck: () => 0.25,
        reuseDays: () => reuseDays,
      });
      const [text] = (await hover.provideHover(await open(TEXT), ON_ANN))?.contents ?? [];
      return text instanceof vscode.MarkdownString ? text.value : "";
    };
    assert.match(await hoverOf(45), /risky 45 days ago\\; verify again/u);
    assert.doesNotMatch(
      await hoverOf(45),
      /risky\\,/u,
      "the verdict stands there a second time, as if it held",
    );
    assert.doesNotMatch(await hoverOf(46), /verify again/u);
    assert.match(await hoverOf(46), /risky\\, catch/u);
  });

  it("offers the lead of any address", async () => {
    const [hover] = await hoversAt(await open(TEXT), ON_BOB);
    const args = encodeURIComponent('["bob@corp.example"]');
    assert.ok(hover?.includes(`[Open Lead](command:instantly.openLead?${args})`), hover);
  });

  it("shows an address letter for letter and keeps it inside its links", async () => {
    const hostile = '"](command:x)(_"@corp.example';
    const [hover] = await hoversAt(await open(`<${hostile}>`), new vscode.Position(0, 25));
    assert.ok(hover !== undefined);
    assert.equal(hover.match(/\]\(command:/g)?.length, 3, hover);
    for (const [, target] of hover.matchAll(/\]\(command:instantly\.\w+\?([^)]*)\)/g))
      assert.deepEqual(JSON.parse(decodeURIComponent(target ?? "")), [hostile]);
  });

  it("says nothing beside an address", async () => {
    const document = await open(TEXT);
    for (const position of [new vscode.Position(0, 3), new vscode.Position(0, 31), new vscode.Position(1, 3)])
      assert.deepEqual(await hoversAt(document, position), []);
  });

  it("copies the address of a hover", async () => {
    await vscode.commands.executeCommand("instantly.copyAddress", "ann@corp.example");
    assert.equal(await vscode.env.clipboard.readText(), "ann@corp.example");
  });

  it("offers to verify the address at the cursor, and the whole file", async () => {
    const document = await open(TEXT);
    const actions = await actionsAt(document, new vscode.Range(ON_ANN, ON_ANN));
    assert.deepEqual(
      actions.map(({ title, command }) => [title, command?.command]),
      [
        ["Verify ann@corp.example", "instantly.verifyEmail"],
        ["Verify All Addresses in File", "instantly.verifyFile"],
      ],
    );
    assert.deepEqual(actions[0]?.command?.arguments, ["ann@corp.example"]);
    assert.equal(String(actions[1]?.command?.arguments?.[0]), String(document.uri));
    assert.deepEqual(await actionsAt(document, new vscode.Range(1, 3, 1, 3)), []);
  });

  it("finds the address at the cursor in a line of a megabyte", async () => {
    const document = await open(`${"x".repeat(500_000)} ann@corp.example ${"a@".repeat(250_000)}`);
    const [verify] = await actionsAt(document, new vscode.Range(0, 500_001, 0, 500_001));
    assert.equal(verify?.title, "Verify ann@corp.example");
  });

  it("counts the addresses of a table, each once, and follows edits that are not saved", async () => {
    const document = await openCsv("leads.csv", "name,email\nAnn,a@corp.example\nAnn,A@corp.example\n");
    const [lens] = await lensesOf(document);
    assert.equal(lens?.title, "1 address · Verify 1 (about 0.25 credits)");
    assert.equal(lens.command, "instantly.verifyFile");
    assert.equal(String(lens.arguments?.[0]), String(document.uri));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(3, 0), "Bob,b@corp.example\nCy,c@corp.example\n");
    await vscode.workspace.applyEdit(edit);
    const titles = (await lensesOf(document)).map(({ title }) => title);
    assert.deepEqual(titles, ["3 addresses · Verify 3 (about 0.75 credits)"]);
    await document.save();
  });

  it("stays away from tables without addresses and from other documents", async () => {
    assert.deepEqual(await lensesOf(await openCsv("prices.csv", "name,price\nTea,3\n")), []);
    assert.deepEqual(await lensesOf(await openCsv("notes.txt", TEXT)), []);
  });

  it("does not count a table of more than two megabytes, but offers to verify it", async () => {
    const document = await openCsv("big.tsv", "Ann\tann@corp.example\n".repeat(100_000));
    const titles = (await lensesOf(document)).map(({ title }) => title);
    assert.deepEqual(titles, ["Verify Emails in File"]);
  });

  it("says how many addresses of a table are known already, and how many for too long", async () => {
    const ledger = new MemoryLedger();
    const addresses = Array.from({ length: 240 }, (_, n) => `lead${n}@corp.example`);
    ledger.record(
      addresses.slice(0, 31).map((address) => ({ address, entry: { ...KNOWN, checkedAt: new Date() } })),
    );
    const before = new Date(Date.now() - 31 * 86_400_000);
    ledger.record(
      addresses.slice(31, 36).map((address) => ({ address, entry: { ...KNOWN, checkedAt: before } })),
    );
    const plan = await planRun(addresses, 30, {
      ledger,
      clock: systemClock,
      check: () => undefined,
      creditsPerCheck: 0.25,
      balance: () => Promise.resolve(undefined),
    });
    assert.equal(
      planTitle(plan),
      "240 addresses · 31 already known · 5 too old · Verify 209 (about 52.25 credits)",
    );
    // Whatever becomes of an address, it is in one of the numbers.
    assert.equal(
      planTitle({ ...plan, unique: 240, known: 31, lookups: 2, bad: { noTopLevel: 1, noAt: 2 }, toPay: 204 }),
      "240 addresses · 31 already known · 2 looked up · 3 not sent · 5 too old · Verify 204 (about 52.25 credits)",
    );
  });

  it("says nothing while nobody is signed in", async () => {
    await vscode.commands.executeCommand("instantly.signOut");
    const document = await open(TEXT);
    assert.deepEqual(await hoversAt(document, ON_ANN), []);
    assert.deepEqual(await actionsAt(document, new vscode.Range(ON_ANN, ON_ANN)), []);
    assert.deepEqual(await lensesOf(await openCsv("after.csv", "email\nann@corp.example\n")), []);
  });
});
