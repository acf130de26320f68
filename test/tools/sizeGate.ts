// Part of `npm run package`: what people download, and what activation loads, stay small.
import { statSync } from "node:fs";
import path from "node:path";
import { PROJECT_DIR } from "../hosts/places.ts";
import { scriptSizeKb } from "./scriptSize.ts";

const LIMITS_KB: Readonly<Record<string, number>> = {
  "dist/instantly.vsix": 450,
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
