import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { TextEditor } from "../e2e/textEditor.ts";
import { atExit } from "../hosts/atExit.ts";
import { PROJECT_DIR } from "../hosts/places.ts";
import { runExtensionTests } from "../hosts/runExtensionTests.ts";
import { startSandbox } from "../hosts/startSandbox.ts";
import type { RunningSandbox } from "../hosts/startSandbox.ts";
import { BenchWindow } from "./benchWindow.ts";
import { bigTable, TABLE_LINES } from "./bigTable.ts";
import { median, medianFigure } from "./figure.ts";
import type { Figure } from "./figure.ts";
import { extensionHostCpuMs } from "./hostMemory.ts";
import { interleave } from "./interleave.ts";
import { signedIn } from "./signedIn.ts";
import { OURS } from "./subject.ts";

const TYPING = readFileSync(path.join(import.meta.dirname, "inPage/typing.js"), "utf8");
/** All lines have known addresses, without a verification that would take half an hour. */
const DIFFERENT = 90;
const KEYS = 120;
const BETWEEN_KEYS_MS = 60;
/** What is put off until nobody types belongs to what typing costs. */
const SETTLE_MS = 1_500;

/** Verdicts in a table of 200,000 lines: one update of what is in sight, and typing with and without them. */
export async function measureDecorate(rounds: number): Promise<readonly Figure[]> {
  const updates = await updateMs();
  const sandbox = await startSandbox();
  const pairs = await typing(sandbox, rounds);
  await sandbox.stop();
  return [
    medianFigure("decorate_200k_lines_ms", updates, 20),
    medianFigure(
      "decorate_typing_ms",
      pairs.map(([shown]) => shown.keyMs),
    ),
    medianFigure(
      "decorate_typing_ratio",
      pairs.map(([shown, hidden]) => shown.keyMs / hidden.keyMs),
      1.1,
    ),
    medianFigure(
      "decorate_typing_host_ms",
      pairs.map(([shown, hidden]) => shown.hostMs - hidden.hostMs),
    ),
  ];
}

/** One update of the marks each, in a real extension host with the real ledger. */
async function updateMs(): Promise<readonly number[]> {
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-bench-"));
  atExit(() => rmSync(dir, { recursive: true, force: true }));
  const testsPath = path.join(dir, "decorateHost.js");
  await build({
    entryPoints: [path.join(import.meta.dirname, "decorateHost.ts")],
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    outfile: testsPath,
    logLevel: "error",
  });
  const results = await runExtensionTests({ extensionDir: PROJECT_DIR, testsPath });
  return results.flatMap(({ ms }) => ms ?? []);
}

/** What a key costs. */
interface Typed {
  /** From its press to the frame that shows it. */
  readonly keyMs: number;
  /** Of the processor, in the extension host. */
  readonly hostMs: number;
}

/**
 * Typing in the middle of a table whose addresses were all verified, with their verdicts shown and hidden in turn. One
 * window, reloaded for each: two windows differ by more than what is measured.
 */
async function typing(
  sandbox: RunningSandbox,
  rounds: number,
): Promise<readonly (readonly [Typed, Typed])[]> {
  const { settings, env } = signedIn(sandbox);
  const options = {
    settings: { ...settings, "workbench.editorLargeFileConfirmation": 100 },
    env,
    files: { "leads.csv": bigTable(TABLE_LINES, DIFFERENT) },
  };
  return BenchWindow.use(OURS, options, async (window) => {
    const { workbench } = window;
    const editor = new TextEditor(workbench);
    await editor.open("leads.csv");
    await window.activate();
    await workbench.runCommand("Instantly: Verify Emails in File");
    await workbench.clickDialog("Verify");
    await workbench.waitForToast("leads.csv: ", 120_000);
    return interleave(
      rounds,
      () => typed(window, "textAndTables"),
      () => typed(window, "nowhere"),
    );
  });
}

async function typed(window: BenchWindow, showVerdicts: "textAndTables" | "nowhere"): Promise<Typed> {
  const { workbench } = window;
  const { page, watcher } = workbench;
  const editor = new TextEditor(workbench);
  await workbench.setSettings({ "instantly.editor.showVerdicts": showVerdicts });
  await window.reload();
  await editor.open("leads.csv");
  await window.activate();
  await workbench.runCommand("Notifications: Clear All Notifications");
  await workbench.runCommand("Go to Line/Column...");
  await page.keyboard.type(`${TABLE_LINES / 2}`);
  await page.keyboard.press("Enter");
  await watcher.until("the verdicts, or none", async () => {
    const lines = await editor.lines();
    const marked = lines.filter(({ isMarked }) => isMarked).length;
    return lines.length > 10 && (showVerdicts === "nowhere" ? marked === 0 : marked > 10);
  });
  await page.keyboard.press("End");
  await window.rest();
  await page.evaluate(TYPING);
  const before = extensionHostCpuMs(workbench.profileDir);
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press("x");
    await page.waitForTimeout(BETWEEN_KEYS_MS);
  }
  const keyMs = median(await page.evaluate<number[]>("typing.samples"));
  await page.waitForTimeout(SETTLE_MS);
  const after = extensionHostCpuMs(workbench.profileDir);
  await workbench.runCommand("File: Revert File");
  return { keyMs, hostMs: ((after ?? NaN) - (before ?? NaN)) / KEYS };
}
