import { startSandbox } from "../../src/sandbox/startSandbox.ts";
import { crashTest } from "../bench/verifyCrash.ts";
import { type SoakCounts, type SoakKind, inRounds } from "./soakKind.ts";

interface Subject {
  readonly addresses: number;
  readonly kills: number;
  readonly engine?: "import";
}

async function killHosts(subject: Subject, seed: number): Promise<SoakCounts> {
  const sandbox = await startSandbox();
  try {
    const outcome = await crashTest({ origin: sandbox.origin, key: sandbox.keys.full, seed, ...subject });
    const { kills, doubleCharges, missing, lastWord } = outcome;
    return {
      kills,
      doubled: doubleCharges,
      lost: missing,
      untrue: lastWord === "ended done null" ? 0 : 1,
      over: 0,
    };
  } finally {
    await sandbox.close();
  }
}

/** The host of a run dies at random moments; another goes on. */
export const killedRuns: SoakKind = {
  name: "killed-runs",
  rounds: 15,
  run: (scale) => inRounds(scale, (seed) => killHosts({ addresses: 120, kills: 5 }, seed)),
};

/** The same while Instantly's own servers verify. */
export const killedImports: SoakKind = {
  name: "killed-imports",
  rounds: 12,
  run: (scale) => inRounds(scale, (seed) => killHosts({ addresses: 800, kills: 4, engine: "import" }, seed)),
};
