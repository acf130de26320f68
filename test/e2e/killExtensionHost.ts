import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

/** SIGKILL of a profile's extension host, as in a crash: it has no time to write anything. */
export function killExtensionHost(profileDir: string): void {
  const lines = execFileSync("ps", ["-eo", "pid,ppid,args"], { encoding: "utf8" }).split("\n");
  const processes = lines.map((line) => {
    const [pid, parent] = line.trim().split(/\s+/u).map(Number);
    return { pid, parent, line };
  });
  const own = new Set(processes.filter(({ line }) => line.includes(profileDir)).map(({ pid }) => pid));
  const hosts = processes.filter(
    ({ line, pid, parent }) => line.includes("--type=extensionHost") && (own.has(pid) || own.has(parent)),
  );
  assert.ok(hosts.length > 0, "no extension host was found");
  for (const { pid } of hosts) if (pid !== undefined) process.kill(pid, "SIGKILL");
}
