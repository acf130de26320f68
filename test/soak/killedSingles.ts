import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SINGLE } from "../../src/core/verification/journal.ts";
import { startSandbox } from "../../src/sandbox/startSandbox.ts";
import { openStore } from "../../src/store/openStore.ts";
import { seeded } from "../bench/seeded.ts";
import { bundleProgram } from "../bench/verifyBundle.ts";
import { Host } from "../bench/verifyCrash.ts";
import { chargesAt } from "./chargesAt.ts";
import { inRounds, type SoakCounts, type SoakKind } from "./soakKind.ts";

const ADDRESSES = 8;
const WINDOWS = 2;
const KILLS = 2;

async function round(seed: number): Promise<SoakCounts> {
  const sandbox = await startSandbox({ verifyDelayMs: 60 });
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-singles-"));
  const file = path.join(dir, "store.db");
  const program = await bundleProgram("singleChild", import.meta.dirname);
  const random = seeded(seed);
  const start = (): Host => {
    const from = Math.floor(random() * ADDRESSES);
    return new Host([
      program,
      ...[`--origin=${sandbox.origin}`, `--key=${sandbox.keys.full}`, `--store=${file}`],
      ...[`--count=${ADDRESSES}`, `--from=${from}`],
    ]);
  };
  try {
    const windows = Array.from({ length: WINDOWS }, start);
    for (let kill = 0; kill < KILLS; kill++) {
      const which = Math.floor(random() * WINDOWS);
      await windows[which]?.said(/working/);
      await sleep(random() * 200);
      await windows[which]?.kill();
      windows[which] = start();
    }
    await Promise.all(windows.map((window) => window.said(/ended/)));
    await Promise.all(windows.map(({ exited }) => exited));
    return {
      kills: KILLS,
      over: 0,
      ...(await chargesAt(sandbox.origin, ADDRESSES)),
      untrue: await leftBehind(file),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
    await sandbox.close();
  }
}

/** Rows of killed checks that the next window does not sweep away; addresses of which it does not know the verdict. */
async function leftBehind(file: string): Promise<number> {
  const store = await openStore({ file, secret: Buffer.alloc(32, 7) });
  try {
    const rows = (): number => store.journal.runs(`soak${SINGLE}`).length;
    // It sweeps beside its other work.
    for (let looks = 0; looks < 200 && rows() > 0; looks++) await sleep(5);
    const unknown = Array.from({ length: ADDRESSES }, (_, index) => index).filter(
      (index) => store.ledger.find(`verified+${index}@single.example`)?.verdict !== "verified",
    );
    return rows() + unknown.length;
  } finally {
    store.close();
  }
}

/** Windows on one store check the same addresses one by one, and die at random moments. */
export const killedSingles: SoakKind = {
  name: "killed-singles",
  rounds: 25,
  run: (scale) => inRounds(scale, round),
};
