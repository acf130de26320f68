import { createWriteStream, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { runTests } from "@vscode/test-electron";
import type { Page } from "playwright-core";
import { chooseHost } from "./chooseHost.ts";
import type { Host } from "./chooseHost.ts";
import { openChromium } from "./chromiumWindow.ts";
import { desktopArgs, requireDesktop } from "./desktopHost.ts";
import { startDisplay } from "./display.ts";
import { forVsCode } from "./environment.ts";
import type { Environment } from "./environment.ts";
import { OUT_DIR } from "./places.ts";
import { createProfile } from "./profile.ts";
import type { Profile, ProfileOptions } from "./profile.ts";
import { startServer } from "./serverHost.ts";
import type { Development, Server } from "./serverHost.ts";
import type { TestResult, TestResults } from "./testResults.ts";

export interface ExtensionTestOptions extends Omit<ProfileOptions, "extensionDir"> {
  readonly host?: Host;
  /** Folder of the extension, loaded as one under development. */
  readonly extensionDir: string;
  /** CommonJS module that exports `run(): Promise<void>` and writes `TestResults`. */
  readonly testsPath: string;
  /** Extra environment of the extension host. */
  readonly env?: Environment;
  readonly timeoutMs?: number;
}

/** What the extension host printed in the last run on the server; the desktop prints to the terminal. */
const HOST_LOG = path.join(OUT_DIR, "extension-host.log");

/**
 * Runs a test module inside a real extension host.
 * @throws Error when the run broke: the host died, gave no results, ran no test or took too long.
 */
export async function runExtensionTests(options: ExtensionTestOptions): Promise<readonly TestResult[]> {
  const host = options.host ?? (await chooseHost());
  const profile = createProfile({ ...options, extensionDir: undefined });
  const resultsFile = path.join(profile.dir, "results.json");
  const env = { ...options.env, TEST_RESULTS_FILE: resultsFile };
  const run = host === "desktop" ? runOnDesktop : runOnServer;
  try {
    await run({ profile, env, development: options, timeoutMs: options.timeoutMs ?? 300_000 });
    return readResults(resultsFile);
  } finally {
    profile.remove();
  }
}

interface Run {
  readonly profile: Profile;
  readonly env: Environment;
  readonly development: Development;
  readonly timeoutMs: number;
}

async function runOnServer({ profile, env, development, timeoutMs }: Run): Promise<void> {
  mkdirSync(OUT_DIR, { recursive: true });
  const server = await startServer({ profile, env, development: true });
  const { browser, page } = await openChromium(server.origin, undefined);
  try {
    const ended = waitForEnd(page, server);
    const log = createWriteStream(HOST_LOG);
    await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
      log.write(`[${type}] ${args.map((arg) => (typeof arg === "string" ? arg : inspect(arg))).join(" ")}\n`);
    });
    await page.goto(server.url(development), { waitUntil: "domcontentloaded" });
    await Promise.race([ended, refuseAfter(timeoutMs)]);
  } catch (error) {
    await page.screenshot({ path: path.join(OUT_DIR, "extension-tests-broke.png") }).catch(() => undefined);
    throw error;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** VS Code calls `codeAutomationExit` when `run()` has settled; a host that died also ends with 0. */
function waitForEnd(page: Page, server: Server): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    page.on("crash", () => reject(new Error("The page crashed.")));
    void server.gone.then((why) => reject(new Error(`The VS Code server ended (${why}).`)));
    page.exposeFunction("codeAutomationExit", () => resolve()).catch(reject);
  });
  ended.catch(() => undefined); // it may reject before anyone waits for it
  return ended;
}

async function refuseAfter(timeoutMs: number): Promise<never> {
  await sleep(timeoutMs, undefined, { ref: false });
  throw new Error(`The extension tests did not end within ${timeoutMs / 1000} s.`);
}

async function runOnDesktop({ profile, env, development, timeoutMs }: Run): Promise<void> {
  const vscodeExecutablePath = await requireDesktop();
  const display = await startDisplay();
  // runTests starts from this process's environment; undefined takes a name out of it.
  const outer = Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined]));
  const run = runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: development.extensionDir,
    extensionTestsPath: development.testsPath,
    extensionTestsEnv: { ...outer, ...forVsCode(process.env), ...display.env, ...env },
    launchArgs: desktopArgs(profile),
  });
  // Failed tests end VS Code with an error code; the results say which.
  await Promise.race([run.catch(() => undefined), refuseAfter(timeoutMs)]);
  await display.stop();
}

function readResults(file: string): readonly TestResult[] {
  if (!existsSync(file)) throw new Error(`The extension host ended without a test result; see ${HOST_LOG}.`);
  const { done, results } = JSON.parse(readFileSync(file, "utf8")) as TestResults;
  const last = results.at(-1)?.title ?? "the first test";
  if (!done) throw new Error(`The extension host went away in the middle of the tests, after "${last}".`);
  if (results.length === 0) throw new Error("The extension host ran no test.");
  return results;
}
