const MAX_DETAIL = 300;

/** The API's own sentence, made safe to show: one line, at most 300 characters, without the key. */
export function cleanDetail(text: string, key: string): string {
  // Before cutting, so that no half of a key is left; and after cleaning, which could join its halves.
  const visible = redact(text, key)
    .slice(0, 4 * MAX_DETAIL)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    // Marks that reorder or hide text.
    .replace(/[\p{Cf}\p{Cs}\p{Co}]+/gu, "")
    .trim();
  const plain = redact(visible, key);
  return plain.length <= MAX_DETAIL ? plain : `${plain.slice(0, MAX_DETAIL - 1)}…`;
}

/** Keys are Base64: the padding may be lost, and the rest percent-encoded, where a server quotes one. */
function redact(text: string, key: string): string {
  const core = key.replace(/=+$/, "");
  const withoutBearer = text.replace(/Bearer\s+\S+/gi, "Bearer …");
  return core === ""
    ? withoutBearer
    : withoutBearer.replaceAll(core, "…").replaceAll(encodeURIComponent(core), "…");
}
