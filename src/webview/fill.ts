/** Puts values in the numbered holes of a finished sentence: `fill("{0} of {1}", "2", "3")`. */
export function fill(sentence: string, ...values: readonly string[]): string {
  return sentence.replace(/\{(\d)\}/gu, (hole, index: string) => values[Number(index)] ?? hole);
}
