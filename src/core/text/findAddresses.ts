import { addressAround } from "./addressRules.ts";

/** An address found in a text; offset and length in UTF-16 code units. */
export interface FoundAddress {
  readonly offset: number;
  readonly length: number;
  readonly address: string;
}

/**
 * Finds the email addresses in a text of any kind (prose, CSV, JSON, HTML, headers, logs), in order and without
 * overlap. Takes linear time on any input: only what stands around an `@` is looked at, a bounded stretch each time.
 */
export function findAddresses(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  let floor = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const span = addressAround(text, at, floor);
    if (span === undefined) continue;
    const { start, end } = span;
    found.push({ offset: start, length: end - start, address: text.slice(start, end) });
    floor = end;
  }
  return found;
}
