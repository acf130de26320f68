import type { Email } from "../../api/resources/emails.ts";
import { quotedElsewhere } from "../quotedElsewhere.ts";
import { inspectLink, type InspectedLink } from "../inspectLink.ts";
import { RecipientFinder } from "../recipientId.ts";
import { htmlLines, type NumberedLink } from "./htmlLines.ts";
import { inlineMarkdown } from "./inlineMarkdown.ts";
import type { MailFileWords } from "./mailFileWords.ts";
import { BLANK, joinLines, type MailLine } from "./mailLines.ts";
import { headingMarkdown, markdownOf, visibleLine } from "./markdownText.ts";
import { textLines } from "./textLines.ts";

/** What a message's Markdown says beside the message. */
export interface MarkdownWords extends MailFileWords {
  readonly notOpenable: string;
  readonly moreLinks: (count: number) => string;
  readonly picture: (words: string) => string;
  readonly hidden: (characters: number) => string;
  readonly onlyPreview: string;
  /** Stands for what a message quotes, where the quoted message stands in the same document. */
  readonly quoteLeftOut: (lines: number) => string;
  /** Heading of one message of a conversation. */
  readonly messageHeading: (email: Email, number: number) => string;
  readonly conversation: (emails: readonly Email[]) => readonly string[];
}

/**
 * A message as a Markdown document: readable as it is and in a preview, where nothing of it is a link that says another
 * place than it leads to, a picture that is fetched, or HTML.
 */
export function emailMarkdown(email: Email, words: MarkdownWords): string {
  const { body, notes, links } = bodyOf(email, words, 2);
  return documentOf([
    headingOf(1, words.subject(email)),
    factsPart(email, words),
    quotedNotes([...words.cues(email), ...notes]),
    joinLines(body),
    attachmentsPart(email, words, 2),
    links === "" ? "" : `## ${words.linksHeading}\n\n${links}`,
  ]);
}

/**
 * A conversation as one Markdown document, in the order given. What a message quotes is left out and counted where it
 * stands in another one of them, word for word.
 */
export function threadMarkdown(emails: readonly Email[], words: MarkdownWords): string {
  const [first] = emails;
  if (first === undefined) return "";
  const bodies = emails.map((email) => bodyOf(email, words, 3));
  const leftOut = quotedElsewhere(
    emails.map((email, index) => ({ email, lines: bodies[index]?.body.map(({ text }) => text) ?? [] })),
  );
  const messages = emails.flatMap((email, index) => {
    const { body = [], notes = [], links = "" } = bodies[index] ?? {};
    return [
      headingOf(2, words.messageHeading(email, index + 1)),
      factsPart(email, words),
      quotedNotes([...words.cues(email), ...notes]),
      joinLines(withoutQuotes(body, leftOut[index], words)),
      attachmentsPart(email, words, 3),
      links === "" ? "" : `### ${words.linksHeading}\n\n${links}`,
    ];
  });
  return documentOf([
    headingOf(1, words.subject(first)),
    words.conversation(emails).map(markdownOf).join("  \n"),
    ...messages,
  ]);
}

function documentOf(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function headingOf(level: number, text: string): string {
  return headingMarkdown(level, inlineMarkdown(visibleLine(text)));
}

function factsPart(email: Email, words: MarkdownWords): string {
  return words
    .facts(email)
    .map(({ label, value }) => `- **${inlineMarkdown(label)}:** ${inlineMarkdown(visibleLine(value))}`)
    .join("\n");
}

function quotedNotes(notes: readonly string[]): string {
  return notes.map((note) => `> ${markdownOf(note)}`).join("\n>\n");
}

function attachmentsPart(email: Email, words: MarkdownWords, level: number): string {
  const files = words.attachments(email);
  if (files.length === 0) return "";
  const rows = files.map((file) => `- ${markdownOf(file)}`);
  return [`${"#".repeat(level)} ${words.attachmentsHeading}`, "", ...rows].join("\n");
}

interface Body {
  readonly body: readonly MailLine[];
  readonly notes: readonly string[];
  readonly links: string;
}

/** HTML first: what is sent as text beside it is often a stub. */
function bodyOf(email: Email, words: MarkdownWords, level: number): Body {
  const { bodyHtml = "", bodyText = "", preview = "" } = email;
  if (bodyHtml.trim() !== "") {
    const read = htmlLines(bodyHtml, { picture: words.picture, headingLevel: level });
    const notes = read.hiddenChars === 0 ? [] : [words.hidden(read.hiddenChars)];
    return { body: read.lines, notes, links: linksPart(email, read.links, words) };
  }
  if (bodyText.trim() !== "") return { body: textLines(bodyText), notes: [], links: "" };
  const body = preview.trim() === "" ? [] : textLines(preview);
  return { body, notes: [body.length === 0 ? words.noText : words.onlyPreview], links: "" };
}

const MAX_LISTED = 500;

function linksPart(email: Email, links: readonly NumberedLink[], words: MarkdownWords): string {
  const recipients = RecipientFinder.ofEmail(email);
  const rows = links.slice(0, MAX_LISTED).map((link) => {
    const inspected = inspectLink(link, recipients);
    const cues = words.linkCues(inspected).map((cue) => ` (${inlineMarkdown(visibleLine(cue))})`);
    return `${String(link.number)}. ${targetOf(link, inspected, words)}${cues.join("")}`;
  });
  if (links.length > MAX_LISTED) rows.push("", words.moreLinks(links.length - MAX_LISTED));
  return rows.join("\n");
}

/** The address itself, so that it is what is clicked on. */
function targetOf({ href }: NumberedLink, inspected: InspectedLink, words: MarkdownWords): string {
  switch (inspected.kind) {
    case "web":
      return `${inlineMarkdown(inspected.host)}: <${new URL(inspected.address).href.replace(/[<>\s]/gu, encodeURIComponent)}>`;
    case "mail":
      return markdownOf(inspected.address);
    case "refused":
      return `${inlineMarkdown(visibleLine(href.slice(0, 120)))} (${words.notOpenable})`;
  }
}

/** The lines without those that are left out; what stands for a run of them says how many words' lines it had. */
function withoutQuotes(
  lines: readonly MailLine[],
  leftOut: ReadonlySet<number> | undefined,
  words: MarkdownWords,
): readonly MailLine[] {
  const shown: MailLine[] = [];
  let count = 0;
  for (const [index, line] of [...lines, undefined].entries()) {
    if (leftOut?.has(index) === true) {
      if (line !== undefined && line.markdown !== "") count++;
      continue;
    }
    if (count > 0)
      shown.push(BLANK, { text: "", markdown: `*${words.quoteLeftOut(count)}*`, breaks: false }, BLANK);
    count = 0;
    if (line !== undefined) shown.push(line);
  }
  return shown;
}
