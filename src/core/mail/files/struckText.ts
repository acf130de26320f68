import { inlineMarkdown } from "./inlineMarkdown.ts";

/** Stand around words that are struck out; no text of a mail has them, for controls are left out of it. */
export const STRIKE = "\u0001";
export const UNSTRIKE = "\u0002";

const BLANKS = String.raw`([\s\u00A0]+)`;
const BLANKS_WITHIN = new RegExp(`${STRIKE}${BLANKS}`, "gu");
const BLANKS_AT_END = new RegExp(`(?<![\\s\\u00A0])${BLANKS}${UNSTRIKE}`, "gu");
const STRUCK = new RegExp(`${STRIKE}([^${STRIKE}${UNSTRIKE}]*)${UNSTRIKE}`, "gu");

/** A line with such marks: blanks at the ends of what is struck out stand outside, and nothing empty is. */
export function tidyStrikes(line: string): string {
  if (!line.includes(STRIKE)) return line;
  return line
    .replace(BLANKS_WITHIN, `$1${STRIKE}`)
    .replace(BLANKS_AT_END, `${UNSTRIKE}$1`)
    .replaceAll(STRIKE + UNSTRIKE, "");
}

/** The line without the marks. */
export function withoutStrikes(line: string): string {
  return line.replaceAll(STRIKE, "").replaceAll(UNSTRIKE, "");
}

/** `inlineMarkdown` of a line with marks: as GitHub has it, `~~10~~`, where every program reads it so. */
export function struckMarkdown(line: string): string {
  if (!line.includes(STRIKE)) return inlineMarkdown(line);
  const pieces = line.split(STRUCK);
  return pieces
    .map((piece, index) => {
      const shown = inlineMarkdown(withoutStrikes(piece));
      const isStruck =
        index % 2 === 1 && isReadAsMark(pieces[index - 1] ?? "", piece, pieces[index + 1] ?? "");
      return isStruck ? `~~${shown}~~` : shown;
    })
    .join("");
}

/** A mark between a letter and another sign is read as signs (CommonMark's flanking runs). */
function isReadAsMark(before: string, struck: string, after: string): boolean {
  const opens = /(?:^|\s)$/u.test(before) || /^[\p{L}\p{N}]/u.test(struck);
  const closes = /^(?:\s|$)/u.test(after) || /[\p{L}\p{N}]$/u.test(struck);
  return opens && closes && !struck.includes("~");
}
