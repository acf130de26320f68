import { startSandbox } from "../hosts/startSandbox.ts";
import { BenchWindow } from "./benchWindow.ts";
import { medianFigure } from "./figure.ts";
import type { Figure } from "./figure.ts";
import { signedIn } from "./signedIn.ts";
import { OURS } from "./subject.ts";
import { sampleAddresses } from "./sampleAddresses.ts";

const ADDRESSES = 100_000;
/** Enough for a thousand verdicts: then the run pauses, and the others are not reached. */
const MAX_CREDITS = 250;
const FILTERS = ["person.7", "company-12", "@company-1999.", "9.example", "nobody"];
const HEADS = ["Address", "Result", "Checked", "Credits", "#"];

/**
 * The report of 100,000 addresses in a real window. Opening: from the click on the run's row to the first rows, all read
 * from the journal anew each round. Filtering and sorting: from the event in the page to the rows being drawn.
 */
export async function measureReport(rounds: number): Promise<readonly Figure[]> {
  const sandbox = await startSandbox();
  const { settings, env } = signedIn(sandbox);
  const options = {
    settings: { ...settings, "instantly.verification.maxCreditsPerRun": MAX_CREDITS },
    env,
    files: { "large.csv": ["email", ...sampleAddresses(ADDRESSES), ""].join("\n") },
  };
  const figures = await BenchWindow.use(OURS, options, async (window) => {
    await verifySome(window);
    const openMs: number[] = [];
    const filterMs: number[] = [];
    const sortMs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      openMs.push(await window.openPanel("Verifications", 0, "rowsDrawn"));
      const frame = await window.workbench.panelFrame("Copy Valid Addresses");
      for (const text of FILTERS)
        filterMs.push(await frame.evaluate<number>(`stopwatch.filtered(${JSON.stringify(text)})`));
      await frame.evaluate(`stopwatch.filtered("")`);
      for (const head of HEADS)
        sortMs.push(await frame.evaluate<number>(`stopwatch.sorted(${JSON.stringify(head)})`));
    }
    return [
      medianFigure("report_100k_open_ms", openMs),
      medianFigure("report_100k_filter_ms", filterMs, 100),
      medianFigure("report_100k_sort_ms", sortMs, 100),
    ];
  });
  await sandbox.stop();
  return figures;
}

async function verifySome({ workbench }: BenchWindow): Promise<void> {
  await workbench.openContainer("Instantly");
  await workbench.openFileSelected("large.csv");
  await workbench.runCommand("Instantly: Verify Emails in File");
  await workbench.clickDialog("Verify Here");
  await workbench.waitForToast("large.csv stands at", 180_000);
  await workbench.runCommand("Notifications: Clear All Notifications");
  await workbench.view("Verifications").show();
}
