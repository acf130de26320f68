import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";

/** A program of this folder, or of another one, as one file that Node runs, in a folder that goes with the process. */
export async function bundleProgram(name: string, folder = import.meta.dirname): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-bench-"));
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  const outfile = path.join(dir, `${name}.mjs`);
  await build({
    entryPoints: [path.join(folder, `${name}.ts`)],
    bundle: true,
    platform: "node",
    format: "esm",
    minify: true,
    outfile,
    logLevel: "error",
  });
  return outfile;
}
