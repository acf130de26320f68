// Part of `npm run package`: what people download, and what activation loads, stay small.
import { statSync } from "node:fs";
import path from "node:path";
import { PROJECT_DIR } from "../hosts/places.ts";

const LIMITS_KB: Readonly<Record<string, number>> = {
  "dist/instantly.vsix": 400,
  "dist/extension.js": 60,
  "dist/webview/emailPanel.js": 200,
  "dist/webview/accountPanel.js": 200,
  "dist/webview/leadListPanel.js": 200,
};

for (const [file, limit] of Object.entries(LIMITS_KB)) {
  const kb = statSync(path.join(PROJECT_DIR, file)).size / 1024;
  const fits = kb <= limit;
  console.log(`${fits ? "ok" : "TOO BIG"}  ${file}  ${kb.toFixed(1)} KB of ${String(limit)} KB`);
  if (!fits) process.exitCode = 1;
}
