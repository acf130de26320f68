import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process, such that it can be told later whether it is gone. What a platform does not tell is undefined. */
export interface ProcessMark {
  readonly host: string;
  /** Another one after each start of the machine. */
  readonly boot: string | undefined;
  /** Within which the number counts: containers have their own. */
  readonly space: string | undefined;
  readonly pid: number;
  /** Tells two processes of the same number apart. */
  readonly start: string | undefined;
}

/** The mark of this process. */
export function ownProcessMark(): ProcessMark {
  return {
    host: hostname(),
    boot: told(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    space: told(() => readlinkSync("/proc/self/ns/pid")),
    pid: process.pid,
    start: startOf(process.pid),
  };
}

/** Reads back what was kept of a mark as JSON; undefined for what cannot be read. */
export function parseProcessMark(text: unknown): ProcessMark | undefined {
  try {
    const mark: unknown = typeof text === "string" ? JSON.parse(text) : undefined;
    return typeof mark === "object" && mark !== null && "pid" in mark && typeof mark.pid === "number"
      ? (mark as ProcessMark)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process is gone for certain, as far as `own` can tell: false also when it cannot. */
export function isGone(mark: ProcessMark, own: ProcessMark): boolean {
  if (mark.host !== own.host) return false;
  if (mark.boot !== own.boot) return mark.boot !== undefined && own.boot !== undefined;
  if (mark.space !== own.space) return false;
  if (!isAlive(mark.pid)) return true;
  const start = startOf(mark.pid);
  return start !== undefined && mark.start !== undefined && start !== mark.start;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // asks only
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** In ticks since the machine's start (proc(5), the 22nd field; the second may hold spaces, in brackets). */
function startOf(pid: number): string | undefined {
  return told(
    () =>
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[19],
  );
}

/** Undefined where there is no such file, as on macOS and Windows. */
function told(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
