import { existsSync, rmSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { atExit } from "./atExit.ts";
import { runQuietly } from "./childGroup.ts";
import { withoutOuterNpm } from "./environment.ts";
import { CACHE_DIR } from "./places.ts";

// npm's code-server carries a complete build of the VS Code server in lib/vscode; only that part is used here.
const CODE_SERVER_VERSION = "4.139.1"; // VS Code 1.139.1, made for Node 24
const SERVER_PATH = "node_modules/code-server/lib/vscode";

// Native modules that would need a compiler, and the plain stand-ins that keep log files and clean ends.
const STAND_INS = { "@vscode/spdlog": "spdlog.mjs", "@vscode/native-watchdog": "nativeWatchdog.mjs" };

// Large, and of no use for running an extension.
const UNNEEDED = [
  "extensions/copilot",
  "node_modules/@github",
  "node_modules/@microsoft/mxc-sdk",
  "node_modules/node-pty/prebuilds/win32-arm64",
  "node_modules/node-pty/prebuilds/win32-x64",
];

async function npmInstall(dir: string, ...args: string[]): Promise<void> {
  // Scripts stay off: code-server's own would compile modules that nothing here loads.
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
  await runQuietly("npm", ["install", ...quiet, ...args], { cwd: dir, env: withoutOuterNpm(process.env) });
}

async function install(home: string): Promise<void> {
  await writeFile(path.join(home, "package.json"), '{ "private": true }');
  await npmInstall(home, `code-server@${CODE_SERVER_VERSION}`);
  const server = path.join(home, SERVER_PATH);
  await npmInstall(server, "--omit=dev");
  for (const [name, file] of Object.entries(STAND_INS)) {
    const dir = path.join(server, "node_modules", name);
    await rm(dir, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
    await copyFile(path.join(import.meta.dirname, "inServer", file), path.join(dir, file));
    await writeFile(path.join(dir, "package.json"), JSON.stringify({ name, version: "0.0.0", main: file }));
  }
  for (const name of UNNEEDED) await rm(path.join(server, name), { recursive: true, force: true });
}

/**
 * The folder of the VS Code server, fetched from npm on first use and kept in `.vscode-test/`.
 * Safe to call from several processes at once: each installs aside, and the first to finish wins.
 * @throws Error that names the mend when it cannot be fetched.
 */
export async function fetchServer(): Promise<string> {
  const home = path.join(CACHE_DIR, `server-${CODE_SERVER_VERSION}`);
  if (existsSync(home)) return path.join(home, SERVER_PATH);
  if (process.platform === "win32")
    throw new Error("The VS Code server does not run on Windows: use --host=desktop.");

  console.log("Fetching the VS Code server (about 20 s, once)…");
  await mkdir(CACHE_DIR, { recursive: true });
  const scratch = await mkdtemp(path.join(CACHE_DIR, "fetching-"));
  const discard = atExit(() => rmSync(scratch, { recursive: true, force: true }));
  try {
    await install(scratch);
    await rename(scratch, home).catch((error: unknown) => {
      if (!existsSync(home)) throw error; // else another process was faster
    });
  } catch (error) {
    throw new Error("The VS Code server could not be fetched: check that `npm ping` works, then try again.", {
      cause: error,
    });
  } finally {
    discard();
  }
  return path.join(home, SERVER_PATH);
}
