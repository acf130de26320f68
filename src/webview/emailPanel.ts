import { html, nothing } from "lit";
import type { EmailView, EmailWords } from "../shared/emailView.ts";
import type { FromEmailPanel } from "../shared/fromPanel.ts";
import { MessageReader } from "./mail/messageReader.ts";
import { PanelPage, panelRoot } from "./panelPage.ts";
import { actionsPart } from "./parts/actionsPart.ts";
import { badgesPart } from "./parts/badgesPart.ts";
import { cuePart } from "./parts/cuePart.ts";
import { factsPart } from "./parts/factsPart.ts";

const reader = new MessageReader();

new PanelPage<EmailView, EmailWords, FromEmailPanel>(panelRoot(), (view, page) => {
  const { words } = page;
  const send = (message: FromEmailPanel): void => page.send(message);
  return html`
    <header>
      <h1><bdi>${view.subject}</bdi></h1>
      ${badgesPart(view.badges)} ${view.cues.map(cuePart)} ${factsPart([...view.people, ...view.facts])}
      ${actionsPart(words.actions, [
        { label: words.refresh, run: () => send({ type: "refresh" }) },
        {
          label: view.unread ? words.markRead : words.markUnread,
          run: () => send({ type: "setUnread", unread: !view.unread }),
        },
        { label: words.copyAddress, run: () => send({ type: "copy", part: "address" }) },
        { label: words.copyId, run: () => send({ type: "copy", part: "id" }) },
        { label: words.copyJson, run: () => send({ type: "copy", part: "json" }) },
        view.inWebApp ? { label: words.openInWebApp, run: () => send({ type: "openInWebApp" }) } : undefined,
      ])}
      ${view.remark === undefined ? nothing : html`<p class="remark" role="status">${view.remark}</p>`}
    </header>
    ${reader.draw(view, words.mail, {
      kept: page.kept,
      keep: (name, value) => page.keep(name, value),
      openLink: (href) => send({ type: "openLink", href }),
      found: (findings) => send({ type: "found", findings }),
      showImages: (scope) => send({ type: "showImages", scope }),
      setLook: (look) => send({ type: "setLook", look }),
    })}
  `;
}).start();
