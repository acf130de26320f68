import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { SandboxClient } from "../sandboxClient.ts";
import { startSandbox } from "../hosts/startSandbox.ts";
import { BenchWindow } from "./benchWindow.ts";
import { medianFigure, type Figure } from "./figure.ts";
import { interleave } from "./interleave.ts";
import { LATENCY_MS, signedIn } from "./signedIn.ts";
import { OURS, writeEmptyExtension } from "./subject.ts";
import { bundleProgram } from "./verifyBundle.ts";

/** Rows on the screen this long after the view was opened, beyond what VS Code itself needs for rows at hand. */
const CACHED_ROWS_AIM_MS = 80;
/** By then what was drawn has been written down. */
const KEPT_AFTER_MS = 4_000;

/** Mail that shows before the network answers, and how many lists of it are asked for. */
export async function measureMailbox(rounds: number): Promise<readonly Figure[]> {
  return [...(await measureCachedRows(rounds)), ...(await countCalls())];
}

/**
 * From the click on the container to rows of an earlier window, while the API gives no answer at all; beside an extension
 * that has its rows at hand.
 */
async function measureCachedRows(rounds: number): Promise<readonly Figure[]> {
  const empty = writeEmptyExtension();
  const sandbox = await startSandbox({ latencyMs: LATENCY_MS });
  const client = new SandboxClient(sandbox.origin, sandbox.key);
  const ours = (): Promise<number> =>
    BenchWindow.use({ ...OURS, view: "Emails" }, signedIn(sandbox), async (window) => {
      await window.activate();
      await window.workbench.view("Emails").show();
      await window.workbench.view("Emails").waitForRows("rows to keep", ({ length }) => length > 10);
      await window.workbench.page.waitForTimeout(KEPT_AFTER_MS);
      await window.workbench.openContainer("Explorer");
      await client.addFaults({ match: "GET /*", delayMs: 60_000 });
      try {
        await window.reload();
        return await window.openContainer();
      } finally {
        await client.clearFaults();
      }
    });
  const its = (): Promise<number> => BenchWindow.use(empty, {}, (window) => window.openContainer());
  try {
    const pairs = await interleave(rounds, ours, its);
    const cached = pairs.map(([ms]) => ms);
    return [
      medianFigure("emails_cached_rows_ms", cached),
      medianFigure(
        "emails_cached_rows_over_empty_ms",
        pairs.map(([one, other]) => one - other),
        CACHED_ROWS_AIM_MS,
      ),
    ];
  } finally {
    await sandbox.stop();
  }
}

/** In a process of its own, where a clock is moved by hand. */
async function countCalls(): Promise<readonly Figure[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [await bundleProgram("mailCallsChild")]);
  const { idle, busy } = JSON.parse(stdout) as { idle: number; busy: number };
  return [
    { name: "mail_calls_idle_10min", value: idle, samples: [idle], aim: 10 },
    { name: "mail_calls_busy_1min", value: busy, samples: [busy], aim: 20 },
  ];
}
