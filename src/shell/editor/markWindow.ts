import type * as vscode from "vscode";

/** As many lines are marked at once: more than any window shows, few enough to cost nothing that can be felt. */
const MAX_MARKED_LINES = 200;

/** Those in sight, and as many around them as `MAX_MARKED_LINES` leaves: they are marked before they scroll in. */
export function linesToMark(visible: readonly vscode.Range[], lineCount: number): number[] {
  const lines = new Set<number>();
  for (const { start, end } of visible) {
    for (let line = start.line; line <= end.line && line < lineCount; line++) {
      if (lines.size === MAX_MARKED_LINES) return ordered(lines);
      lines.add(line);
    }
  }
  let before = Math.min(...lines) - 1;
  let after = Math.max(...lines) + 1;
  while (lines.size > 0 && lines.size < MAX_MARKED_LINES && (before >= 0 || after < lineCount)) {
    if (after < lineCount) lines.add(after++);
    if (before >= 0 && lines.size < MAX_MARKED_LINES) lines.add(before--);
  }
  return ordered(lines);
}

function ordered(lines: ReadonlySet<number>): number[] {
  return [...lines].sort((a, b) => a - b);
}
