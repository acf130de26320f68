import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Figure, medianFigure } from "./figure.ts";
import { bundleProgram } from "./verifyBundle.ts";

const FILE_MB = 100;

/** How fast results get into a 100 MB file of leads, read twice as it is for a person; without disk and ledger. */
export async function measureWriteBack(rounds: number): Promise<readonly Figure[]> {
  const program = await bundleProgram("writeBackChild");
  // The first round is for the compiler of the engine to see what is hot.
  const { stdout } = await promisify(execFile)(process.execPath, [program, `${rounds + 1}`, `${FILE_MB}`]);
  return [medianFigure("writeback_mb_per_s", (JSON.parse(stdout) as number[]).slice(1))];
}
