import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandbox } from "../../src/sandbox/startSandbox.ts";
import { seeded } from "../bench/seeded.ts";
import { bundleProgram } from "../bench/verifyBundle.ts";
import { Host } from "../bench/verifyCrash.ts";
import { chargesAt } from "./chargesAt.ts";
import { inRounds, type SoakCounts, type SoakKind } from "./soakKind.ts";

const ADDRESSES = 60;
const KILLS = 2;
const DAY_MS = 86_400_000;
/** A day ahead, a day behind, and one that is set again and again. */
const CLOCKS = [[`--skew=${DAY_MS}`], [`--skew=${-DAY_MS}`], ["--skew=0", "--jumps"]] as const;

async function round(seed: number): Promise<SoakCounts> {
  const sandbox = await startSandbox();
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-clocks-"));
  const program = await bundleProgram("clockChild", import.meta.dirname);
  const random = seeded(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const start = (clock: number, ...more: readonly string[]): Host =>
    new Host([
      program,
      ...[`--origin=${sandbox.origin}`, `--key=${sandbox.keys.full}`, `--count=${ADDRESSES}`],
      ...[`--store=${path.join(dir, "store.db")}`, `--seed=${pick(1e6)}`, ...(CLOCKS[clock] ?? []), ...more],
    ]);
  try {
    // Made a day ahead, and gone on with only when others have paid for the same addresses since, by any of the clocks.
    const early = start(0, "--waits");
    await early.said(/ended/);
    await early.exited;
    // Each has a run of the same addresses.
    const windows = CLOCKS.map((_, clock) => start(clock, "--fresh"));
    await Promise.all(windows.map((window) => window.said(/working/)));
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(random() * 300);
      const which = pick(windows.length);
      await windows[which]?.kill();
      // Its run is gone on with under any of the clocks.
      windows[which] = start(pick(CLOCKS.length));
    }
    await Promise.all(windows.map((window) => window.said(/ended/)));
    await Promise.all(windows.map(({ exited }) => exited));
    return { kills: KILLS, untrue: 0, over: 0, ...(await chargesAt(sandbox.origin, ADDRESSES)) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
    await sandbox.close();
  }
}

/** Windows on one store, each with a clock of its own, verify the same addresses and die at random moments. */
export const wrongClocks: SoakKind = {
  name: "wrong-clocks",
  rounds: 10,
  run: (scale) => inRounds(scale, round),
};
