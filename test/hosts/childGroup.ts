import { spawn } from "node:child_process";
import type { ChildProcess, StdioOptions } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { atExit } from "./atExit.ts";

const HAS_GROUPS = process.platform !== "win32";

export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio?: StdioOptions;
}

/**
 * A child process at the head of its own process group: stopping it stops what it started and nothing else.
 * It never outlives this process.
 */
export class ChildGroup {
  readonly child: ChildProcess;
  /** Resolves when the child has ended, with the reason in words. Never rejects. */
  readonly gone: Promise<string>;
  private readonly kill: () => void;

  constructor(command: string, args: readonly string[], options: ChildOptions = {}) {
    this.child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
      detached: HAS_GROUPS,
    });
    this.gone = new Promise((resolve) => {
      this.child.once("error", (error) => resolve(error.message));
      this.child.once("exit", (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
    });
    this.kill = atExit(() => this.signal("SIGKILL"));
  }

  /** Asks the group to end, waits up to `graceMs`, then ends it. */
  async stop(graceMs = 2000): Promise<void> {
    this.signal("SIGTERM");
    await Promise.race([this.gone, sleep(graceMs, undefined, { ref: false })]);
    this.kill();
    await this.gone;
  }

  /**
   * What the child printed (both streams) up to the first match of `pattern`.
   * @throws Error with the end of the output when the child ends first or `timeoutMs` pass.
   */
  async waitForOutput(pattern: RegExp, what: string, timeoutMs = 30_000): Promise<RegExpExecArray> {
    let text = "";
    return new Promise((resolve, reject) => {
      const fail = (why: string): void =>
        reject(new Error(`${what} did not start (${why}):\n${text.slice(-2000)}`));
      const timer = setTimeout(() => fail(`nothing heard for ${timeoutMs} ms`), timeoutMs);
      const read = (chunk: Buffer): void => {
        text = (text + chunk.toString()).slice(-100_000);
        const match = pattern.exec(text);
        if (match === null) return;
        clearTimeout(timer);
        for (const stream of [this.child.stdout, this.child.stderr]) stream?.off("data", read).resume();
        resolve(match);
      };
      for (const stream of [this.child.stdout, this.child.stderr]) stream?.on("data", read);
      void this.gone.then((why) => {
        clearTimeout(timer);
        fail(why);
      });
    });
  }

  private signal(name: NodeJS.Signals): void {
    if (this.child.pid === undefined) return;
    try {
      if (HAS_GROUPS) process.kill(-this.child.pid, name);
      else this.child.kill(name);
    } catch {
      // ESRCH: every process of the group has ended already.
    }
  }
}

/**
 * Runs a command to its end, quietly.
 * @throws Error with the end of its output when it fails.
 */
export async function runQuietly(
  command: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<void> {
  const group = new ChildGroup(command, args, options);
  let text = "";
  for (const stream of [group.child.stdout, group.child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (text = (text + chunk.toString()).slice(-4000)));
  }
  const closed = once(group.child, "close").catch(() => undefined);
  const why = await group.gone;
  if (why === "exit code 0") return;
  await closed;
  throw new Error(`"${command} ${args.join(" ")}" failed (${why}):\n${text.trim()}`);
}

/**
 * Runs a command to its end with our own output streams. It stays in our process group, so that Ctrl+C reaches it and
 * it can clean up after itself.
 * @returns true when it ended with exit code 0.
 */
export async function runVisibly(
  command: string,
  args: readonly string[],
  options: Omit<ChildOptions, "stdio"> = {},
): Promise<boolean> {
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
  const forget = atExit(() => child.kill("SIGTERM"));
  const [code] = (await once(child, "close")) as [number | null];
  forget();
  return code === 0;
}
