import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import { html, nothing, type TemplateResult } from "lit";
import type { AccountView, AccountWords, VitalsView } from "../shared/accountView.ts";
import type { FromAccountPanel } from "../shared/fromPanel.ts";
import { MessageReader } from "./mail/messageReader.ts";
import { PanelPage, panelRoot } from "./panelPage.ts";
import { actionsPart } from "./parts/actionsPart.ts";
import { badgesPart } from "./parts/badgesPart.ts";
import { sectionPart } from "./parts/factsPart.ts";
import { toneIcon } from "./parts/toneIcon.ts";

type AccountPage = PanelPage<AccountView, AccountWords, FromAccountPanel>;

const reader = new MessageReader();

new PanelPage<AccountView, AccountWords, FromAccountPanel>(panelRoot(), (view, page) => {
  const { words } = page;
  const send = (message: FromAccountPanel): void => page.send(message);
  return html`
    <header>
      <h1><bdi>${view.email}</bdi></h1>
      ${view.name === undefined ? nothing : html`<p class="subtitle"><bdi>${view.name}</bdi></p>`}
      ${badgesPart(view.badges)} ${troublePart(view.trouble)}
      ${actionsPart(words.actions, [
        { label: words.refresh, run: () => send({ type: "refresh" }) },
        { label: words.copyAddress, run: () => send({ type: "copy", part: "address" }) },
        { label: words.copyJson, run: () => send({ type: "copy", part: "json" }) },
        view.inWebApp ? { label: words.openInWebApp, run: () => send({ type: "openInWebApp" }) } : undefined,
      ])}
    </header>
    <div class="sections">
      ${view.sections.slice(0, 2).map(sectionPart)} ${vitalsPart(view.vitals, page)}
      ${view.sections.slice(2).map(sectionPart)}
    </div>
    ${
      view.signature === undefined
        ? nothing
        : html`<section class="signature" aria-label=${words.signature}>
            <h2>${words.signature}</h2>
            ${reader.draw({ body: view.signature }, words.mail, {
              kept: page.kept,
              keep: (name, value) => page.keep(name, value),
              openLink: (href) => send({ type: "openLink", href }),
            })}
          </section>`
    }
  `;
}).start();

function troublePart(trouble: AccountView["trouble"]): TemplateResult | typeof nothing {
  if (trouble === undefined) return nothing;
  return html`<div class="trouble">
    ${toneIcon("warn")}
    <p><strong>${trouble.headline}</strong> ${trouble.advice}</p>
  </div>`;
}

function vitalsPart(vitals: VitalsView, page: AccountPage): TemplateResult {
  const { words } = page;
  return html`<section class="vitals" aria-label=${words.vitals} aria-live="polite">
    <h2>${words.vitals}</h2>
    ${vitalsBody(vitals, words)}
    ${
      vitals.type === "loading"
        ? nothing
        : html`<div class="buttons">
            <vscode-button
              ?secondary=${vitals.type !== "idle"}
              @click=${() => page.send({ type: "testVitals" })}
              >${vitals.type === "idle" ? words.testVitals : words.testAgain}</vscode-button
            >
          </div>`
    }
  </section>`;
}

function vitalsBody(vitals: VitalsView, words: AccountWords): TemplateResult {
  switch (vitals.type) {
    case "idle":
      return html`<p class="quiet">${words.vitalsIntro}</p>`;
    case "loading":
      return html`<p class="working"><vscode-progress-ring></vscode-progress-ring>${words.testing}</p>`;
    case "failed":
      return html`<p class="trouble">${toneIcon("bad")}<span>${vitals.message}</span></p>`;
    case "done":
      return html`<p>${vitals.summary}</p>
        <ul class="records">
          ${vitals.records.map(
            ({ name, purpose, verdict, tone }) =>
              html`<li>
                ${toneIcon(tone)}<strong>${name}</strong><span>${verdict}</span
                ><span class="quiet">${purpose}</span>
              </li>`,
          )}
        </ul>`;
  }
}
