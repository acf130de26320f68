import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import type { EmailView, EmailWords, MessageView, ThreadView } from "../../shared/emailView.ts";
import type { FromEmailPanel } from "../../shared/fromPanel.ts";
import type { PanelPage } from "../panelPage.ts";
import { groupsOf, present, type Actions } from "../parts/actionsPart.ts";
import { badgesPart } from "../parts/badgesPart.ts";
import { cuePart } from "../parts/cuePart.ts";
import { menuPart } from "../parts/menuPart.ts";
import { Folds } from "./folds.ts";

/** What a conversation needs for each of its messages. */
interface MessageParts {
  readonly reader: (message: MessageView) => TemplateResult | typeof nothing;
  readonly facts: (message: MessageView) => TemplateResult | typeof nothing;
  readonly actions: (message: MessageView, isOwn: boolean) => Actions;
}

/** How far below the edge of the window a body is drawn ahead. */
const AHEAD = "600px";

/**
 * The messages of a conversation, each of which folds. Of an unfolded one the body is asked for and drawn once it comes
 * near the window: a hundred of them are a hundred frames.
 */
export class ThreadPart {
  private readonly folds: Folds;
  private readonly near = new Set<string>();
  private readonly asked = new Set<string>();
  private readonly watched = new IntersectionObserver((entries) => this.see(entries), { rootMargin: AHEAD });
  /** The message whose neighbours have been drawn around it: it is brought into sight once. */
  private placed: string | undefined;

  constructor(
    private readonly page: PanelPage<EmailView, EmailWords, FromEmailPanel>,
    private readonly parts: MessageParts,
  ) {
    this.folds = new Folds(page);
  }

  draw(view: EmailView): TemplateResult | typeof nothing {
    const { thread, messages } = view;
    if (thread === undefined) return nothing;
    if (this.folds.of(view.id)) this.asked.clear();
    if (messages.length > 1 && !thread.isLoading && this.placed !== view.id) {
      this.placed = view.id;
      requestAnimationFrame(() => this.place(view.id));
    }
    return html`<section class="thread" aria-label=${this.page.words.conversation}>
      ${this.barPart(thread, messages)}
      <ol>
        ${repeat(
          messages,
          ({ id }) => id,
          (message) => this.messagePart(message, message.id === view.id),
        )}
      </ol>
    </section>`;
  }

  private barPart(thread: ThreadView, messages: readonly MessageView[]): TemplateResult {
    const { words } = this.page;
    const isFirst = thread.order === "newestFirst";
    const areAllOpen = messages.every(({ id }) => this.folds.isOpen(id));
    const setOrder = (): void =>
      this.page.send({ type: "setOrder", order: isFirst ? "newestLast" : "newestFirst" });
    return html`<div class="thread-bar">
      <p class="quiet" role="status">${thread.summary}</p>
      <button type="button" class="plain" @click=${setOrder}>
        ${isFirst ? words.newestLast : words.newestFirst}
      </button>
      <button
        type="button"
        class="plain"
        @click=${() => this.folds.set(areAllOpen ? [] : messages.map(({ id }) => id))}
      >
        ${areAllOpen ? words.foldAll : words.unfoldAll}
      </button>
    </div>`;
  }

  private messagePart(message: MessageView, isOwn: boolean): TemplateResult {
    const { id, side, unread } = message;
    const isOpen = this.folds.isOpen(id);
    return html`<li
      class="letter"
      data-id=${id}
      data-side=${side}
      ?data-unread=${unread}
      ${ref((element) => {
        if (element !== undefined) this.watched.observe(element);
      })}
    >
      ${this.headPart(message, isOpen)} ${isOpen ? this.openPart(message, isOwn) : nothing}
    </li>`;
  }

  private headPart(message: MessageView, isOpen: boolean): TemplateResult {
    const { who, sideWord, how, when, preview, badges, unread } = message;
    return html`<button
      type="button"
      class="letter-head"
      aria-expanded=${isOpen}
      @click=${() => this.toggle(message, isOpen)}
    >
      <span class="letter-fold" aria-hidden="true"></span>
      <span class="letter-who"><bdi>${who}</bdi></span>
      <span class="letter-side">${sideWord}</span>
      ${unread ? html`<span class="letter-unread">${this.page.words.unread}</span>` : nothing}
      <span class="letter-how"><bdi>${how}</bdi>${badges.map(({ text }) => html` · ${text}`)}</span>
      <span class="letter-when">${when}</span>
      ${isOpen ? nothing : html`<span class="letter-preview"><bdi>${preview}</bdi></span>`}
    </button>`;
  }

  private openPart(message: MessageView, isOwn: boolean): TemplateResult {
    const { words } = this.page;
    const actions = this.parts.actions(message, isOwn);
    const isNear = this.near.has(message.id);
    if (isNear) this.ask(message);
    return html`<div class="letter-body">
      ${message.cues.map(cuePart)} ${badgesPart(message.badges)} ${this.parts.facts(message)}
      <div class="letter-actions" role="toolbar" aria-label=${words.actions}>
        ${present(actions.inSight).map(
          ({ label, run, needsRoom = false }) =>
            html`<button type="button" class=${needsRoom ? "plain roomy" : "plain"} @click=${run}>
              ${label}
            </button>`,
        )}
        ${menuPart(words.more, groupsOf(actions), "plain")}
      </div>
      ${message.failure === undefined ? nothing : this.failurePart(message, message.failure)}
      ${isNear && message.body !== undefined ? this.parts.reader(message) : this.waitingPart(message)}
    </div>`;
  }

  private waitingPart({ failure }: MessageView): TemplateResult | typeof nothing {
    if (failure !== undefined) return nothing;
    return html`<p class="letter-waiting quiet">${this.page.words.loadingBody}</p>`;
  }

  private failurePart({ id }: MessageView, failure: string): TemplateResult {
    const retry = (): void => this.page.send({ type: "unfold", id, byPerson: false });
    return html`<p class="remark" role="alert">
      ${failure} <button type="button" class="link" @click=${retry}>${this.page.words.retry}</button>
    </p>`;
  }

  private toggle(message: MessageView, isOpen: boolean): void {
    const { id } = message;
    this.folds.toggle(id);
    if (isOpen) return;
    this.asked.add(id);
    this.page.send({ type: "unfold", id, byPerson: true });
  }

  /** Asks for a body once; after a failure only a person asks again. */
  private ask({ id, body }: MessageView): void {
    if (body !== undefined || this.asked.has(id)) return;
    this.asked.add(id);
    this.page.send({ type: "unfold", id, byPerson: false });
  }

  private see(entries: readonly IntersectionObserverEntry[]): void {
    const before = this.near.size;
    for (const { target, isIntersecting } of entries) {
      const id = target instanceof HTMLElement ? target.dataset["id"] : undefined;
      // What was drawn stays: a frame that comes and goes would be read anew each time.
      if (id !== undefined && isIntersecting) this.near.add(id);
    }
    if (this.near.size > before) this.page.redraw();
  }

  private place(id: string): void {
    const letter = document.querySelector(`.letter[data-id="${CSS.escape(id)}"]`);
    if (letter !== null && letter.getBoundingClientRect().top > window.innerHeight / 2)
      letter.scrollIntoView({ block: "start" });
  }
}
