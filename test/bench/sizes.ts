import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { runQuietly } from "../hosts/childGroup.ts";
import { OUT_DIR, PROJECT_DIR } from "../hosts/places.ts";
import { scriptSizeKb } from "../tools/scriptSize.ts";
import { medianFigure } from "./figure.ts";
import type { Figure } from "./figure.ts";

const DIST = path.join(PROJECT_DIR, "dist");

/** What people download, and how much of it is read when. Measures the production build in `dist/`. */
export async function measureSizes(): Promise<readonly Figure[]> {
  const scripts = (await readdir(path.join(DIST, "webview"))).filter((file) => file.endsWith("Panel.js"));
  const panels = scripts.map((file) => scriptSizeKb(path.join(DIST, "webview", file)));
  return [
    medianFigure("vsix_kb", [sizeKb(await packVsix())], 400),
    medianFigure("entry_bundle_kb", [scriptSizeKb(path.join(DIST, "extension.js"))], 60),
    medianFigure("app_bundle_kb", [scriptSizeKb(path.join(DIST, "app.js"))]),
    medianFigure("sandbox_bundle_kb", [scriptSizeKb(path.join(DIST, "sandbox.js"))]),
    medianFigure("panel_script_kb", [Math.max(...panels)], 200),
  ];
}

async function packVsix(): Promise<string> {
  const file = path.join(OUT_DIR, "bench.vsix");
  const vsce = path.join(PROJECT_DIR, "node_modules/@vscode/vsce/vsce");
  await runQuietly(
    process.execPath,
    [vsce, "package", "--no-dependencies", "--no-rewrite-relative-links", "--out", file],
    {
      cwd: PROJECT_DIR,
    },
  );
  return file;
}

function sizeKb(file: string): number {
  return statSync(file).size / 1024;
}
