import { findLinks } from "../../shared/findLinks.ts";
import { foldText } from "../../shared/foldText.ts";
import type { Email } from "../api/resources/emails.ts";
import type { OwnMail } from "./adviseOn.ts";
import { type Block, type Inline, readMarkdown } from "./mailMarkdown.ts";
import { printMail, type PrintedMail } from "./printMail.ts";
import { roughText } from "./roughText.ts";

/** A draft's body in the forms that are sent, and as what can be said about it. */
export function ownDraft(
  subject: string,
  body: string,
  isFirstContact: boolean,
): { readonly printed: PrintedMail; readonly mail: OwnMail } {
  const blocks = readMarkdown(body);
  const printed = printMail(blocks);
  const { links, pictures } = contentsOf(blocks);
  const mail = {
    subject,
    text: withoutQuotes(body),
    htmlBytes: new TextEncoder().encode(printed.html).length,
    words: printed.text,
    links,
    pictures,
    isFirstContact,
    isWithoutFiles: true,
  };
  return { printed, mail };
}

/** The same of a message that was sent; undefined for one that is not ours or came without its body. */
export function ownSent(email: Email): OwnMail | undefined {
  const { subject, bodyHtml, bodyText, direction, kind, attachments } = email;
  const words = bodyHtml === undefined ? bodyText : roughText(bodyHtml);
  if (words === undefined || (direction !== "sent" && direction !== "scheduled")) return undefined;
  const own = foldText(bodyHtml === undefined ? words : roughText(withoutQuotedHtml(bodyHtml)))
    .filter((part) => part.kind !== "quote")
    .map(({ text }) => text)
    .join("\n");
  const html = bodyHtml ?? "";
  return {
    subject,
    text: own,
    htmlBytes: new TextEncoder().encode(html).length,
    words,
    links:
      bodyHtml === undefined
        ? Array.from(findLinks(own), ({ href }) => href)
        : hrefsIn(withoutQuotedHtml(html)),
    pictures: picturesIn(html),
    isFirstContact: kind.word === "campaign" || kind.word === "scheduled",
    // A file that went along is named; where the row does not say, the text may be right.
    isWithoutFiles: kind.word === "manual" && attachments.length === 0,
  };
}

/** The same text with blanks where it quotes, so that offsets stay. */
function withoutQuotes(body: string): string {
  return body.replace(/^ {0,3}>.*$/gmu, (line) => " ".repeat(line.length));
}

function contentsOf(blocks: readonly Block[]): { links: string[]; pictures: number } {
  const links: string[] = [];
  let pictures = 0;
  const readInline = (inside: readonly Inline[]): void => {
    for (const node of inside) {
      if (node.kind === "image") pictures++;
      if (node.kind === "link" && !/^mailto:/iu.test(node.href)) links.push(node.href);
      if ("inside" in node) readInline(node.inside);
    }
  };
  const readBlocks = (inside: readonly Block[]): void => {
    for (const block of inside) {
      if (block.kind === "paragraph" || block.kind === "heading") readInline(block.inside);
      else if (block.kind === "list") block.items.forEach(readBlocks);
      // What is quoted is another's, and was counted where it was written.
    }
  };
  readBlocks(blocks);
  return { links, pictures };
}

/** What stands before the first quote, as the clients mark it that people answer with. */
function withoutQuotedHtml(html: string): string {
  return html.split(/<blockquote\b|<[^>]+\bclass="?(?:gmail_quote|moz-cite-prefix)/iu, 1)[0] ?? "";
}

function hrefsIn(html: string): string[] {
  return Array.from(
    html.matchAll(/<a\b[^>]*?\bhref\s*=\s*["']?(https?:\/\/[^"'\s>]+)/giu),
    ([, href = ""]) => href,
  );
}

/** Pictures of some size: what is one pixel wide or hidden is a tracker, and the privacy report names it. */
function picturesIn(html: string): number {
  return Array.from(html.matchAll(/<img\b[^>]*>/giu)).filter(
    ([tag]) => !/\b(?:width|height)\s*=\s*["']?[0-3]\b|display\s*:\s*none/iu.test(tag),
  ).length;
}
