import { withoutLooseJoiners } from "../../../shared/plainLine.ts";
import { inlineMarkdown } from "./inlineMarkdown.ts";

// Controls, bidi overrides and what has no width: they could reorder, hide or end what stands around them. Joiners stay, for
// emoji and some scripts are built with them.
const INVISIBLE = /[[\p{Cc}\p{Cf}\u034F\p{Zl}\p{Zp}]--[\t\n\u200C\u200D]]+/gv;

const PLAIN = /^[\n\x20-\x7E]*$/u;

/** Text without characters that nobody sees, well formed, with line feeds between lines. */
export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text; // most is: a body of megabytes is read in pieces
  return text
    .replace(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replace(INVISIBLE, "")
    .toWellFormed();
}

/** The same as one line. */
export function visibleLine(text: string): string {
  return withoutLooseJoiners(visibleText(text)).replace(/\s+/gu, " ").trim();
}

/** A line of `inlineMarkdown` as it may begin one: it is no heading, item, quote, rule or row of a table. */
export function lineMarkdown(line: string): string {
  if (/^(?:#{1,6}(?:\s|$)|[>|]|[-+](?:\s|$)|--|=+\s*$|:?-[-:| ]*$|:::)/u.test(line)) return `\\${line}`;
  return line.replace(/^(\d{1,9})(?=[.)](?:\s|$))/u, "$1\\");
}

/** A line of `inlineMarkdown` as it may follow the marks of a heading: marks at its end are its own. */
export function headingMarkdown(level: number, line: string): string {
  return `${"#".repeat(level)} ${line.replace(/(?<![^ \t])#+[ \t]*$/u, "\\$&")}`;
}

/** One line from outside, for a place where Markdown begins a line or not. */
export function markdownOf(text: string): string {
  return lineMarkdown(inlineMarkdown(visibleLine(text)));
}

/** Farther in nobody can tell. */
const MAX_COLUMNS = 80;

/**
 * A line of a paragraph with the blanks that are drawn: how far it is set in, and columns. The first is written as a
 * reference, since readers of Markdown trim a paragraph of every other blank.
 */
export function setIn(columns: number, line: string): string {
  const shown = line.replace(
    / {2,}/gu,
    (run) => `${"\u00A0".repeat(Math.min(run.length, MAX_COLUMNS) - 1)} `,
  );
  if (columns === 0 || line === "") return shown;
  return `&nbsp;${"\u00A0".repeat(Math.min(columns, MAX_COLUMNS) - 1)}${shown}`;
}
