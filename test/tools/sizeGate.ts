// Part of `npm run package`: what people download, and what activation loads, stay small, and hold what the manifest names.
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { PROJECT_DIR } from "../hosts/places.ts";
import { scriptSizeKb } from "./scriptSize.ts";

const LIMITS_KB: Readonly<Record<string, number>> = {
  "dist/instantly.vsix": 520,
  "dist/extension.js": 60,
  "dist/webview/emailPanel.js": 200,
  "dist/webview/accountPanel.js": 200,
  "dist/webview/leadListPanel.js": 200,
  "dist/webview/reportPanel.js": 200,
};

for (const [name, limit] of Object.entries(LIMITS_KB)) {
  const file = path.join(PROJECT_DIR, name);
  const kb = name.endsWith(".js") ? scriptSizeKb(file) : statSync(file).size / 1024;
  const fits = kb <= limit;
  console.log(`${fits ? "ok" : "TOO BIG"}  ${name}  ${kb.toFixed(1)} KB of ${String(limit)} KB`);
  if (!fits) process.exitCode = 1;
}

/** Other hosts than VS Code give up without a word on a file or folder that is not there. */
const shipped = await listFiles({ cwd: PROJECT_DIR, packageManager: PackageManager.None });
const manifest = readFileSync(path.join(PROJECT_DIR, "package.json"), "utf8");
for (const [, named = ""] of manifest.matchAll(/"(?:\.\/)?((?:media|dist)\/[\w/.-]+)"/gu)) {
  if (named === "dist/instantly.vsix" || shipped.some((file) => `${file}/`.startsWith(`${named}/`))) continue;
  console.log(`MISSING  ${named} is named by package.json and not packaged`);
  process.exitCode = 1;
}
