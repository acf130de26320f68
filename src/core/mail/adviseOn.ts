import {
  ATTACHMENT,
  CLIPPED_BYTES,
  FEW_WORDS_BYTES,
  MAX_LINKS,
  OPT_OUT,
  PHRASES,
  SHORTENERS,
  SHOUTED_CHARS,
} from "./adviceRules.ts";

/** A message of ours, written or sent. */
export interface OwnMail {
  readonly subject: string;
  /** What we wrote, without what is quoted; places are told by offsets into it. */
  readonly text: string;
  /** Bytes of the whole HTML body. */
  readonly htmlBytes: number;
  /** The words of the whole message, quotes included. */
  readonly words: string;
  readonly links: readonly string[];
  /** Pictures that can be seen: no trackers. */
  readonly pictures: number;
  /** Nobody at the other end has written in this conversation yet. */
  readonly isFirstContact: boolean;
  /** It can carry no file. */
  readonly isWithoutFiles: boolean;
}

/**
 * Something that speaks against a message as it stands.
 * - `mergeTag`: a placeholder that nobody fills in; `phrase`: words that filters count, with SpamAssassin's name for them
 * - `shouting`: a subject in capitals; `optOut`: a first contact without a way to hear no more
 * - `clipped`: so much HTML that Gmail cuts it; `pictures`: pictures with hardly a word; `links`: many of them
 * - `shortener`: a link that hides where it leads; `attachment`: speaks of a file that cannot be sent along
 */
export type Advice = {
  readonly part: "subject" | "text" | "whole";
  /** Offsets in the subject or the text; 0 and 0 for the whole. */
  readonly start: number;
  readonly end: number;
} & (
  | { readonly kind: "mergeTag" | "attachment"; readonly found: string }
  | { readonly kind: "phrase"; readonly found: string; readonly rule: string }
  | { readonly kind: "shortener"; readonly host: string }
  | { readonly kind: "clipped"; readonly bytes: number }
  | { readonly kind: "links" | "pictures"; readonly count: number }
  | { readonly kind: "shouting" | "optOut" }
);

const TAG = /\{\{[^{}\n]{0,200}\}\}/gu;
const WHOLE = { part: "whole", start: 0, end: 0 } as const;

/** What there is to say about a message of ours before a filter or its recipient says it. Pure; in reading order. */
export function adviseOn(mail: OwnMail): readonly Advice[] {
  return [
    ...tags("subject", mail.subject),
    ...shouting(mail.subject),
    ...phrases("subject", mail.subject),
    ...[
      ...tags("text", mail.text),
      ...phrases("text", mail.text),
      ...shorteners(mail),
      ...files(mail),
    ].toSorted((a, b) => a.start - b.start),
    ...wholes(mail),
  ];
}

function tags(part: "subject" | "text", text: string): Advice[] {
  return Array.from(text.matchAll(TAG), (match) => ({
    kind: "mergeTag",
    part,
    ...placeOf(match),
    found: match[0],
  }));
}

function phrases(part: "subject" | "text", text: string): Advice[] {
  return PHRASES.flatMap(([rule, pattern]) =>
    Array.from(text.matchAll(pattern), (match): Advice => {
      const found = match[0].trim();
      return { kind: "phrase", part, ...placeOf(match), found, rule };
    }),
  );
}

/** As SUBJ_ALL_CAPS has it: more than one word, without the marks of a reply, and no small letter. */
function shouting(subject: string): Advice[] {
  const bare = subject.replace(/^(?:\s*(?:re|fwd?|aw|wg)\s*:)+/iu, "").trim();
  const isLoud =
    bare.length >= SHOUTED_CHARS && /\s/u.test(bare) && /\p{Lu}/u.test(bare) && !/\p{Ll}|\p{Lo}/u.test(bare);
  return isLoud ? [{ kind: "shouting", part: "subject", start: 0, end: subject.length }] : [];
}

function shorteners({ text, links }: OwnMail): Advice[] {
  return [...new Set(links)].flatMap((link): Advice[] => {
    const host = URL.parse(link)?.hostname.replace(/^www\./u, "") ?? "";
    if (!SHORTENERS.has(host)) return [];
    const start = text.indexOf(link);
    return start < 0
      ? [{ kind: "shortener", ...WHOLE, host }]
      : [{ kind: "shortener", part: "text", start, end: start + link.length, host }];
  });
}

function files({ text, isWithoutFiles }: OwnMail): Advice[] {
  if (!isWithoutFiles) return [];
  return Array.from(text.matchAll(ATTACHMENT), (match) => ({
    kind: "attachment",
    part: "text",
    ...placeOf(match),
    found: match[0],
  }));
}

function wholes({ text, htmlBytes, words, links, pictures, isFirstContact }: OwnMail): Advice[] {
  const found: Advice[] = [];
  const hosts = new Set(links.filter((link) => /^https?:/iu.test(link)));
  if (hosts.size > MAX_LINKS) found.push({ kind: "links", ...WHOLE, count: hosts.size });
  const wordBytes = new TextEncoder().encode(words.replace(/\s+/gu, " ")).length;
  if (pictures > 0 && wordBytes < FEW_WORDS_BYTES)
    found.push({ kind: "pictures", ...WHOLE, count: pictures });
  if (htmlBytes > CLIPPED_BYTES) found.push({ kind: "clipped", ...WHOLE, bytes: htmlBytes });
  if (isFirstContact && text.trim() !== "" && !OPT_OUT.test(words)) found.push({ kind: "optOut", ...WHOLE });
  return found;
}

function placeOf(match: RegExpExecArray): { start: number; end: number } {
  const blank = match[0].length - match[0].trimStart().length;
  return { start: match.index + blank, end: match.index + match[0].length };
}
