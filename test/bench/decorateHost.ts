// Bundled on its own and loaded by VS Code into its extension host: marks what is in sight of a table of 200,000 lines
// whose addresses are all known, at many places of it. Each update is left as the result of a test.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { VerdictMarks } from "../../src/shell/editor/verdictMarks.ts";
import { openStore } from "../../src/store/openStore.ts";
import type { TestResult, TestResults } from "../hosts/testResults.ts";
import { bigTable, bigTableAddress, TABLE_LINES } from "./bigTable.ts";

const PLACES = 25;
const BATCH = 50_000;
const VERDICTS = ["verified", "invalid", "risky"] as const;

/** What VS Code calls. */
export async function run(): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-decorate-"));
  const results: TestResult[] = [];
  try {
    const store = await openStore({ file: path.join(dir, "store.db"), secret: Buffer.alloc(32, 7) });
    for (let start = 0; start < TABLE_LINES; start += BATCH)
      store.ledger.record(Array.from({ length: BATCH }, (_, index) => known(start + index)));
    const file = path.join(dir, "leads.csv");
    writeFileSync(file, bigTable(TABLE_LINES));
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
    const marks = new VerdictMarks({
      shows: () => true,
      knowledge: () => ({
        find: (address) => store.ledger.find(address),
        now: new Date(),
        reuseDays: 36_500,
      }),
    });
    for (let place = 0; place < PLACES; place++) {
      await scrollTo(editor, Math.floor(((place * 7) % PLACES) * (TABLE_LINES / PLACES)) + 100);
      const startedAt = performance.now();
      marks.refresh(); // as after a verification: everything in sight is looked up
      const ms = performance.now() - startedAt;
      const marked = marks.update(editor);
      if (marked.length !== 200) throw new Error(`${marked.length} lines were marked`);
      results.push({ title: `place ${place}`, state: "passed", ms });
    }
    marks.dispose();
    store.close();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  writeFileSync(
    process.env["TEST_RESULTS_FILE"] ?? "",
    JSON.stringify({ done: true, results } satisfies TestResults),
  );
}

function known(
  index: number,
): Parameters<Awaited<ReturnType<typeof openStore>>["ledger"]["record"]>[0][number] {
  const verdict = VERDICTS[index % VERDICTS.length] ?? "verified";
  const rest = { catchAll: false, creditsUsed: 0.25, checkedAt: new Date(), source: "instantly" } as const;
  return { address: bigTableAddress(index), entry: { verdict, rawStatus: verdict, ...rest } };
}

async function scrollTo(editor: vscode.TextEditor, line: number): Promise<void> {
  const position = new vscode.Position(line, 0);
  const isSeen = (): boolean => editor.visibleRanges.some((range) => range.contains(position));
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.AtTop);
  while (!isSeen()) await new Promise((resolve) => setTimeout(resolve, 20));
}
