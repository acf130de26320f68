import * as vscode from "vscode";
import { plain } from "../words/text.ts";

/** A line of a tooltip: a codicon id and words. */
export type TooltipLine = readonly [icon: string, words: string];

/** A tooltip of a bold title and lines with icons; every word is shown letter for letter, whatever it holds. */
export function tooltip(
  title: string,
  lines: readonly (TooltipLine | undefined)[],
  foot = "",
): vscode.MarkdownString {
  const shown = lines
    .filter((line) => line !== undefined)
    .map(([icon, words]) => `$(${icon}) ${literal(words)}`);
  return new vscode.MarkdownString([`**${literal(title)}**`, ...shown, literal(foot)].join("\n\n"), true);
}

// VS Code looks for these once Markdown has taken its own escapes away, so they need one of their own.
const ICON = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/gu;

/** Every mark that Markdown knows is escaped; the dots and at signs too, or addresses would become links. */
export function literal(text: string): string {
  return plain(text)
    .replace(ICON, "\\$&")
    .replace(/[!-/:-@[-`{-~]/gu, "\\$&");
}
