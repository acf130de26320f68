import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seeded } from "./seeded.ts";
import { bundleProgram } from "./verifyBundle.ts";

/** What came of a run whose host was killed again and again, as the API's own ledger tells. */
export interface CrashOutcome {
  readonly kills: number;
  /** Addresses charged more than once. */
  readonly doubleCharges: number;
  /** Addresses never charged. */
  readonly missing: number;
  /** What the last host said. */
  readonly lastWord: string;
}

interface TestSubject {
  readonly origin: string;
  readonly key: string;
  readonly addresses: number;
  /** One by one when absent. */
  readonly engine?: "import";
}

export interface CrashTest extends TestSubject {
  readonly kills: number;
  readonly seed: number;
}

/** Each host lives this much later than the last: longer than a lease. */
const SKEW_MS = 60_000;
const CALLS_PER_SECOND = 100;

/** Kills (SIGKILL) the host of a run at seeded random moments, each time resuming it in a new host, and lets it end. */
export async function crashTest(test: CrashTest): Promise<CrashOutcome> {
  const { origin, addresses, kills, seed } = test;
  const { start, remove } = await hosts(test);
  const random = seeded(seed);
  const spanMs = (1_500 * addresses) / CALLS_PER_SECOND / Math.max(1, kills);
  try {
    for (let host = 0; host < kills; host++) {
      const child = start(host * SKEW_MS);
      // One in eight dies while it starts, the others at work.
      if (random() < 1 / 8) await sleep(random() * 400);
      else {
        await child.said(/working/);
        await sleep(random() * spanMs);
      }
      await child.kill();
    }
    const last = start(kills * SKEW_MS);
    const lastWord = await last.said(/ended .*/);
    await last.exited;
    return { kills, lastWord, ...(await judge(origin, addresses)) };
  } finally {
    remove();
  }
}

/**
 * Two processes with one store verify the same addresses at the same time, each in a run of its own: the first as `test`
 * has it, the second, where it is named, by another engine.
 */
export async function togetherTest(test: TestSubject & { readonly other?: "calls" }): Promise<CrashOutcome> {
  const { start, remove } = await hosts(test);
  try {
    const other = test.other === undefined ? [] : ["--engine="];
    const both = [start(0, "--fresh"), start(0, "--fresh", ...other)];
    const words = await Promise.all(both.map((host) => host.said(/ended .*/)));
    await Promise.all(both.map((host) => host.exited));
    return { kills: 0, lastWord: words.join(", "), ...(await judge(test.origin, test.addresses)) };
  } finally {
    remove();
  }
}

async function hosts({ origin, key, addresses, engine }: TestSubject): Promise<{
  readonly start: (skewMs: number, ...more: readonly string[]) => Host;
  readonly remove: () => void;
}> {
  const program = await bundleProgram("verifyCrashChild");
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-crash-"));
  return {
    start: (skewMs, ...more) =>
      new Host([
        program,
        `--origin=${origin}`,
        `--key=${key}`,
        `--store=${path.join(dir, "store.db")}`,
        `--count=${addresses}`,
        `--skew=${skewMs}`,
        `--engine=${engine ?? ""}`,
        ...more,
      ]),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

async function judge(
  origin: string,
  addresses: number,
): Promise<Pick<CrashOutcome, "doubleCharges" | "missing">> {
  const lines = (await (await fetch(`${origin}/__sandbox/ledger`)).json()) as readonly {
    readonly charges: number;
  }[];
  return {
    doubleCharges: lines.filter(({ charges }) => charges > 1).length,
    missing: addresses - lines.length,
  };
}

/** A program of ours in a process of its own. */
export class Host {
  readonly exited: Promise<unknown>;
  private readonly child: ChildProcess;
  private output = "";

  /** @param limit beyond which none of its files may grow, in blocks of the shell's `ulimit`. */
  constructor(args: readonly string[], limit?: number) {
    const whole = ["--no-warnings", ...args];
    const [command, given] =
      limit === undefined
        ? [process.execPath, whole]
        : ["sh", ["-c", `ulimit -f ${limit} && exec "$@"`, "sh", process.execPath, ...whole]];
    this.child = spawn(command, given, { stdio: ["ignore", "pipe", "pipe"] });
    this.exited = once(this.child, "exit");
    const collect = (text: string): void => {
      this.output += text;
    };
    this.child.stdout?.setEncoding("utf8").on("data", collect);
    this.child.stderr?.setEncoding("utf8").on("data", collect);
  }

  /** @throws Error with all it said when it ends without saying it. */
  async said(pattern: RegExp): Promise<string> {
    for (;;) {
      const [match] = pattern.exec(this.output) ?? [];
      if (match !== undefined) return match;
      if (this.child.exitCode !== null)
        throw new Error(`The host ended without "${pattern.source}":\n${this.output}`);
      await sleep(5);
    }
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.exited;
  }
}
