/** Run by VS Code, once in a profile: VS Code has no setting for the view that a first window opens with. */
const MAIN = `exports.activate = async ({ globalState }) => {
  if (globalState.get("done")) return;
  await globalState.update("done", true);
  await require("vscode").commands.executeCommand("workbench.view.extension.instantly");
};
`;

const MANIFEST = {
  name: "instantly-opener",
  publisher: "instantly-community",
  version: "1.0.0",
  engines: { vscode: "^1.105.0" },
  extensionKind: ["workspace"],
  activationEvents: ["onStartupFinished"],
  capabilities: { untrustedWorkspaces: { supported: true } },
  main: "main.js",
};

/** The files of an extension that opens the Instantly views when its window first starts. */
export const OPENER_EXTENSION: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify(MANIFEST),
  "main.js": MAIN,
};
