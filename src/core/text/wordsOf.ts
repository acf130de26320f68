/** Scripts without blanks between words: a broken line may end anywhere in them. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]\p{M}*|[[\p{L}\p{N}\p{M}\p{Sc}%+@\p{Emoji_Presentation}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]]+/gv;

/** The words of a text, without what stands between them; letter by letter where the script has no blanks. */
export function wordsOf(text: string): string[] {
  return text.normalize("NFC").match(WORD) ?? [];
}
