import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { runQuietly } from "./childGroup.ts";
import { findProgram } from "./findProgram.ts";
import { PROJECT_DIR } from "./places.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

function findInstalled(): string | undefined {
  const candidates = [
    process.env["CHROMIUM"],
    ...NAMES.map(findProgram),
    MAC_CHROME,
    chromium.executablePath(),
  ];
  return candidates.find((file) => file !== undefined && existsSync(file));
}

function isRootOnDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/etc/os-release")) return false;
  return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

async function install(): Promise<void> {
  if (isRootOnDebian()) {
    console.log("Installing Chromium from Debian (about 30 s, once)…");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const wait = ["-o", "DPkg::Lock::Timeout=300"]; // another run may be installing it too
    await runQuietly("apt-get", [...wait, "update"], { env });
    const packages = ["chromium", "fonts-noto-color-emoji"]; // Debian's other fonts have no emoji, and mail has many
    await runQuietly("apt-get", [...wait, "install", "-y", "--no-install-recommends", ...packages], { env });
  } else {
    console.log("Fetching Chromium with Playwright (about 30 s, once)…");
    const cli = path.join(PROJECT_DIR, "node_modules/playwright-core/cli.js");
    await runQuietly(process.execPath, [cli, "install", "--no-shell", "chromium"]);
  }
}

/**
 * Path of a Chromium: `CHROMIUM`, one on the search path, or Playwright's own; installed on first use otherwise.
 * @throws Error that names the mend when there is none and none can be had.
 */
export async function findChromium(): Promise<string> {
  const installed = findInstalled();
  if (installed !== undefined) return installed;
  const mend = "No Chromium could be had: install Chromium or Chrome, or set CHROMIUM to its path.";
  await install().catch((cause: unknown) => {
    throw new Error(mend, { cause });
  });
  const found = findInstalled();
  if (found === undefined) throw new Error(mend);
  return found;
}
