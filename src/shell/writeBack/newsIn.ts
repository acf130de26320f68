import * as vscode from "vscode";

/** Lines looked at; more are not in sight. */
const LINES = 24;

/** Where a usual line of a preview has what was added to it; undefined where no line was added to. */
export function newsIn(before: string, after: string): vscode.Range | undefined {
  const was = new Set(linesOf(before));
  const added = linesOf(after).flatMap((text, line) => {
    if (was.has(text)) return [];
    const length = Math.max(...[...was].map((old) => commonLength(old, text)));
    return length > 0 ? [new vscode.Range(line, length, line, text.length)] : [];
  });
  added.sort((a, b) => a.end.character - b.end.character);
  return added[Math.floor(added.length / 2)];
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/u, LINES);
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
