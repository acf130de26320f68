import { startSandbox } from "../hosts/startSandbox.ts";
import { BenchWindow } from "./benchWindow.ts";
import { medianFigure } from "./figure.ts";
import type { Figure } from "./figure.ts";
import { LATENCY_MS, signedIn } from "./signedIn.ts";
import { OURS } from "./subject.ts";

/** From a click on a row to its panel with everything in it: another row each round, all in one window. */
export async function measurePanels(rounds: number): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ latencyMs: LATENCY_MS });
  const figures = await BenchWindow.use(OURS, signedIn(sandbox), async (window) => {
    await window.openContainer();
    return [
      medianFigure("open_email_ms", await openEach(window, "Emails", rounds)),
      medianFigure("open_account_ms", await openEach(window, "Accounts", rounds)),
    ];
  });
  await sandbox.stop();
  return figures;
}

async function openEach(window: BenchWindow, view: string, rounds: number): Promise<readonly number[]> {
  const tree = window.workbench.view(view);
  await tree.show();
  await tree.waitForRows("rows to open", ({ length }) => length > rounds);
  const samples: number[] = [];
  for (let row = 0; row < rounds; row++) samples.push(await window.openPanel(view, row));
  return samples;
}
