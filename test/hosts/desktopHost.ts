import { existsSync, readdirSync } from "node:fs";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { _electron } from "playwright-core";
import { startDisplay } from "./display.ts";
import { forVsCode } from "./environment.ts";
import { CACHE_DIR } from "./places.ts";
import type { Profile } from "./profile.ts";
import type { OpenedWindow, WindowRequest } from "./windowRequest.ts";

const RELEASES = "https://update.code.visualstudio.com/api/releases/stable";

let found: Promise<string | undefined> | undefined;

/**
 * Path of desktop VS Code's executable, fetched into `.vscode-test/` on first use; undefined where it cannot be had.
 * Takes at most 2.5 s to find that out, once per process.
 */
export function findDesktop(): Promise<string | undefined> {
  return (found ??= fetchDesktop());
}

async function fetchDesktop(): Promise<string | undefined> {
  // The download below would retry for a minute on a network that leads nowhere.
  if (!hasCachedDesktop() && !(await canReachReleases())) return undefined;
  return downloadAndUnzipVSCode({ version: "stable", cachePath: CACHE_DIR });
}

function hasCachedDesktop(): boolean {
  return existsSync(CACHE_DIR) && readdirSync(CACHE_DIR).some((name) => name.startsWith("vscode-"));
}

async function canReachReleases(): Promise<boolean> {
  try {
    return (await fetch(RELEASES, { method: "HEAD", signal: AbortSignal.timeout(2500) })).ok;
  } catch {
    return false;
  }
}

/** Arguments that keep desktop VS Code on the profile's folders. */
export function desktopArgs(profile: Profile): string[] {
  return [
    profile.workspaceDir,
    `--user-data-dir=${profile.userDataDir}`,
    `--extensions-dir=${profile.extensionsDir}`,
    "--disable-updates",
    "--disable-workspace-trust",
    "--no-sandbox",
    "--password-store=basic", // no keyring on a bare Linux; secrets then still survive a reload
    "--skip-release-notes",
    "--skip-welcome",
  ];
}

/** @throws Error that names the mend when desktop VS Code cannot be had. */
export async function requireDesktop(): Promise<string> {
  const executable = await findDesktop();
  if (executable === undefined)
    throw new Error("Desktop VS Code cannot be downloaded here: use --host=server.");
  return executable;
}

/** Opens desktop VS Code under Playwright. */
export async function openDesktopWindow({ profile, env, viewport }: WindowRequest): Promise<OpenedWindow> {
  const executablePath = await requireDesktop();
  const display = await startDisplay();
  const app = await _electron.launch({
    executablePath,
    args: desktopArgs(profile),
    env: { ...forVsCode(process.env), ...display.env, ...env },
    timeout: 60_000,
  });
  const page = await app.firstWindow();
  if (viewport !== undefined) await page.setViewportSize(viewport);
  return {
    page,
    end: async () => {
      await app.close();
      await display.stop();
    },
  };
}
