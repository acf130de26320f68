import { startSandbox } from "../hosts/startSandbox.ts";
import { BenchWindow } from "./benchWindow.ts";
import { median, medianFigure } from "./figure.ts";
import type { Figure } from "./figure.ts";
import { interleave } from "./interleave.ts";
import { LATENCY_MS, signedIn } from "./signedIn.ts";
import { OURS, writeEmptyExtension } from "./subject.ts";

/** From a click on the container to rows, beside an extension that has its rows at hand; two fresh windows a round. */
export async function measureFirstRows(rounds: number): Promise<readonly Figure[]> {
  const empty = writeEmptyExtension();
  const sandbox = await startSandbox({ latencyMs: LATENCY_MS });
  const pairs = await interleave(
    rounds,
    () => BenchWindow.use(OURS, signedIn(sandbox), (window) => window.openContainer()),
    () => BenchWindow.use(empty, {}, (window) => window.openContainer()),
  );
  await sandbox.stop();
  const ours = pairs.map(([ms]) => ms);
  const its = pairs.map(([, ms]) => ms);
  return [
    medianFigure("first_rows_ms", ours),
    medianFigure("empty_first_rows_ms", its),
    {
      name: "first_rows_vs_empty",
      value: (median(ours) - LATENCY_MS) / median(its),
      samples: pairs.map(([one, other]) => (one - LATENCY_MS) / other),
      aim: 1.3,
    },
  ];
}
