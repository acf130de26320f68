import { isMobileSignature } from "./mobileSignature.ts";
import {
  attributionOf,
  headerLength,
  isDivider,
  isForward,
  isFromLine,
  isRule,
  isSignatureMark,
  mayBegin,
} from "./quoteRules.ts";

/** Some lines of a message: its own words, what it quotes, or how it is signed. */
export interface TextPart {
  readonly kind: "own" | "quote" | "signature";
  readonly text: string;
}

/** A quote between a person's own words gives them their sense; it folds only when it is long. */
const SHORT_QUOTE_LINES = 8;
const MARKED = /^\s{0,3}>/u;
/** Few clients quote with bars, and tables are drawn with them: an attribution must stand above. */
const BARRED = /^\s{0,3}\|\s/u;
/** "> 500 seats: 5 EUR" */
const COMPARED = /^\s{0,3}>\s?[<=$€£~≈]?\s?\p{Nd}/u;

/**
 * A plain text message in parts that a reader may fold. Joined with line breaks they are the message again. A message
 * with no words of its own is one `own` part: there would be nothing left to see. So is what was forwarded.
 */
export function foldText(text: string, options: FoldOptions = {}): TextPart[] {
  const parts = partsOfText(text, options);
  return parts.some(({ kind, text: words }) => kind === "own" && words.trim() !== "")
    ? parts
    : [{ kind: "own", text }];
}

interface FoldOptions {
  /** The subject says that the message was forwarded: not every client says it in the text. */
  readonly isForwarded?: boolean;
}

/** The same, also of a message that is nothing but a quote. */
export function partsOfText(text: string, { isForwarded = false }: FoldOptions): TextPart[] {
  const lines = text.split("\n");
  return joined(
    spans(
      lines.map((line) => line.replace(/\r$/u, "")),
      isForwarded,
    ),
    lines,
  );
}

/**
 * How many lines say who wrote what follows ("On … wrote:", a block of "From: …", a divider) from a line on; 0 is none.
 * With `quoted` it is known that a quote follows.
 */
export function announcedBy(lines: readonly string[], at: number, quoted = false): number {
  const line = lines[at] ?? "";
  if (line.trim() === "") return 0;
  if (isDivider(line)) return 1;
  if (isRule(line)) {
    const next = skipBlank(lines, at + 1);
    return isFromLine(lines[next] ?? "") || headerLength(lines.slice(next, next + 9)) > 0 ? 1 : 0;
  }
  return attributionAt(lines, at, quoted) || headerLength(lines.slice(at, at + 9));
}

interface Span {
  readonly kind: TextPart["kind"];
  readonly from: number;
  readonly to: number;
}

function spans(lines: readonly string[], isForwarded: boolean): Span[] {
  const found: Span[] = [];
  let own = 0;
  const take = (kind: TextPart["kind"], from: number, to: number): void => {
    const last = found.at(-1);
    // Blank lines between two folds are no words to show.
    if (last !== undefined && skipBlank(lines, own) >= from) found[found.length - 1] = { ...last, to: from };
    else if (from > own) found.push({ kind: "own", from: own, to: from });
    found.push({ kind, from, to });
    own = to;
  };
  for (let at = 0; at < lines.length; at++) {
    if (isForwardAt(lines, at, isForwarded)) break;
    const quote = quoteAt(lines, at);
    if (quote !== undefined) {
      if (quote.to - at > SHORT_QUOTE_LINES || isBlankFrom(lines, quote.to)) take("quote", at, quote.to);
      at = quote.to - 1;
      continue;
    }
    const end = signatureEnd(lines, at);
    if (end > at) {
      take("signature", at, end);
      at = end - 1;
    }
  }
  if (own < lines.length) found.push({ kind: "own", from: own, to: lines.length });
  return found;
}

/** Outlook does not mark what it forwards: the subject says so, and the first block of "From: …" begins it. */
function isForwardAt(lines: readonly string[], at: number, isForwarded: boolean): boolean {
  return isForward(lines[at] ?? "") || (isForwarded && announcedBy(lines, at) > 0);
}

