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
    reuseDays: 30,
  };
  const marksOf = async (content: string, now = knowledge.now): Promise<string[]> => {
    const document = await vscode.workspace.openTextDocument({ content, language: "plaintext" });
    const lines = Array.from({ length: document.lineCount }, (_, line) => line);
    return markedLines(document, lines, { ...knowledge, now }).marked.map(
      ({ line, mark, words }) => `${line} ${mark}: ${words}`,
    );
  };

  it("are a word for one address, and counts under the worst mark for several", async () => {
    assert.deepEqual(
      await marksOf("a@corp.example\nnobody\nc@corp.example b@corp.example a@corp.example\nz@corp.example"),
      ["0 verified: verified", "2 invalid: 1 catch-all, 1 invalid, 1 verified"],
    );
  });

  it("are quieter for what was verified too long ago, and say when that was", async () => {
    const later = new Date("2026-06-18T11:00:00Z");
    assert.deepEqual(await marksOf("a@corp.example\nb@corp.example\nb@corp.example a@corp.example", later), [
      "0 old: verified 45 days ago; verify again",
      "1 old: invalid 45 days ago; verify again",
      "2 old: 2 too old",
    ]);
    assert.deepEqual(await marksOf("a@corp.example", new Date("2026-06-03T10:00:00Z")), [
      "0 verified: verified",
    ]);
  });

  it("are as ever on the day of a check, also where nothing is used again", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "a@corp.example" });
    const { marked } = markedLines(document, [0], { ...knowledge, reuseDays: 0 });
    assert.deepEqual(marked, [{ line: 0, mark: "verified", words: "verified" }]);
  });

  it("keep the API's own word short and harmless", async () => {
    const [mark] = await marksOf("d@corp.example");
    assert.match(mark ?? "", /^0 unknown: unknown \(oddx{10,30}…$/u);
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
      marks.refresh();
      const marked = marks.update(editor);
      assert.equal(marked.length, 200);
      assert.equal(asked.length, 200);
      assert.ok(marked.some(({ line }) => line === 150_000));
      asked.length = 0;
      await editor.edit((edit) => edit.insert(new vscode.Position(150_001, 0), "New "));
      marks.update(editor);
      assert.deepEqual(asked, ["p150001@corp.example"], "only what was typed in is looked up again");
      asked.length = 0;
      marks.refresh();
      assert.equal(asked.length, 200, "what was learnt may be about any of them");
    } finally {
      marks.dispose();
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
  });
});
