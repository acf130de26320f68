import { html, nothing, type TemplateResult } from "lit";
import type { FetchRow, MailReport } from "../../shared/mailReport.ts";
import type { MailWords } from "../../shared/mailWords.ts";

/** Everything that the mail would fetch, why it looks like a tracker, and what became of it. */
export function privacyPart(
  privacy: MailReport["privacy"] | undefined,
  words: MailWords,
): TemplateResult | typeof nothing {
  if (privacy === undefined || (privacy.fetches.length === 0 && privacy.links === undefined)) return nothing;
  return html`<details class="privacy">
    <summary>${privacy.heading}</summary>
    <p class="quiet">${privacy.intro}</p>
    ${privacy.fetches.length === 0 ? nothing : fetchesPart(privacy.fetches, words)}
    ${privacy.more === undefined ? nothing : html`<p class="quiet">${privacy.more}</p>`}
    ${privacy.links === undefined ? nothing : html`<p>${privacy.links}</p>`}
  </details>`;
}

function fetchesPart(rows: readonly FetchRow[], words: MailWords): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${words.address}</th>
        <th scope="col">${words.element}</th>
        <th scope="col">${words.tracker}</th>
        <th scope="col">${words.state}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ host, address, what, why, state, loaded }) =>
          html`<tr data-loaded=${loaded}>
            <td>
              <strong><bdi>${host}</bdi></strong>
              <span class="target" title=${address}
                >${address.slice(address.indexOf(host) + host.length)}</span
              >
            </td>
            <td>${what}</td>
            <td>${why.length === 0 ? "–" : why.map((reason) => html`<div>${reason}</div>`)}</td>
            <td>${state}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
