const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
/** A whole flag such as Scotland's is spelt with these; elsewhere they only smuggle text that nobody sees. */
const TAGS = /(\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6}\u{E007F})|[\u{E0000}-\u{E007F}]/gu;
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A value for one line of a header: line breaks and controls are blanks. Joiners and directional marks are part of how words
 * and emoji are written, and stay. Overrides go, since they make letters read in an order in which they are not, and with
 * them embeddings that are not closed, which would reach into what stands behind the value, such as an address.
 */
export function oneLine(text: string): string {
  const line = text
    .replaceAll("\uFEFF", "") // white space to JavaScript only
    .replace(BREAKS, " ")
    .trim()
    .toWellFormed();
  if (/^[\x20-\x7E]*$/u.test(line)) return line;
  const shown = line.replace(TAGS, "$1");
  return isClosed(shown) ? shown : shown.replace(TURNS, "").trim();
}

/** Whether all that turns text ends within it, and nothing overrides its order. */
function isClosed(text: string): boolean {
  const ends: string[] = [];
  for (const [mark] of text.matchAll(TURNS)) {
    if (mark === "\u202D" || mark === "\u202E") return false;
    if (mark !== "\u202C" && mark !== "\u2069") ends.push(mark < "\u2066" ? "\u202C" : "\u2069");
    else if (ends.pop() !== mark) return false;
  }
  return ends.length === 0;
}
