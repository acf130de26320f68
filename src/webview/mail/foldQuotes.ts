import {
  isAttribution,
  isDivider,
  isForward,
  isHeaderBlock,
  isMobileSignature,
  isSignatureMark,
} from "../../shared/quoteRules.ts";
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
 * Folds what a message quotes and how it is signed into `<details>`, which open without a script. A message with no
 * words of its own before the quote stays open: there would be nothing left to see.
 */
export function foldQuotes(body: HTMLElement, words: FoldWords): void {
  const lines = linesOf(body, MAX_LINES);
  const quote = firstQuote(body, lines);
  const folded = quote === undefined ? undefined : foldQuote(body, quote, words.quote);
  foldSignature(body, lines, folded, words.signature);
}

function firstQuote(body: HTMLElement, lines: readonly Line[]): Element | Text | undefined {
  const marked = Array.from(body.querySelectorAll(QUOTES)).find(
    (element) => !isForward(element.textContent.slice(0, 400)),
  );
  const index = lines.findIndex((line, at) => {
    if (isAttribution(line.text) || isDivider(line.text)) return !isForward(line.text);
    const some = lines.slice(at, at + 6).map(({ text }) => text);
    if (isHeaderBlock(some)) return !isForward(lines[at - 1]?.text ?? "");
    return line.text.length > 10 && isAttribution(...some.slice(0, 2));
  });
  const said = lines[index]?.node;
  if (said === undefined || marked === undefined) return said ?? marked;
  const order = said.compareDocumentPosition(marked);
  return (order & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ? marked : said;
}

function foldQuote(body: HTMLElement, found: Element | Text, label: string): Element | undefined {
  const start = outermostStart(found, body);
  if (isBlank(before(start, body))) return undefined;
  const closed = closedQuote(found);
  if (closed !== undefined) {
    const after = document.createRange();
    after.setStartAfter(closed);
    after.setEndAfter(body.lastChild ?? body);
    if (!isBlank(after)) return foldInPlace(closed, label);
  }
  return foldRest(body, start, undefined, label);
}

/** The block of a quote that ends by itself: the mark, or what follows the line that announces it. */
function closedQuote(found: Element | Text): Element | undefined {
  const own = found instanceof Element ? found : found.parentElement;
  const inside = own?.closest(CLOSED);
  if (inside) return inside;
  const next = own?.nextElementSibling;
  return next?.matches(CLOSED) === true ? next : undefined;
}

function foldInPlace(quote: Element, label: string): Element | undefined {
  if (quote.textContent.length <= SHORT_QUOTE_CHARS) return undefined;
  const details = detailsOf("quote", label);
  quote.before(details);
  details.append(quote);
  return details;
}

/** Moves everything from a node on, however deep it stands, into a fold at the end. */
function foldRest(
  body: HTMLElement,
  start: Node,
  end: Node | undefined,
  label: string,
  kind = "quote",
): Element {
  const rest = document.createRange();
  rest.setStartBefore(start);
  if (end === undefined) rest.setEndAfter(body.lastChild ?? body);
  else rest.setEndBefore(end);
  const details = detailsOf(kind, label);
  details.append(rest.extractContents());
  if (end === undefined) body.append(details);
  else end.parentNode?.insertBefore(details, end);
  return details;
}

function foldSignature(
  body: HTMLElement,
  lines: readonly Line[],
  quote: Element | undefined,
  label: string,
): void {
  const marked = Array.from(body.querySelectorAll(SIGNATURES)).find(
    (element) => quote?.contains(element) !== true,
  );
  if (marked !== undefined) {
    if (isBlank(before(marked, body))) return;
    const details = detailsOf("signature", label);
    marked.before(details);
    details.append(...body.querySelectorAll(".gmail_signature_prefix"), marked);
    return;
  }
  const said = lines.find(
    ({ text, node }) => quote?.contains(node) !== true && (isSignatureMark(text) || isMobileSignature(text)),
  );
  if (said === undefined || !body.contains(said.node)) return;
  const start = outermostStart(said.node, body);
  if (!isBlank(before(start, body)))
    foldRest(body, start, quote?.parentNode === body ? quote : undefined, label, "signature");
}

/** The largest element that begins where the node does. */
function outermostStart(node: Node, body: Element): Node {
  let start = node;
  while (start.parentNode !== null && start.parentNode !== body && isBlank(before(start, start.parentNode)))
    start = start.parentNode;
  return start;
}

function before(node: Node, within: Node): Range {
  const range = document.createRange();
  range.setStart(within, 0);
  range.setEndBefore(node);
  return range;
}

function isBlank(range: Range): boolean {
  if (range.toString().trim() !== "") return false;
  return range.cloneContents().querySelector("img") === null;
}

function detailsOf(kind: string, label: string): HTMLDetailsElement {
  const details = document.createElement("details");
  details.dataset["fold"] = kind;
  const summary = document.createElement("summary");
  summary.textContent = label;
  details.append(summary);
  return details;
}
