import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";

const bundled = new Map<string, Promise<string>>();

/** A program of this folder, or of another one, as one file that Node runs, in a folder that goes with the process. */
export function bundleProgram(name: string, folder = import.meta.dirname): Promise<string> {
  const entry = path.join(folder, `${name}.ts`);
  const made = bundled.get(entry) ?? bundle(name, entry);
  bundled.set(entry, made);
  return made;
}

async function bundle(name: string, entry: string): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-bench-"));
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  const outfile = path.join(dir, `${name}.mjs`);
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    format: "esm",
    minify: true,
    outfile,
    logLevel: "error",
  });
  return outfile;
}
