import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Figure, medianFigure } from "./figure.ts";
import { bundleProgram } from "./verifyBundle.ts";
import { crashTest } from "./verifyCrash.ts";

const ADDRESSES = 6_000;
const PER_SECOND = 100;
/** What another client of the same key takes in the second run. */
const OTHERS = 40;
const MANY = 100_000;
const FEW = 1_000;
const MEMORY_SECONDS = 10;

interface ServerStats {
  readonly refused: number;
  readonly firstAt: number;
  readonly answeredAt: readonly number[];
  /** Of the calls let through, in their order. */
  readonly latenciesMs: readonly number[];
}

interface RunStats {
  readonly status: string;
  readonly done: number;
  readonly loopDelayP99Ms: number;
  readonly extraMb: number;
}

/**
 * Bulk verification in real time: the engine with its store in one process, over HTTP, against a server in another
 * whose answers take as long as live ones do and whose limit counts a sliding second.
 */
export async function measureVerify(): Promise<readonly Figure[]> {
  const program = await bundleProgram("verifyChild");
  const alone = await verify(program, ADDRESSES);
  const shared = await verify(program, ADDRESSES, { others: OTHERS });
  const many = await verify(program, MANY, { stopAfterS: MEMORY_SECONDS });
  const few = await verify(program, FEW, { stopAfterS: MEMORY_SECONDS });
  return [
    medianFigure("verify_share_of_ceiling", [shareOfCeiling(alone.server, PER_SECOND)], {
      least: 0.97,
    }),
    medianFigure("verify_429s", [alone.server.refused], ADDRESSES / 1_000),
    medianFigure("verify_vs_sequential", [sequentialMs(alone.server) / tookMs(alone.server)]),
    medianFigure("verify_loop_delay_p99_ms", [alone.run.loopDelayP99Ms], 20),
    medianFigure("verify_shared_share_of_ceiling", [shareOfCeiling(shared.server, PER_SECOND - OTHERS)]),
    medianFigure("verify_shared_429s", [shared.server.refused], ADDRESSES / 1_000),
    medianFigure("verify_extra_mb_100k", [many.run.extraMb - few.run.extraMb], 60),
  ];
}

/**
 * A run of 2,000 addresses on a sandbox that nobody has used yet, its host killed at 50 seeded moments.
 * @throws Error when an address is missing at the end.
 */
export async function measureCrashes(sandbox: {
  readonly origin: string;
  readonly key: string;
}): Promise<readonly Figure[]> {
  const { origin, key } = sandbox;
  const outcome = await crashTest({ origin, key, addresses: 2_000, kills: 50, seed: 11 });
  if (outcome.missing !== 0)
    throw new Error(`${outcome.missing} addresses are missing; ${outcome.lastWord}.`);
  return [medianFigure("double_charges", [outcome.doubleCharges], 0)];
}

async function verify(
  program: string,
  count: number,
  { others = 0, stopAfterS }: { readonly others?: number; readonly stopAfterS?: number } = {},
): Promise<{ readonly server: ServerStats; readonly run: RunStats }> {
  const server = spawn(
    process.execPath,
    [path.join(import.meta.dirname, "verifyServer.ts"), `--others=${others}`],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  try {
    putFirst(server);
    const origin = `http://127.0.0.1:${await firstLine(server)}`;
    const stop = stopAfterS === undefined ? [] : [`--stop=${stopAfterS}`];
    const args = ["--no-warnings", "--expose-gc", program, `--origin=${origin}`, `--count=${count}`, ...stop];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const run = JSON.parse(stdout) as RunStats;
    if (stopAfterS === undefined && run.done !== count)
      throw new Error(`The run ended ${run.status} at ${run.done}.`);
    return { run, server: (await (await fetch(`${origin}/stats`)).json()) as ServerStats };
  } finally {
    server.kill();
  }
}

/** The API is another machine: nothing that the client does there may hold it up. Only an administrator may say so. */
function putFirst({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_HIGHEST);
  } catch {
    console.log("The server of verify_* has no priority here: what it is held up for counts as refusals.");
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("The server has no output.");
  const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as readonly string[];
  return (line ?? "").trim();
}

/** From the first call to nine tenths of the answers: the tail of slow answers is not the client's. */
function tookMs({ firstAt, answeredAt }: ServerStats): number {
  return ninth(answeredAt) - firstAt;
}

/** The least possible: as many calls as the limit allows at the beginning of each second, answered as fast as these were. */
function shareOfCeiling(server: ServerStats, perSecond: number): number {
  const ends = server.latenciesMs.map((latencyMs, call) => Math.floor(call / perSecond) * 1_000 + latencyMs);
  return ninth(ends) / tookMs(server);
}

/** One call after the other takes the sum of their latencies. */
function sequentialMs({ latenciesMs }: ServerStats): number {
  return latenciesMs.slice(0, Math.floor(latenciesMs.length * 0.9)).reduce((sum, ms) => sum + ms, 0);
}

function ninth(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.9) - 1] ?? 0;
}