/** The quote that begins at a line, up to where the writer's own words go on. */
function quoteAt(lines: readonly string[], at: number): { readonly to: number } | undefined {
  if (MARKED.test(lines[at] ?? "")) {
    const to = endOfMarked(lines, at, MARKED);
    const isCompared = lines.slice(at, to).every((line) => line.trim() === "" || COMPARED.test(line));
    return isCompared ? undefined : { to };
  }
  const length = announcedBy(lines, at);
  if (length === 0) return undefined;
  const next = skipBlank(lines, at + length);
  const mark = [MARKED, BARRED].find((rule) => rule.test(lines[next] ?? ""));
  return { to: mark === undefined ? lines.length : endOfMarked(lines, next, mark) };
}

/** Clients break long attributions over up to three lines. */
function attributionAt(lines: readonly string[], at: number, quoted: boolean): number {
  for (let length = 1; length <= 3; length++) {
    const some = lines.slice(at, at + length);
    if (some.some((line) => line.trim() === "")) return 0;
    const certainty = attributionOf(...some);
    // One that ends here may begin below: what stands above it is no part of it.
    if (certainty === undefined || (length > 1 && isAttributed(some))) continue;
    const next = lines[skipBlank(lines, at + length)] ?? "";
    if (certainty === "sure" || quoted || MARKED.test(next) || BARRED.test(next)) return length;
  }
  return 0;
}

function isAttributed(lines: readonly string[]): boolean {
  return lines.some(
    (line, from) => from > 0 && mayBegin(line) && attributionOf(...lines.slice(from)) === "sure",
  );
}

function endOfMarked(lines: readonly string[], from: number, mark: RegExp): number {
  let end = from;
  for (let at = from; at < lines.length; at++) {
    if (mark.test(lines[at] ?? "")) end = at + 1;
    else if ((lines[at] ?? "").trim() !== "") break;
  }
  return end;
}

/** The longest thing that is a signature and not a message that happens to follow two dashes. */
const SIGNATURE_LINES = 20;
/** A line of prose rather than of a signature. */
const SENTENCE = /^(?=.{60}).*[.!?…]\s*$/u;

/** Where the signature ends that begins at a line; the line itself when there is none. */
export function signatureEnd(lines: readonly string[], at: number): number {
  const line = lines[at] ?? "";
  if (isMobileSignature(line)) return endOfMobile(lines, at);
  if (!isSignatureMark(line)) return at;
  const end = nextQuote(lines, at + 1, at + SIGNATURE_LINES + 1);
  if (end - at > SIGNATURE_LINES) return at;
  return line.startsWith("-- ") || isSignature(lines.slice(at + 1, end)) ? end : at;
}

/** What follows a dash that may as well set sections apart. */
function isSignature(lines: readonly string[]): boolean {
  return !lines.some((line) => SENTENCE.test(line) || isSignatureMark(line));
}

/** A phone signs with a line; what follows it is the writer's. */
function endOfMobile(lines: readonly string[], at: number): number {
  let end = at + 1;
  while (end < lines.length && ((lines[end] ?? "").trim() === "" || isMobileSignature(lines[end] ?? "")))
    end++;
  return end;
}

/** Where the next quote begins, or where the search or the message ends. */
function nextQuote(lines: readonly string[], from: number, before: number): number {
  const end = Math.min(lines.length, before);
  for (let at = from; at < end; at++) if (mayBeginQuote(lines[at] ?? "") && quoteAt(lines, at)) return at;
  return end;
}

/** The cheap test before the exact one: a message of twenty thousand dashes must not take seconds. */
function mayBeginQuote(line: string): boolean {
  return !isSignatureMark(line) && /\S/u.test(line);
}

function skipBlank(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && (lines[at] ?? "").trim() === "") at++;
  return at;
}

function isBlankFrom(lines: readonly string[], from: number): boolean {
  const next = skipBlank(lines, from);
  return next >= lines.length || signatureEnd(lines, next) > next;
}

function joined(found: readonly Span[], lines: readonly string[]): TextPart[] {
  const parts: { kind: TextPart["kind"]; lines: string[] }[] = [];
  for (const { kind, from, to } of found) {
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(...lines.slice(from, to));
    else parts.push({ kind, lines: lines.slice(from, to) });
  }
  return parts.map((part) => ({ kind: part.kind, text: part.lines.join("\n") }));
}
