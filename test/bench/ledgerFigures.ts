import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Figure, medianFigure } from "./figure.ts";
import { bundleProgram } from "./verifyBundle.ts";

interface LedgerStats {
  readonly lookupsPerS: readonly number[];
  readonly singleLookupsPerS: readonly number[];
  readonly openMs: readonly number[];
}

/**
 * The ledger at a million addresses, in a process of its own: look-ups as a plan makes them, a thousand at a time, and one
 * by one. They include folding and hashing the address.
 */
export async function measureLedger(): Promise<readonly Figure[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--no-warnings",
    await bundleProgram("ledgerChild"),
  ]);
  const { lookupsPerS, singleLookupsPerS, openMs } = JSON.parse(stdout) as LedgerStats;
  return [
    medianFigure("ledger_lookups_per_s", lookupsPerS),
    medianFigure("ledger_single_lookups_per_s", singleLookupsPerS),
    medianFigure("ledger_open_ms", openMs),
  ];
}
