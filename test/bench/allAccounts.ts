import { startSandbox } from "../hosts/startSandbox.ts";
import { BenchWindow } from "./benchWindow.ts";
import { medianFigure } from "./figure.ts";
import type { Figure } from "./figure.ts";
import { signedIn } from "./signedIn.ts";
import { OURS } from "./subject.ts";

const ACCOUNTS = 2000;

/** From a click on the container to the last of 2,000 accounts, page by page; a fresh window a round. */
export async function measureAllAccounts(rounds: number): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ accounts: ACCOUNTS });
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++)
    samples.push(
      await BenchWindow.use(OURS, signedIn(sandbox), (window) => window.openContainerAndLoadAll(ACCOUNTS)),
    );
  await sandbox.stop();
  return [medianFigure("accounts_2000_ms", samples)];
}
