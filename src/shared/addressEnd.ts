/**
 * Ends a sentence or a quotation rather than an address, wherever it stands at an address's end; a bracket that opens there
 * opens nothing. Not `_`: keys in addresses end in it.
 */
const TRAILING = /[.,;:!?'’"*~|([{،؛؟۔।॥։]/u;
const PAIRS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/**
 * Where a web address that stands in running text ends: what closes the sentence around it is none of it, but a bracket
 * that was opened inside is. `raw` begins with the address and holds no white space. Linear.
 */
export function addressEnd(raw: string): number {
  const counts = new Map<string, number>();
  for (const char of raw) counts.set(char, (counts.get(char) ?? 0) + 1);
  let end = raw.length;
  for (; end > 0; end--) {
    const last = raw[end - 1] ?? "";
    const opening = PAIRS[last];
    const isUnpaired = opening !== undefined && (counts.get(last) ?? 0) > (counts.get(opening) ?? 0);
    if (!isUnpaired && !TRAILING.test(last)) break;
    counts.set(last, (counts.get(last) ?? 0) - 1);
  }
  return end;
}
