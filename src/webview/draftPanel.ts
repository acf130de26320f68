import { html } from "lit";
import type { DraftView, DraftWords } from "../shared/draftView.ts";
import type { FromDraftPanel } from "../shared/fromPanel.ts";
import { MessageReader } from "./mail/messageReader.ts";
import { PanelPage, panelRoot } from "./panelPage.ts";
import { actionsPart } from "./parts/actionsPart.ts";
import { cuePart } from "./parts/cuePart.ts";
import { factsPart } from "./parts/factsPart.ts";

const reader = new MessageReader();

new PanelPage<DraftView, DraftWords, FromDraftPanel>(panelRoot(), (view, page) => {
  const { words } = page;
  return html`
    <header>
      <h1><bdi>${view.subject}</bdi></h1>
      ${view.problems.map(cuePart)} ${factsPart(view.people)}
      ${actionsPart(words.actions, [
        { label: words.send, run: () => page.send({ type: "send" }), isMain: true },
      ])}
    </header>
    ${reader.draw(view, words.mail, {
      kept: page.kept,
      keep: (name, value) => page.keep(name, value),
      openLink: (href) => page.send({ type: "openLink", href }),
    })}
  `;
}).start();
