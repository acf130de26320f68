const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const UNSEEN = /[\p{Cf}--[\u200C\u200D]]+/gv;
const LOOSE_JOINER =
  /(?<![\p{L}\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}])[\u200C\u200D]+|[\u200C\u200D]+(?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;

/** Text without the joiners that join nothing: letters and emoji are built with the others. */
export function withoutLooseJoiners(text: string): string {
  return text.replace(LOOSE_JOINER, "");
}

/**
 * Text from outside as one line that cannot reorder or hide what stands around it. What is not seen leaves no blank: it
 * stands within words.
 */
export function plainLine(text: string): string {
  return withoutLooseJoiners(text.replace(BREAKS, " ").replace(UNSEEN, "")).replace(/\s+/gu, " ").trim();
}
