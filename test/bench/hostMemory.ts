import { readFileSync, readdirSync } from "node:fs";

// Names the program that VS Code's Node process runs, in its environment: its arguments differ between hosts.
const EXTENSION_HOST = "VSCODE_ESM_ENTRYPOINT=vs/workbench/api/node/extensionHostProcess";

/**
 * Resident memory in MB of the extension host of the window with this profile.
 * @returns undefined where it cannot be told: not on Linux, or its process does not show.
 */
export function extensionHostMb(profileDir: string): number | undefined {
  if (process.platform !== "linux") return undefined;
  const pid = readdirSync("/proc").find((name) => /^\d+$/.test(name) && isExtensionHost(name, profileDir));
  if (pid === undefined) return undefined;
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return kb === undefined ? undefined : Number(kb) / 1024;
}

function isExtensionHost(pid: string, profileDir: string): boolean {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
    return environment.includes(EXTENSION_HOST) && environment.includes(profileDir);
  } catch {
    return false; // another user's process, or one that has just ended
  }
}
