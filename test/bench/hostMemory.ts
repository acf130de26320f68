import { readFileSync, readdirSync } from "node:fs";

// Names the program that VS Code's Node process runs, in its environment: its arguments differ between hosts.
const EXTENSION_HOST = "VSCODE_ESM_ENTRYPOINT=vs/workbench/api/node/extensionHostProcess";

// Linux counts in hundredths of a second, whatever its kernel ticks at.
const TICK_MS = 10;

/**
 * Resident memory in MB of the extension host of the window with this profile.
 * @returns undefined where it cannot be told: not on Linux, or its process does not show.
 */
export function extensionHostMb(profileDir: string): number | undefined {
  const pid = extensionHostPid(profileDir);
  if (pid === undefined) return undefined;
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return kb === undefined ? undefined : Number(kb) / 1024;
}

/**
 * Processor time in ms that the extension host of the window with this profile has used.
 * @returns undefined where it cannot be told, as above.
 */
export function extensionHostCpuMs(profileDir: string): number | undefined {
  const pid = extensionHostPid(profileDir);
  if (pid === undefined) return undefined;
  // The second field, the program's name in parentheses, may hold anything; the ticks are the 14th and 15th.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function extensionHostPid(profileDir: string): string | undefined {
  if (process.platform !== "linux") return undefined;
  return readdirSync("/proc").find((name) => /^\d+$/.test(name) && isExtensionHost(name, profileDir));
}

function isExtensionHost(pid: string, profileDir: string): boolean {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
    return environment.includes(EXTENSION_HOST) && environment.includes(profileDir);
  } catch {
    return false; // another user's process, or one that has just ended
  }
}
