import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openWorkspace } from "../bench/verifyWorkspace.ts";
import { startLiar, truthOf } from "./liar.ts";
import { inRounds, type SoakCounts, type SoakKind } from "./soakKind.ts";

const ADDRESSES = 24;
const SETTINGS = { maxCredits: 1e6, balanceFloor: 0, domains: "verify" } as const;

async function round(seed: number): Promise<SoakCounts> {
  const liar = await startLiar(seed);
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-liar-"));
  const { runs, store } = await openWorkspace({
    origin: liar.origin,
    key: "key",
    storeFile: path.join(dir, "store.db"),
    settleMs: 200,
  });
  const addresses = Array.from({ length: ADDRESSES }, (_, i) => `person.${i}@company-${i % 7}.example`);
  const isFalse = (address: string): boolean => {
    const verdict = store.ledger.find(address)?.verdict;
    return verdict !== undefined && verdict !== "pending" && verdict !== truthOf(address);
  };
  try {
    const run = await runs.start(await runs.plan(addresses, { reuseDays: 30 }), SETTINGS, "soak");
    let state = await run?.ended;
    const untrue = addresses.filter(isFalse).length;
    // What it has given up meanwhile is gone on with once the server is honest.
    liar.repent();
    if (state?.status === "paused") state = await (await runs.resume(state.id))?.ended;
    const charged = addresses.map((address) => liar.charges.get(address) ?? 0);
    return {
      kills: 0,
      doubled: charged.filter((charges) => charges > 1).length,
      lost: addresses.filter((address) => store.ledger.find(address)?.verdict !== truthOf(address)).length,
      untrue: untrue + addresses.filter(isFalse).length + (state?.status === "done" ? 0 : 1),
      over: 0,
    };
  } finally {
    await runs.dispose();
    store.close();
    await liar.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A server that exchanges, loses and repeats answers. */
export const lyingServer: SoakKind = {
  name: "lying-server",
  rounds: 25,
  run: (scale) => inRounds(scale, round),
};
