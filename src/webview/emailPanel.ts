import { html, nothing, type TemplateResult } from "lit";
import type { EmailView, EmailWords, MessageView } from "../shared/emailView.ts";
import type { FromEmailPanel, MailFileUse } from "../shared/fromPanel.ts";
import { fill } from "./fill.ts";
import { advicePart } from "./mail/advicePart.ts";
import { attachmentsPart } from "./mail/attachmentsPart.ts";
import type { MessagePage } from "./mail/messagePage.ts";
import { MessageReader } from "./mail/messageReader.ts";
import { showTextWhenFinding } from "./mail/readerBar.ts";
import { ThreadPart } from "./mail/threadPart.ts";
import { PanelPage, panelRoot } from "./panelPage.ts";
import type { Action } from "./parts/action.ts";
import { toolbarPart, type Actions } from "./parts/actionsPart.ts";
import { badgesPart } from "./parts/badgesPart.ts";
import { cuePart } from "./parts/cuePart.ts";
import { factsPart } from "./parts/factsPart.ts";
import { chevron } from "./parts/menuPart.ts";

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
      ${alone === undefined ? factsPart(view.thread?.facts ?? []) : messageFacts(alone)}
      ${toolbarPart(page.words, headActions(view), pagerPart())}
      ${view.remark === undefined ? nothing : html`<p class="remark" role="status">${view.remark}</p>`}
    </header>
    ${alone === undefined ? thread.draw(view) : readerPart(alone)}
  `;
});

const thread = new ThreadPart(page, {
  reader: (message) => readerPart(message),
  facts: (message) => messageFacts(message),
  // What is done to the message that the panel is about has its place above, as it has without the conversation.
  actions: (message, isOwn) =>
    isOwn ? { inSight: [], more: messageActions(message).more } : messageActions(message),
});

showTextWhenFinding(page);
// By the letter, not by the key: where "?" is on a keyboard differs.
addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
  if (key === "?" && !ctrlKey && !metaKey && !altKey) page.send({ type: "triage", step: "keys" });
});
page.start();

function openLink(href: string): void {
  page.send({ type: "openLink", href });
}

function messageFacts({ people, facts, attachments }: MessageView): TemplateResult | typeof nothing {
  return factsPart([...people, ...facts], attachmentsPart(attachments, page.words, openLink));
}

function headActions(view: EmailView): Actions {
  const { words } = page;
  const triage = (step: "interest" | "reminder" | "lead") => () => page.send({ type: "triage", step });
  const isThread = view.thread !== undefined;
  const own = view.messages.find(({ id }) => id === view.id);
  const ownActions: Actions = own === undefined ? { inSight: [], more: [] } : messageActions(own);
  const [files = [], ...others] = isThread ? [] : ownActions.more;
  return {
    inSight: [
      ...ownActions.inSight,
      view.hasLead ? { label: words.interest, run: triage("interest"), needsRoom: !isThread } : undefined,
      view.hasThread
        ? {
            label: isThread ? words.hideThread : words.showThread,
            run: () => page.send({ type: "showThread", shown: !isThread }),
            needsRoom: true,
          }
        : undefined,
    ],
    more: [
      [
        { label: words.reminder, run: triage("reminder") },
        view.hasLead ? { label: words.lead, run: triage("lead") } : undefined,
        { label: words.keys, run: () => page.send({ type: "triage", step: "keys" }) },
        { label: words.refresh, run: () => page.send({ type: "refresh" }) },
      ],
      [...files, view.hasThread ? fileAction(view.id, "thread", words.threadFile) : undefined],
      ...others,
      [
        view.inWebApp
          ? { label: words.openInWebApp, run: () => page.send({ type: "openInWebApp" }) }
          : undefined,
      ],
    ],
  };
}

function messageActions({ id, unread }: MessageView): Actions {
  const { words } = page;
  const copy = (part: "address" | "id" | "json") => () => page.send({ type: "copy", id, part });
  const openAs = (as: "md" | "html" | "eml" | "json", name: string): Action =>
    fileAction(id, as, fill(words.openAs, name));
  return {
    inSight: [
      { label: words.reply, run: () => page.send({ type: "write", id, kind: "reply" }), isMain: true },
      { label: words.forward, run: () => page.send({ type: "write", id, kind: "forward" }) },
      {
        label: unread ? words.markRead : words.markUnread,
        run: () => page.send({ type: "setUnread", id, unread: !unread }),
        needsRoom: true,
      },
    ],
    more: [
      [openAs("md", "Markdown"), openAs("html", "HTML"), openAs("eml", "EML"), openAs("json", "JSON")],
      [
        fileAction(id, "compare", words.compare),
        fileAction(id, "save", words.saveAs),
        fileAction(id, "print", words.print),
      ],
      [
        { label: words.copyAddress, run: copy("address") },
        { label: words.copyId, run: copy("id") },
        { label: words.copyJson, run: copy("json") },
      ],
    ],
  };
}

function fileAction(id: string, as: MailFileUse, label: string): Action {
  return { label, run: () => page.send({ type: "file", id, as }) };
}

/** The way to the emails before and after this one, as the Emails view has them. */
function pagerPart(): TemplateResult {
  const { words } = page;
  const button = (step: "previous" | "next", label: string, to: "up" | "down"): TemplateResult =>
    html`<button
      type="button"
      class="plain"
      aria-label=${label}
      title=${label}
      @click=${() => page.send({ type: "triage", step })}
    >
      ${chevron(to)}
    </button>`;
  return html`<span class="pager">
    ${button("previous", words.previous, "up")}${button("next", words.next, "down")}
  </span>`;
}

function readerPart(message: MessageView): TemplateResult | typeof nothing {
  const { id, body } = message;
  if (body === undefined) return nothing;
  const reader = readers.get(id) ?? new MessageReader();
  readers.set(id, reader);
  const answers: MessagePage = {
    kept: page.kept,
    keep: (name, value) => page.keep(name, value),
    openLink,
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
