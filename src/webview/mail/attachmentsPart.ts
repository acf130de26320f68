import { html, nothing, type TemplateResult } from "lit";
import type { EmailWords } from "../../shared/emailView.ts";
import type { AttachmentRow } from "../../shared/mailReport.ts";
import { fill } from "../fill.ts";
import { cuePart } from "../parts/cuePart.ts";

/** The files of a message among its facts. One with an address on the web opens like any link of the mail. */
export function attachmentsPart(
  rows: readonly AttachmentRow[],
  words: EmailWords,
  open: (href: string) => void,
): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<div>
    <dt>${words.attachments}</dt>
    <dd>
      ${rows.map(
        ({ text, href, target, detail, cues }) =>
          html`<div class="attachment">
            ${
              target === undefined
                ? html`<bdi>${text}</bdi>`
                : html`<button
                    type="button"
                    class="link"
                    title=${href}
                    aria-label=${fill(words.mail.openLink, text)}
                    @click=${() => open(href)}
                  >
                    <bdi>${text}</bdi>
                  </button>`
            }
            <span class="quiet">${detail}</span>${cues.map(cuePart)}
          </div>`,
      )}
    </dd>
  </div>`;
}
