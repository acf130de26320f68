import { FORWARDED, FROM, OPENERS, ORIGINAL, OTHER, SENT, SUBJECT, TO, WROTE } from "./quoteWords.ts";

/**
 * How mail clients announce a quote or a signature, line by line and in several languages. Pure text rules: the page
 * asks them for HTML, and whoever reads a mail as text for its lines.
 */

/** "On Tue, 3 Mar 2026 at 10:02, Ann Lee <ann@corp.example> wrote:" and its kin. */
const OPENED = new RegExp(`^(?:${OPENERS})\\s?.{4,240}?(?:${WROTE})[^!?]{0,80}:$`, "iu");
const BEGUN = new RegExp(`^(?:${OPENERS})\\s`, "iu");
const UNOPENED: readonly RegExp[] = [
  // Without an opener a date or an address must be there: "He wrote:" is a sentence.
  new RegExp(
    `^(?=.{0,240}(?:\\p{Nd}{4}|<[^<>\\s]+@[^<>\\s]+>)).{4,240}?\\s(?:${WROTE})(?:[\\s/].{1,60})?:$`,
    "iu",
  ),
  /^.{4,160}于.{4,80}写道:$/u,
  /^.{4,160}(?:於|在).{4,80}(?:寫道|写道):$/u,
  /^\p{Nd}{4}[年/].{4,160}(?:のメール|書きました|さんは書きました):?$/u,
  /^.{2,120}(?:のメール|さんは書きました).{0,80}:$/u,
  /^\p{Nd}{4}년.{4,160}(?:작성|님이).{0,20}:$/u,
];

const YEAR =
  /(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})|(?<!\p{Nd})\p{Nd}{1,2}[./-]\s?\p{Nd}{1,2}[./-]\s?\p{Nd}{2}(?!\p{Nd})/u;
const TIME = /(?<!\p{Nd})\p{Nd}{1,2}\s?[:.h時时點点시]\s?\p{Nd}{2}(?!\p{Nd})/u;
const ADDRESS = /[^\s<>@]@[^\s<>@]/u;

const DIVIDER = new RegExp(`^[-_=*]{2,}\\s*(?:${ORIGINAL})\\s*[-_=*]{2,}$`, "iu");
const RULE = /^_{12,}$/u;

/** Between dashes or before a colon: else it is a sentence about it. */
const FORWARD = new RegExp(
  `^(?:[-_=*]{2,}.{0,40}(?:${FORWARDED}).{0,60}[-_=*]{2,}|(?:.{0,40}\\s)?(?:${FORWARDED}).{0,40}:)$`,
  "iu",
);

const labelled = (labels: string): RegExp => new RegExp(`^\\s*\\*?(?:${labels})\\s?\\*?\\s?:\\*?`, "iu");
const HEADER_FROM = labelled(FROM);
const HEADER_TO = labelled(TO);
const HEADER_ABOUT = labelled(`${SENT}|${SUBJECT}`);
const HEADER_OTHER = labelled(OTHER);

const SIGNATURE_MARK = /^(?:--|—|–)[\s\u00A0]*$/u;

/** How sure it is that a line says who wrote what follows. A `likely` one may be a sentence: a quote must follow. */
export type Certainty = "sure" | "likely";

/** Whether a line says who wrote what follows; lines that were broken come joined. */
export function attributionOf(...lines: readonly string[]): Certainty | undefined {
  const last = lines.at(-1) ?? "";
  // The cheap test first: most lines end here.
  if (last.length > 400 || !/[:：]\P{L}{0,6}$/u.test(last)) return undefined;
  const text = seen(lines.join(" "));
  if (text.length > 400 || !text.endsWith(":")) return undefined;
  const hasAddress = ADDRESS.test(text);
  const isDated = YEAR.test(text) && TIME.test(text);
  // Where the client writes no verb ("3 мар. 2026 г. в 10:02, Ann <ann@corp.example>:") the facts must do.
  const isSaid = OPENED.test(text) || (mayBeBroken(lines) && UNOPENED.some((rule) => rule.test(text)));
  if (isSaid) return hasAddress || isDated ? "sure" : "likely";
  if (!isDated || text.length > 250 || !mayBeBroken(lines)) return undefined;
  return hasAddress ? "sure" : "likely";
}

/** Whether a line can be the first of an attribution: with "On", or with the year. */
export function mayBegin(line: string): boolean {
  const text = seen(line);
  return !text.startsWith("<") && (BEGUN.test(text) || YEAR.test(text));
}

/** Only an opener or a fact tells where broken lines begin: else they would take in the answer above. */
function mayBeBroken(lines: readonly string[]): boolean {
  const [first = "", second = ""] = lines;
  return lines.length === 1 || mayBegin(first) || ADDRESS.test(first) || /^<[^<>\s]+@/u.test(seen(second));
}

/** "-----Original Message-----". */
export function isDivider(line: string): boolean {
  return DIVIDER.test(line.trim());
}

/** Outlook's line of underscores, which people draw between their own sections as well. */
export function isRule(line: string): boolean {
  return RULE.test(line.trim());
}

/** Whether what follows was forwarded rather than quoted: it is what its sender wants read. */
export function isForward(line: string): boolean {
  return line.length <= 200 && FORWARD.test(seen(line));
}

/** Whether a subject says that the message was forwarded. */
export function isForwardSubject(subject: string): boolean {
  return /^\s*(?:fwd?|wg|tr|rv|enc|i|doorst|vb|vs|vl|pd|továbbítás|ynt|πρθ|转发|轉寄|fs|mrf|vid)\s?[:：]/iu.test(
    subject,
  );
}

/** How many lines a block of "From: … Sent: … To: …" has that begins with the first of these; 0 is none. */
export function headerLength(lines: readonly string[]): number {
  if (!HEADER_FROM.test(seen(lines[0] ?? ""))) return 0;
  const block = lines.slice(0, 9).map(seen);
  const end = block.findIndex(
    (line, at) =>
      at > 0 &&
      ![HEADER_TO, HEADER_ABOUT, HEADER_OTHER].some((rule) => rule.test(line)) &&
      !isRest(block, at),
  );
  const some = end < 0 ? block : block.slice(0, end);
  // Whoever is written to: a form on a website has no such line.
  const isBlock = some.some((line) => HEADER_TO.test(line)) && some.some((line) => HEADER_ABOUT.test(line));
  return isBlock && hasFact(some.join("\n")) ? some.length : 0;
}

/** The end of a list of addresses that was broken. */
function isRest(block: readonly string[], at: number): boolean {
  const line = block[at] ?? "";
  return ADDRESS.test(line) && /^\S[^:]*$/u.test(line) && /[,;]$/u.test(block[at - 1] ?? "");
}

/** Whether something in it says whose or when: an address, a date or a time. */
function hasFact(text: string): boolean {
  return ADDRESS.test(text) || YEAR.test(text) || TIME.test(text);
}

/** "From: Ann <ann@corp.example>", which Outlook writes below its line of underscores. */
export function isFromLine(line: string): boolean {
  return HEADER_FROM.test(seen(line)) && hasFact(line);
}

/** "-- ", alone on its line (RFC 3676 section 4.3; many clients lose the blank). */
export function isSignatureMark(line: string): boolean {
  return SIGNATURE_MARK.test(line);
}

/** A line without what is not seen in it: right-to-left clients put marks around names and dates. */
function seen(line: string): string {
  return line
    .replace(/[\p{Cf}\u00A0]/gu, (mark) => (mark === "\u00A0" ? " " : ""))
    .replace(/：/gu, ":")
    .replace(/\s+:$/u, ":")
    .trim();
}
