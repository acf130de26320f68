import { announcedBy, signatureEnd } from "../../shared/foldText.ts";
import { isForward } from "../../shared/quoteRules.ts";
import { foldRange, isBlankBefore, outermostStart } from "./foldRange.ts";
import { linesOf, type Line } from "./linesOf.ts";

export interface FoldWords {
  readonly quote: string;
  readonly signature: string;
}

/** What mail clients put around the message that is answered. */
const QUOTES =
  ".gmail_quote, blockquote[type=cite], .moz-cite-prefix, .yahoo_quoted, .yahoo-quoted-begin, #divRplyFwdMsg, #appendonsend, " +
  ".OutlookMessageHeader, .protonmail_quote, .tutanota_quote, .zmail_extra, .x_gmail_quote, #mail-editor-reference-message-container, " +
  "[id^=reply-intro], .ms-outlook-mobile-reference-message, .mailbird-quote";
const SIGNATURES =
  ".gmail_signature, .moz-signature, #Signature, #x_Signature, .protonmail_signature_block, .sh-signature";
/** Blocks that end themselves; of the other marks everything that follows belongs to the quote. */
const CLOSED = "blockquote, .gmail_quote, .yahoo_quoted, .protonmail_quote, .tutanota_quote";
const MAX_LINES = 4000;
/** A shorter quote between a person's own words gives them their sense. */
const SHORT_QUOTE_CHARS = 400;

/**
 * Folds what a message quotes and how it is signed into `<details>`, which open without a script. What was forwarded
 * stays open, and so does a message with no words of its own: there would be nothing left to see.
 */
export function foldQuotes(body: HTMLElement, words: FoldWords, { isForwarded = false } = {}): void {
  new Folder(body, words, isForwarded).fold();
}

/** Where a quote begins, and the block that it is if it ends by itself. */
interface Quote {
  readonly start: Node;
  readonly closed: Element | undefined;
}

class Folder {
  private readonly lines: readonly Line[];
  private readonly texts: readonly string[];
  private readonly quotes: ReadonlyMap<number, Element>;
  private readonly signatures: ReadonlyMap<number, Element>;
  /** The line that what was forwarded begins with, or the number of lines. */
  private readonly end: number;

  constructor(
    private readonly body: HTMLElement,
    private readonly words: FoldWords,
    private readonly isForwarded: boolean,
  ) {
    this.lines = linesOf(body, MAX_LINES);
    this.texts = this.lines.map(({ text }) => text);
    this.quotes = this.marks(QUOTES);
    this.signatures = this.marks(SIGNATURES);
    this.end = this.forwardedFrom();
  }

  fold(): void {
    let hasOwn = false;
    for (let at = 0; at < this.end;) {
      const quote = this.quoteAt(at);
      const next = quote === undefined ? this.foldSignature(at, hasOwn) : this.foldQuote(at, quote, hasOwn);
      if (next === at) hasOwn = true;
      at = Math.max(next, at + 1);
    }
  }

  /** The elements that a selector finds, by the line that each begins with or stands before. */
  private marks(selector: string): ReadonlyMap<number, Element> {
    const found = new Map<number, Element>();
    let at = 0;
    for (const element of this.body.querySelectorAll(selector)) {
      while (at < this.lines.length && isBefore(this.lines[at]?.node, element)) at++;
      if (at < this.lines.length && !found.has(at)) found.set(at, element);
    }
    return found;
  }

  /** Not every client marks what it forwards: where the subject says so the first head begins it. */
  private forwardedFrom(): number {
    let inQuote = 0;
    const from = this.texts.findIndex((text, at) => {
      if (at < inQuote) return false;
      if (isForward(text)) return true;
      const quote = this.quoteAt(at);
      if (quote !== undefined && this.isForwarded) return true;
      if (quote !== undefined) inQuote = this.after(at, quote.closed);
      return false;
    });
    return from < 0 ? this.lines.length : from;
  }

  private quoteAt(at: number): Quote | undefined {
    const marked = this.quotes.get(at);
    if (marked !== undefined) return { start: marked, closed: closedBy(marked) };
    const isQuoted = [1, 2, 3].some((ahead) => this.isQuoteAfter(at, at + ahead));
    const node = this.lines[at]?.node;
    const length = node === undefined ? 0 : announcedBy(this.texts, at, isQuoted);
    if (node === undefined || length === 0) return undefined;
    const next = this.lines[at + length]?.node.parentElement;
    const inside = node.parentElement?.closest(CLOSED);
    const closed = inside ?? outermost(next, CLOSED);
    return { start: node, closed: closed?.contains(this.body) === false ? closed : undefined };
  }

  private isQuoteAfter(at: number, next: number): boolean {
    const block = this.lines[next]?.node.parentElement?.closest("blockquote");
    return block !== null && block !== undefined && !block.contains(this.lines[at]?.node ?? null);
  }

  /** Answers the first line behind the quote. */
  private foldQuote(at: number, { start, closed }: Quote, hasOwn: boolean): number {
    const next = this.after(at, closed);
    const isLast = next >= this.end || signatureEnd(this.texts, next) > next || this.signatures.has(next);
    if (closed === undefined || isLast) {
      if (hasOwn) this.wrap(outermostStart(start, this.body), next, "quote");
    } else if (closed.textContent.length > SHORT_QUOTE_CHARS) {
      foldRange(closed, undefined, this.words.quote, "quote");
    }
    return next;
  }

  /** Answers the first line behind the signature that begins at a line; that line when there is none. */
  private foldSignature(at: number, hasOwn: boolean): number {
    if (!hasOwn) return at;
    const marked = this.signatures.get(at);
    if (marked !== undefined) {
      const next = this.after(at, marked);
      this.wrap(marked, next, "signature", marked);
      return next;
    }
    let next = Math.min(signatureEnd(this.texts, at), this.end);
    for (let line = at + 1; line < next; line++) if (this.quotes.has(line)) next = line;
    const node = this.lines[at]?.node;
    if (next > at && node !== undefined) this.wrap(outermostStart(node, this.body), next, "signature");
    return next;
  }

  /** The first line behind an element, or all of them. */
  private after(at: number, element: Element | undefined): number {
    if (element === undefined) return this.lines.length;
    let next = at;
    while (next < this.lines.length && isWithinOrBefore(this.lines[next]?.node, element)) next++;
    return Math.max(next, at + 1);
  }

  /** Folds from a node on up to a line. */
  private wrap(start: Node, next: number, kind: "quote" | "signature", only?: Element): void {
    if (isBlankBefore(start, this.body)) return;
    const following = this.quotes.get(next) ?? this.lines[next]?.node;
    const end = following === undefined ? undefined : outermostStart(following, this.body);
    foldRange(start, only ?? end ?? this.body, this.words[kind], kind);
  }
}

function isBefore(node: Node | undefined, element: Element): boolean {
  if (node === undefined) return false;
  const order = element.compareDocumentPosition(node);
  return (order & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
}

function isWithinOrBefore(node: Node | undefined, element: Element): boolean {
  return node !== undefined && (element.contains(node) || isBefore(node, element));
}

/** The block that a mark is, or that follows the line that it marks. */
function closedBy(marked: Element): Element | undefined {
  if (marked.matches(CLOSED)) return marked;
  const next = marked.nextElementSibling;
  return next?.matches(CLOSED) === true ? next : undefined;
}

function outermost(element: Element | null | undefined, selector: string): Element | undefined {
  let found: Element | undefined;
  for (let each = element?.closest(selector); each; each = each.parentElement?.closest(selector))
    found = each;
  return found;
}
