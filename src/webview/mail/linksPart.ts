import "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, nothing, type TemplateResult } from "lit";
import type { MailFindings } from "../../shared/mailFindings.ts";
import type { LinkRow, MailReport } from "../../shared/mailReport.ts";
import type { MailWords } from "../../shared/mailWords.ts";
import { linkAddress, mailtoTarget } from "../../shared/linkAddress.ts";
import { fill } from "../fill.ts";
import { cuePart } from "../parts/cuePart.ts";

interface LinkPage {
  readonly openLink: (href: string) => void;
}

/** The links of a mail with where each truly leads, which the mail itself may hide. */
export function linksPart(
  findings: MailFindings,
  judged: MailReport["links"] | undefined,
  words: MailWords,
  page: LinkPage,
): TemplateResult | typeof nothing {
  if (findings.linkCount === 0) return nothing;
  const rows = judged?.rows ?? findings.links.slice(0, 50).map(unjudged);
  return html`<details
    class="links"
    ?open=${rows.some(({ cues }) => cues.some(({ tone }) => tone === "bad"))}
  >
    <summary>${judged?.heading ?? fill(words.links, String(findings.linkCount))}</summary>
    <ul>
      ${rows.map((row) => linkPart(row, words, page))}
    </ul>
    ${judged?.more === undefined ? nothing : html`<p class="quiet">${judged.more}</p>`}
  </details>`;
}

/** What there is to say of a link that nobody has judged. */
function unjudged({ href, text, number }: MailFindings["links"][number]): LinkRow {
  return { href, text, number, target: targetOf(href), cues: [] };
}

function targetOf(href: string): string | undefined {
  const url = URL.parse(linkAddress(href) ?? "");
  if (url === null) return undefined;
  const { protocol, host } = url;
  if (protocol === "mailto:") return mailtoTarget(url);
  return protocol === "https:" || protocol === "http:" ? host : undefined;
}

function linkPart(
  { text, href, target, cues, number }: LinkRow,
  words: MailWords,
  page: LinkPage,
): TemplateResult {
  return html`<li>
    <div>
      ${number === undefined ? nothing : html`<span class="quiet">[${number}]</span>`}
      <bdi>${text || href}</bdi>
      <span class="target" title=${href}>${target ?? words.notOpenable}</span>
      ${cues.map(cuePart)}
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
