import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { LedgerEntry } from "../../src/core/verification/ledger.ts";
import { markedLines } from "../../src/shell/editor/markedLines.ts";
import { linesToMark } from "../../src/shell/editor/markWindow.ts";
import { VerdictMarks } from "../../src/shell/editor/verdictMarks.ts";
import { until } from "./until.ts";

function lineRange(from: number, to = from): vscode.Range {
  return new vscode.Range(from, 0, to, 0);
}

describe("the marks of an editor", () => {
  const known = (verdict: LedgerEntry["verdict"], more: Partial<LedgerEntry> = {}): LedgerEntry => ({
    verdict,
    rawStatus: verdict,
    catchAll: false,
    creditsUsed: 0.25,
    checkedAt: new Date("2026-05-04T10:00:00Z"),
    source: "instantly",
    ...more,
  });
  const KNOWN: Readonly<Partial<Record<string, LedgerEntry>>> = {
    "a@corp.example": known("verified"),
    "b@corp.example": known("invalid"),
    "c@corp.example": known("verified", { catchAll: true }),
    "d@corp.example": known("unknown", { rawStatus: `odd\u202e${"x".repeat(100)}` }),
  };
  const knowledge = {
    find: (address: string) => KNOWN[address],
    now: new Date("2026-05-05T10:00:00Z"),
    freshMs: 30 * 86_400_000,
  };
  const marksOf = async (content: string, now = knowledge.now): Promise<string[]> => {
    const document = await vscode.workspace.openTextDocument({ content, language: "plaintext" });
    const lines = Array.from({ length: document.lineCount }, (_, line) => line);
    return markedLines(document, lines, { ...knowledge, now }).map(
      ({ line, mark, words }) => `${line} ${mark}: ${words}`,
    );
  };

  it("are a word for one address, and counts under the worst mark for several", async () => {
    assert.deepEqual(
      await marksOf("a@corp.example\nnobody\nc@corp.example b@corp.example a@corp.example\nz@corp.example"),
      ["0 verified: verified", "2 invalid: 1 catch-all, 1 invalid, 1 verified"],
    );
  });

  it("say the age of what was verified long ago", async () => {
    const [mark] = await marksOf("a@corp.example", new Date("2026-11-01T10:00:00Z"));
    assert.equal(mark, "0 verified: verified · May 4");
  });

  it("keep the API's own word short and harmless", async () => {
    const [mark] = await marksOf("d@corp.example");
    assert.match(mark ?? "", /^0 unknown: unknown \(odd x{10,30}…$/u);
  });

  it("are at most 200, in sight first", () => {
    const middle = linesToMark([lineRange(100_000, 100_039)], 200_000);
    assert.equal(middle.length, 200);
    assert.deepEqual([middle[0], middle.at(-1)], [99_920, 100_119]);
    assert.deepEqual(linesToMark([lineRange(0, 9)], 12), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const folded = linesToMark([lineRange(0, 4), lineRange(5_000, 5_004)], 10_000);
    assert.ok(folded.includes(0) && folded.includes(5_004) && !folded.includes(2_500));
    assert.equal(linesToMark([lineRange(0, 999)], 10_000).length, 200);
  });

  it("ask for the addresses in sight alone, however long the table is", async () => {
    const asked: string[] = [];
    const rows = Array.from({ length: 200_000 }, (_, index) => `Person ${index},p${index}@corp.example,note`);
    const document = await vscode.workspace.openTextDocument({
      content: rows.join("\n"),
      language: "plaintext",
    });
    const editor = await vscode.window.showTextDocument(document);
    const marks = new VerdictMarks({
      shows: () => true,
      knowledge: () => ({
        ...knowledge,
        find: (address) => {
          asked.push(address);
          return known("verified");
        },
      }),
    });
    try {
      editor.revealRange(lineRange(150_000), vscode.TextEditorRevealType.AtTop);
      const top = new vscode.Position(150_000, 0);
      await until("the editor scrolls", () => editor.visibleRanges.some((range) => range.contains(top)));
      asked.length = 0;
      const marked = marks.update(editor);
      assert.equal(marked.length, 200);
      assert.equal(asked.length, 200);
      assert.ok(marked.some(({ line }) => line === 150_000));
    } finally {
      marks.dispose();
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
  });
});
