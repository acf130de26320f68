const NBSP = "\u00A0";

/**
 * A text of a mail in which white space that is drawn as one blank is one, and each that is drawn by itself is a no-break
 * space: in text that is laid out by its blanks, and where the mail says so.
 */
export function keptSpaces(text: string, isLaidOut: boolean): string {
  if (isLaidOut) return text.replace(/\r\n?/gu, "\n").replaceAll("\t", NBSP.repeat(4)).replaceAll(" ", NBSP);
  const words = text.replace(/[^\S\u00A0]+/gu, " ");
  // By itself such a space only keeps a cell or a line open.
  return words.includes(NBSP) && words.trim() === "" ? " " : words;
}

/** A line of `keptSpaces` as plain text: with what sets it in, and without blanks at its end. */
export function shownSpaces(line: string): string {
  return line.replace(/ {2,}/gu, " ").replace(/^ /u, "").trimEnd().replaceAll(NBSP, " ");
}
