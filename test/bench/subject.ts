import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { atExit } from "../hosts/atExit.ts";
import { PROJECT_DIR } from "../hosts/places.ts";

/** An extension that is measured. Its container in the activity bar activates it. */
export interface Subject {
  readonly id: string;
  readonly extensionDir: string;
  /** Title of the view container. */
  readonly container: string;
  /** Title of the view whose rows count. */
  readonly view: string;
}

/** This project's extension. */
export const OURS: Subject = {
  id: "instantly-community.instantly-vscode",
  extensionDir: PROJECT_DIR,
  container: "Instantly",
  view: "Accounts",
};

const MANIFEST = {
  name: "empty",
  publisher: "bench",
  version: "0.0.0",
  engines: { vscode: "^1.105.0" },
  extensionKind: ["workspace"],
  main: "./extension.js",
  activationEvents: ["onStartupFinished"], // as ours: many extensions start then, and wait for each other
  contributes: {
    viewsContainers: { activitybar: [{ id: "empty", title: "Empty", icon: "icon.svg" }] },
    views: { empty: [{ id: "empty.rows", name: "Rows", icon: "icon.svg", contextualTitle: "Empty" }] },
  },
};

// A screenful of rows that are there already: what VS Code itself needs for the same sight.
const CODE = `
const { TreeItem, window } = require("vscode");
const rows = Array.from({ length: 20 }, (_, index) => new TreeItem("Row " + index));
exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    window.registerTreeDataProvider("empty.rows", { getChildren: () => rows, getTreeItem: (row) => row }),
  );
};
`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M4 4h16v16H4z"/></svg>`;

/** Writes the least extension that has a view with rows, for as long as this process runs. */
export function writeEmptyExtension(): Subject {
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-bench-"));
  atExit(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(path.join(dir, "package.json"), JSON.stringify(MANIFEST));
  writeFileSync(path.join(dir, "extension.js"), CODE);
  writeFileSync(path.join(dir, "icon.svg"), ICON);
  return { id: "bench.empty", extensionDir: dir, container: "Empty", view: "Rows" };
}
