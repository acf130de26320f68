import type { Email } from "../../api/resources/emails.ts";
import { linkAddress } from "../../../shared/linkAddress.ts";
import { inspectLink } from "../inspectLink.ts";
import { RecipientFinder } from "../recipientId.ts";
import { escapeMarkup, safeHtml, type SafeLink } from "../html/safeHtml.ts";
import type { MailFileWords } from "./mailFileWords.ts";
import { visibleLine, visibleText } from "./markdownText.ts";

/** What a message's page says beside the message. */
export interface PageWords extends MailFileWords {
  readonly language: string;
}

/**
 * The policy of the page, for where it stands as a file and no header can say it. It runs nothing, fetches nothing and
 * submits nothing, whatever `safeHtml` might have missed.
 */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const STYLE = `:root{color-scheme:light;background:#fff;color:#1f1f1f;font:14px/1.5 sans-serif}
body{max-width:960px;margin:24px auto;padding:0 24px;overflow-wrap:anywhere}
h1{font-size:20px;line-height:1.3}h2{font-size:14px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:0 0 16px}dt{color:#5f6368}dd{margin:0}
.cue{margin:4px 0;padding:4px 10px;border-left:3px solid #b3261e}
main{contain:layout paint;margin:16px 0;padding:16px 0;border:solid #c4c7c5;border-width:1px 0}
main pre{white-space:pre-wrap;font:inherit}main img{max-width:100%;height:auto}
main img:not([src]){display:inline-block;padding:2px 6px;border:1px dashed #c4c7c5;color:#5f6368;font-size:12px}
main blockquote{margin-inline:0;padding-inline-start:12px;border-inline-start:2px solid #c4c7c5}
main sup{font:10px sans-serif}footer{font-size:12px}footer ol{padding-inline-start:28px}footer b{font-weight:600}
@media print{body{margin:0;max-width:none}a{color:inherit}}`;

/**
 * A message as a page of its own, to keep, print or open in any browser: what the panel shows, written anew from an
 * allow-list, with every link's true host at its foot. Pictures that would have to be fetched stay away.
 */
export function emailHtml(email: Email, words: PageWords): string {
  const links = new PageLinks(email, words);
  const body = bodyOf(email, links, words);
  const subject = escapeMarkup(visibleLine(words.subject(email)));
  return `<!DOCTYPE html>
<html lang="${escapeMarkup(words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${subject}</title>
<style>
${STYLE}
</style>
</head>
<body>
<header>
<h1>${subject}</h1>
${factsPart(email, words)}
${words.cues(email).map(cuePart).join("\n")}
</header>
<main>
${body}
</main>
<footer>
${listPart(words.attachmentsHeading, "ul", words.attachments(email).map(escapeLine))}
${listPart(words.linksHeading, "ol", links.rows())}
</footer>
</body>
</html>
`;
}

function bodyOf({ bodyHtml, bodyText, preview }: Email, links: PageLinks, words: PageWords): string {
  if (bodyHtml !== undefined && bodyHtml.trim() !== "")
    return safeHtml(bodyHtml, { link: (href) => links.take(href) });
  const text = bodyText ?? preview ?? "";
  return text.trim() === ""
    ? `<p>${escapeMarkup(words.noText)}</p>`
    : `<pre>${escapeMarkup(visibleText(text))}</pre>`;
}

function factsPart(email: Email, words: PageWords): string {
  const rows = words
    .facts(email)
    .map(({ label, value }) => `<dt>${escapeLine(label)}</dt><dd>${escapeLine(value)}</dd>`);
  return `<dl>${rows.join("")}</dl>`;
}

function cuePart(cue: string): string {
  return `<p class="cue">${escapeLine(cue)}</p>`;
}

function listPart(heading: string, list: "ul" | "ol", rows: readonly string[]): string {
  if (rows.length === 0) return "";
  return `<h2>${escapeLine(heading)}</h2>\n<${list}>${rows.map((row) => `<li>${row}</li>`).join("\n")}</${list}>`;
}

function escapeLine(text: string): string {
  return escapeMarkup(visibleLine(text));
}

/** More than anybody reads; what is beyond leads nowhere. */
const MAX_LINKS = 2000;

interface PageLink extends SafeLink {
  text: string;
}

/** The links of a page, each address once, by number. */
class PageLinks {
  readonly #known = new Map<string, PageLink>();
  readonly #recipients: RecipientFinder;

  constructor(
    email: Email,
    private readonly words: PageWords,
  ) {
    this.#recipients = RecipientFinder.ofEmail(email);
  }

  /** Only what leads to a page or a mailbox stays a link. */
  take(href: string): SafeLink | undefined {
    const known = this.#known.get(href);
    if (known !== undefined || this.#known.size >= MAX_LINKS) return known;
    const address = linkAddress(href);
    if (address === undefined || inspectLink({ href, text: "" }, this.#recipients).kind === "refused")
      return undefined;
    const link: PageLink = {
      href: new URL(address).href,
      mark: String(this.#known.size + 1),
      text: "",
      named: (text) => (link.text ||= text),
    };
    this.#known.set(href, link);
    return link;
  }

  rows(): string[] {
    return Array.from(this.#known, ([href, link]) => {
      const inspected = inspectLink({ href, text: link.text }, this.#recipients);
      if (inspected.kind === "refused") return "";
      const target = inspected.kind === "web" ? inspected.host : inspected.address;
      const cues = this.words.linkCues(inspected).map((cue) => `<div class="cue">${escapeLine(cue)}</div>`);
      return `<b>${escapeLine(target)}</b> ${escapeLine(link.href)}${cues.join("")}`;
    });
  }
}
