import { execFile } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { CACHE_DIR, PROJECT_DIR } from "../hosts/places.ts";
import { NOTHING, type SoakKind } from "./soakKind.ts";

const run = promisify(execFile);

/** The Node of the oldest VS Code that `engines` takes, the last of its line that VS Code had, and the newest there is. */
const VERSIONS = ["22.15.0", "22.20.0", "26.10.0"];
/** What an extension host does with bytes, with the store and with the API; nothing that starts a program of ours. */
const TESTED = ["test/unit/core/text", "test/unit/core/api", "test/unit/store"];
const MINUTES_20 = 1_200_000;

/** The unit tests of text, store and API on every Node that a VS Code may bring. */
export const otherNodes: SoakKind = {
  name: "other-nodes",
  rounds: VERSIONS.length,
  // In its short form there is none: `npm test` is to need no registry, and runs these tests on our own Node.
  run: async ({ rounds }) => {
    let failed = 0;
    for (const version of rounds === 1 ? [] : VERSIONS)
      if (!(await passes(await nodeOf(version), version))) failed++;
    return { ...NOTHING, untrue: failed };
  },
};

async function passes(node: string, version: string): Promise<boolean> {
  const vitest = path.join(PROJECT_DIR, "node_modules", "vitest", "vitest.mjs");
  const args = [vitest, "run", "--project", "unit", "--reporter=dot", ...TESTED];
  try {
    await run(node, args, { cwd: PROJECT_DIR, timeout: MINUTES_20, maxBuffer: 1 << 26 });
    return true;
  } catch (error) {
    const said = error instanceof Error && "stdout" in error ? error.stdout : error;
    console.log(`On Node ${version}: ${String(said)}`);
    return false;
  }
}

/** npm has each Node as a package; it is fetched once. */
async function nodeOf(version: string): Promise<string> {
  const folder = path.join(CACHE_DIR, `node-${version}`);
  const node = path.join(
    folder,
    "node_modules",
    "node",
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (!existsSync(node)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "package.json"), "{}");
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    await run(npm, ["install", "--no-audit", "--no-fund", `node@${version}`], { cwd: folder });
  }
  return node;
}
