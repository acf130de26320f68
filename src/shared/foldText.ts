import {
  isAttribution,
  isDivider,
  isForward,
  isHeaderBlock,
  isMobileSignature,
  isSignatureMark,
} from "./quoteRules.ts";

/** Some lines of a message: its own words, what it quotes, or how it is signed. */
export interface TextPart {
  readonly kind: "own" | "quote" | "signature";
  readonly text: string;
}

/** A quote between a person's own words gives them their sense; it folds only when it is long. */
const SHORT_QUOTE_LINES = 8;
const QUOTED = /^\s{0,3}(?:>|\|\s)/u;

/**
 * A plain text message in parts that a reader may fold. Joined with line breaks they are the message again. A message
 * with no words of its own is one `own` part: there would be nothing left to see.
 */
export function foldText(text: string): TextPart[] {
  const lines = text.split("\n");
  const parts = joined(spans(lines.map((line) => line.replace(/\r$/u, ""))), lines);
  return parts.some(({ kind, text: words }) => kind === "own" && words.trim() !== "")
    ? parts
    : [{ kind: "own", text }];
}

interface Span {
  readonly kind: TextPart["kind"];
  readonly from: number;
  readonly to: number;
}

function spans(lines: readonly string[]): Span[] {
  const found: Span[] = [];
  let own = 0;
  const take = (kind: TextPart["kind"], from: number, to: number): void => {
    if (from > own) found.push({ kind: "own", from: own, to: from });
    found.push({ kind, from, to });
    own = to;
  };
  for (let at = 0; at < lines.length; at++) {
    const quote = quoteAt(lines, at);
    if (quote !== undefined) {
      if (quote.to - at > SHORT_QUOTE_LINES || isBlankFrom(lines, quote.to)) take("quote", at, quote.to);
      at = quote.to - 1;
    } else if (signatureAt(lines, at)) {
      const end = nextQuote(lines, at + 1, lines.length);
      take("signature", at, end);
      at = end - 1;
    }
  }
  if (own < lines.length) found.push({ kind: "own", from: own, to: lines.length });
  return found;
}

/** The quote that begins at a line, up to where the writer's own words go on. */
function quoteAt(lines: readonly string[], at: number): { readonly to: number } | undefined {
  const line = lines[at] ?? "";
  if (QUOTED.test(line)) return { to: endOfMarked(lines, at) };
  const length = attributionLength(lines, at);
  if (length > 0) {
    const next = skipBlank(lines, at + length);
    return { to: QUOTED.test(lines[next] ?? "") ? endOfMarked(lines, next) : lines.length };
  }
  if (isForward(line)) return undefined;
  return isDivider(line) || isHeaderBlock(lines.slice(at, at + 6)) ? { to: lines.length } : undefined;
}

/** Clients break long attributions over up to three lines. */
function attributionLength(lines: readonly string[], at: number): number {
  if ((lines[at] ?? "").trim() === "") return 0;
  for (let length = 1; length <= 3; length++) {
    const some = lines.slice(at, at + length);
    if (some.some((line) => line.trim() === "")) return 0;
    if (isAttribution(...some)) return length;
  }
  return 0;
}

function endOfMarked(lines: readonly string[], from: number): number {
  let end = from;
  for (let at = from; at < lines.length; at++) {
    if (QUOTED.test(lines[at] ?? "")) end = at + 1;
    else if ((lines[at] ?? "").trim() !== "") break;
  }
  return end;
}

/** The longest thing that is a signature and not a message that happens to follow two dashes. */
const SIGNATURE_LINES = 20;

function signatureAt(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (isMobileSignature(line)) return true;
  return isSignatureMark(line) && nextQuote(lines, at + 1, at + SIGNATURE_LINES + 1) - at <= SIGNATURE_LINES;
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
  return next >= lines.length || signatureAt(lines, next);
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
