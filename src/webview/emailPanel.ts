import { html, nothing, type TemplateResult } from "lit";
import type { EmailView, EmailWords, MessageView } from "../shared/emailView.ts";
import type { FromEmailPanel } from "../shared/fromPanel.ts";
import { advicePart } from "./mail/advicePart.ts";
import { MessageReader, type MessagePage } from "./mail/messageReader.ts";
import { ThreadPart } from "./mail/threadPart.ts";
import { PanelPage, panelRoot } from "./panelPage.ts";
import { actionsPart, type Action } from "./parts/actionsPart.ts";
import { badgesPart } from "./parts/badgesPart.ts";
import { cuePart } from "./parts/cuePart.ts";
import { factsPart } from "./parts/factsPart.ts";

type EmailPage = PanelPage<EmailView, EmailWords, FromEmailPanel>;

/** One for each message: each body is sanitised once. */
const readers = new Map<string, MessageReader>();

const page: EmailPage = new PanelPage<EmailView, EmailWords, FromEmailPanel>(panelRoot(), (view) => {
  page.shows({ id: view.id, thread: view.thread === undefined ? undefined : true });
  forget(view.messages);
  const [message] = view.messages;
  const alone = view.thread === undefined ? message : undefined;
  return html`
    <header>
      <h1><bdi>${view.subject}</bdi></h1>
      ${badgesPart(view.badges)} ${alone?.cues.map(cuePart)}
      ${factsPart(alone === undefined ? (view.thread?.facts ?? []) : [...alone.people, ...alone.facts])}
      ${actionsPart(page.words.actions, actions(view, alone))}
      ${view.remark === undefined ? nothing : html`<p class="remark" role="status">${view.remark}</p>`}
    </header>
    ${alone === undefined ? thread.draw(view) : readerPart(alone)}
  `;
});

const thread = new ThreadPart(page, {
  reader: (message) => readerPart(message),
  actions: (message) => messageActions(message),
});

page.start();

function actions(view: EmailView, alone: MessageView | undefined): (Action | undefined)[] {
  const { words } = page;
  const send = (message: FromEmailPanel): void => page.send(message);
  const isThread = view.thread !== undefined;
  return [
    ...(alone === undefined ? [] : messageActions(alone).slice(0, WRITING)),
    view.hasThread
      ? {
          label: isThread ? words.hideThread : words.showThread,
          run: () => send({ type: "showThread", shown: !isThread }),
        }
      : undefined,
    view.hasLead
      ? { label: words.interest, run: () => send({ type: "triage", step: "interest" }) }
      : undefined,
    { label: words.reminder, run: () => send({ type: "triage", step: "reminder" }) },
    view.hasLead ? { label: words.lead, run: () => send({ type: "triage", step: "lead" }) } : undefined,
    { label: words.refresh, run: () => send({ type: "refresh" }) },
    ...(alone === undefined ? [] : messageActions(alone).slice(WRITING)),
    view.inWebApp ? { label: words.openInWebApp, run: () => send({ type: "openInWebApp" }) } : undefined,
  ];
}

/** The first of a message's actions answer it: they come before all others. */
const WRITING = 2;

function messageActions({ id, unread }: MessageView): Action[] {
  const { words } = page;
  return [
    { label: words.reply, run: () => page.send({ type: "write", id, kind: "reply" }), isMain: true },
    { label: words.forward, run: () => page.send({ type: "write", id, kind: "forward" }) },
    {
      label: unread ? words.markRead : words.markUnread,
      run: () => page.send({ type: "setUnread", id, unread: !unread }),
    },
    { label: words.copyAddress, run: () => page.send({ type: "copy", id, part: "address" }) },
    { label: words.copyId, run: () => page.send({ type: "copy", id, part: "id" }) },
    { label: words.copyJson, run: () => page.send({ type: "copy", id, part: "json" }) },
  ];
}

function readerPart(message: MessageView): TemplateResult | typeof nothing {
  const { id, body } = message;
  if (body === undefined) return nothing;
  const reader = readers.get(id) ?? new MessageReader();
  readers.set(id, reader);
  const answers: MessagePage = {
    kept: page.kept,
    keep: (name, value) => page.keep(name, value),
    openLink: (href) => page.send({ type: "openLink", href }),
    found: (findings) => page.send({ type: "found", id, findings }),
    showImages: (scope) => page.send({ type: "showImages", id, scope }),
    setLook: (look) => page.send({ type: "setLook", id, look }),
  };
  return html`${reader.draw({ ...message, body }, page.words.mail, answers)} ${advicePart(message.advice)}`;
}

/** What another email has left behind. */
function forget(messages: readonly MessageView[]): void {
  const present = new Set(messages.map(({ id }) => id));
  for (const id of readers.keys()) if (!present.has(id)) readers.delete(id);
}
