import "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, nothing, type TemplateResult } from "lit";
import type { MailWords } from "../../shared/mailWords.ts";
import { fill } from "../fill.ts";
import type { MailLink } from "./sanitiseMail.ts";

const MAX_LINKS = 200;

/** The links of a mail with where each truly leads, which the mail itself may hide. */
export function linksPart(
  links: readonly MailLink[],
  words: MailWords,
  page: { openLink(href: string): void },
): TemplateResult | typeof nothing {
  if (links.length === 0) return nothing;
  const more = links.length - MAX_LINKS;
  return html`<details class="links">
    <summary>${fill(words.links, String(links.length))}</summary>
    <ul>
      ${links.slice(0, MAX_LINKS).map((link) => linkPart(link, words, page))}
    </ul>
    ${more > 0 ? html`<p class="quiet">${fill(words.moreLinks, String(more))}</p>` : nothing}
  </details>`;
}

function linkPart(
  { text, href, target }: MailLink,
  words: MailWords,
  page: { openLink(href: string): void },
): TemplateResult {
  return html`<li>
    <div>
      <bdi>${text || href}</bdi>
      <span class="target" title=${href}>${target ?? words.notOpenable}</span>
    </div>
    ${
      target === undefined
        ? nothing
        : html`<vscode-button
            secondary
            aria-label=${fill(words.openLink, target)}
            @click=${() => page.openLink(href)}
            >${words.open}</vscode-button
          >`
    }
  </li>`;
}
