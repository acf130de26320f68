import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import * as vscode from "vscode";

interface Manifest {
  readonly main: string;
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
  };
}

const ID = "instantly-community.instantly-vscode";

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(ID);
  assert.ok(found, "VS Code does not know the extension");
  return found;
}

/** The extension's own files that this extension host has loaded. */
function loadedFiles(): string[] {
  const dist = path.join(extension().extensionPath, "dist");
  return Object.keys(createRequire(__filename).cache)
    .filter((file) => file.startsWith(dist))
    .map((file) => path.relative(dist, file));
}

// The first suite to run: a later one makes the extension load the rest of itself.
describe("activation", () => {
  const manifest = (): Manifest => extension().packageJSON as Manifest;

  it("loads the entry bundle and nothing else while nobody is signed in", async () => {
    await extension().activate();
    assert.deepEqual(loadedFiles(), ["extension.js"]);
  });

  it("registers every command of the manifest", async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest().contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it("contributes the views under their fixed names", () => {
    const views = manifest().contributes.views["instantly"] ?? [];
    assert.deepEqual(
      views.map(({ id, name }) => `${id} ${name}`),
      [
        "instantly.accounts Accounts",
        "instantly.leadLists Lead Lists",
        "instantly.emails Emails",
        "instantly.verifications Verifications",
      ],
    );
  });

  it("never delays the start of the window: only a panel, a file or a draft to restore wakes it before that is finished", () => {
    for (const event of manifest().activationEvents)
      assert.match(
        event,
        /^onStartupFinished$|^onWebviewPanel:instantly\.|^onFileSystem:instantly(?:-draft)?$/,
      );
  });

  it("lets no workspace choose where a key is sent or what a verification may cost", () => {
    const { properties } = manifest().contributes.configuration;
    assert.equal(properties["instantly.api.baseUrl"]?.scope, "application");
    assert.equal(properties["instantly.verification.maxCreditsPerRun"]?.scope, "application");
  });
});
