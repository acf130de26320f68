import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import { html, nothing, type TemplateResult } from "lit";
import type { FromLeadListPanel } from "../shared/fromPanel.ts";
import type { LeadListView, LeadListWords, MixRow, MixView } from "../shared/leadListView.ts";
import { PanelPage, panelRoot } from "./panelPage.ts";
import { actionsPart } from "./parts/actionsPart.ts";
import { sectionPart } from "./parts/factsPart.ts";
import { adoptPartColours } from "./parts/partColours.ts";
import { toneIcon } from "./parts/toneIcon.ts";

adoptPartColours();

new PanelPage<LeadListView, LeadListWords, FromLeadListPanel>(panelRoot(), (view, page) => {
  const { words } = page;
  const send = (message: FromLeadListPanel): void => page.send(message);
  return html`
    <header>
      <h1><bdi>${view.name}</bdi></h1>
      ${actionsPart(words.actions, [
        { label: words.refresh, run: () => send({ type: "refresh" }) },
        { label: words.copyId, run: () => send({ type: "copy", part: "id" }) },
        { label: words.copyJson, run: () => send({ type: "copy", part: "json" }) },
        view.inWebApp ? { label: words.openInWebApp, run: () => send({ type: "openInWebApp" }) } : undefined,
      ])}
    </header>
    <section class="mix" aria-label=${words.mix} aria-live="polite">
      <h2>${words.mix}</h2>
      ${mixPart(view.mix, words)}
    </section>
    ${sectionPart(view.details)}
  `;
}).start();

function mixPart(mix: MixView, words: LeadListWords): TemplateResult {
  switch (mix.type) {
    case "loading":
      return html`<p class="working"><vscode-progress-ring></vscode-progress-ring>${words.loadingMix}</p>`;
    case "failed":
      return html`<p class="trouble">${toneIcon("bad")}<span>${mix.message}</span></p>`;
    case "done":
      return html`
        <div class="mix-bar" role="img" aria-label=${mix.summary}>
          ${mix.rows
            .filter(({ share }) => share > 0)
            .map(
              ({ part, share, label, percent }) =>
                html`<span data-part=${part} style="flex-grow:${share}" title="${label} ${percent}"></span>`,
            )}
        </div>
        ${mixTable(mix.rows, mix.total, words)}
      `;
  }
}

function mixTable(rows: readonly MixRow[], total: string, words: LeadListWords): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${words.verdict}</th>
        <th scope="col" class="number">${words.leads}</th>
        <th scope="col" class="number">${words.share}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ part, label, count, percent, share }) =>
          html`<tr class=${share === 0 ? "empty" : nothing}>
            <th scope="row"><span class="swatch" data-part=${part} aria-hidden="true"></span>${label}</th>
            <td class="number">${count}</td>
            <td class="number">${percent}</td>
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${words.total}</th>
        <td class="number">${total}</td>
        <td></td>
      </tr>
    </tfoot>
  </table>`;
}
