/** Scripts without blanks between words: a broken line may end anywhere in them. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]\p{M}*|[[\p{L}\p{N}\p{M}\p{Sc}%+@\p{Emoji_Presentation}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]]+/gv;

/** The words of a text, without what stands between them; letter by letter where the script has no blanks. */
export function wordsOf(text: string): string[] {
  return text.normalize("NFC").match(WORD) ?? [];
}

/** Figures with what divides them, marks and faces: what an answer may consist of, and what makes a sum another one. */
const SIGN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])[\-\u2212]?\p{Nd}+(?:[.,:]\p{Nd}+)+|${WORD.source}|\p{Extended_Pictographic}|[?!]{2,}|[:;][\-]?[\(\)DP](?![\p{L}\p{N}])`,
  "gv",
);

/** The same with signs that say as much as a word: to tell whether two texts say the same to the letter. */
export function signsOf(text: string): string[] {
  return text.normalize("NFC").match(SIGN) ?? [];
}
