import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { systemClock } from "../../core/clock.ts";
import type { DraftStore, SendAttempt } from "../../core/mail/draftStore.ts";
import { SendDesk, type SendResult } from "../../core/mail/sendDesk.ts";
import { StoreError } from "../../core/verification/storeError.ts";
import type { ActiveSession } from "../auth/sessions.ts";
import { explain, UserError } from "../explain.ts";
import { personText } from "../words/emailWords.ts";
import { formatTime, plain } from "../words/text.ts";
import { storeFaultText } from "../words/storeWords.ts";
import type { DraftFiles } from "./draftFiles.ts";
import type { DraftShelf } from "./draftShelf.ts";
import type { DraftTabs } from "./draftTabs.ts";
import { draftUri } from "./draftUri.ts";
import { readyDraft, type ReadyDraft } from "./readyDraft.ts";
import { askToRepeat, askToSend } from "./sendQuestion.ts";
import { setSending } from "./sendingHint.ts";
import type { UndoWindow } from "./undoWindow.ts";

export interface DraftSenderOptions {
  readonly shelf: DraftShelf;
  readonly files: DraftFiles;
  readonly tabs: DraftTabs;
  readonly undo: UndoWindow;
  readonly state: vscode.Memento;
}

type Unknown = Extract<SendResult, { kind: "unknown" }>;

/** Sends drafts when a person says so, and tells what became of them. */
export class DraftSender {
  readonly #options: DraftSenderOptions;
  /** One for each session: it knows what it has sent. */
  readonly #desks = new WeakMap<ActiveSession, SendDesk>();
  readonly #sending = new Set<string>();

  constructor(options: DraftSenderOptions) {
    this.#options = options;
  }

  /** Sends a draft after asking; one that may have been sent already is looked for first. */
  async send(uri: vscode.Uri): Promise<void> {
    const { shelf } = this.#options;
    const draft = await readyDraft(shelf, uri);
    const active = await shelf.session(draft.outgoing.scope);
    if (this.#sending.has(uri.toString())) return;
    this.#sending.add(uri.toString());
    try {
      await this.#decide(draft, active);
    } finally {
      this.#sending.delete(uri.toString());
    }
  }

  /** Looks for messages that a window has left while they were being sent. */
  async settleLeft(): Promise<void> {
    const { shelf, state } = this.#options;
    const active = await shelf.current();
    if (active === undefined) return;
    const store = await shelf.of(active.profileId);
    const desk = this.#desk(active, store);
    for (const record of store.list(active.profileId)) {
      if (record.attempt === undefined) continue;
      const { kind, id, threadId, attempt } = record;
      const place = { scope: active.profileId, kind, id };
      const result = await desk.settle({ scope: place.scope, draftId: id, threadId }, attempt);
      if (result.kind === "sent") await this.#tellSent(draftUri(place), active, result);
      else if (result.kind === "unknown") void this.#tellUnknown(draftUri(place), result);
    }
    if (store.list(active.profileId).every(({ attempt }) => attempt === undefined))
      await setSending(state, false);
  }

  async #decide(draft: ReadyDraft, active: ActiveSession): Promise<void> {
    const desk = this.#desk(active, draft.store);
    const open = draft.record.attempt;
    if (open === undefined) {
      if (!(await askToSend(draft)) || !(await this.#options.undo.wait(draft.uri, draft.to))) return;
      await this.#mustStand(draft, active);
      return this.#tell(draft, active, await this.#work(draft, () => desk.send(draft.outgoing)));
    }
    const looked = await this.#work(draft, () => desk.settle(draft.outgoing, open));
    if (looked.kind !== "unknown" || !looked.mayRepeat) return this.#tell(draft, active, looked);
    if (!(await askToRepeat(draft, formatTime(open.at)))) return;
    await this.#tell(draft, active, await this.#work(draft, () => desk.send(draft.outgoing, open.id)));
  }

  /** What a person has agreed to may be gone meanwhile, or changed in another window. @throws UserError */
  async #mustStand({ uri, record, outgoing }: ReadyDraft, active: ActiveSession): Promise<void> {
    const { shelf } = this.#options;
    const now = await shelf.at(uri);
    const isAsAgreed = now.record.text === record.text && (await shelf.session(outgoing.scope)) === active;
    if (!isAsAgreed)
      throw new UserError(
        vscode.l10n.t(
          "Not sent: the draft or its workspace changed meanwhile. Look at it and send it again.",
        ),
      );
  }

  /** The words stay as they are while they are on their way. */
  async #work({ uri }: ReadyDraft, work: () => Promise<SendResult>): Promise<SendResult> {
    const { files, state } = this.#options;
    await setSending(state, true);
    files.setLocked(uri, true);
    try {
      const location = vscode.ProgressLocation.Notification;
      return await vscode.window.withProgress({ location, title: vscode.l10n.t("Sending…") }, work);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      throw new UserError(
        vscode.l10n.t(
          "Not sent: that it is being sent could not be written down ({0}), and without that it might be sent twice. Try again.",
          storeFaultText(error.fault),
        ),
      );
    } finally {
      files.setLocked(uri, false);
    }
  }

  async #tell({ uri, outgoing }: ReadyDraft, active: ActiveSession, result: SendResult): Promise<void> {
    const { state, shelf } = this.#options;
    if (result.kind !== "unknown") {
      const drafts = (await shelf.of(outgoing.scope)).list(outgoing.scope);
      await setSending(
        state,
        drafts.some(({ attempt }) => attempt !== undefined),
      );
    }
    switch (result.kind) {
      case "sent":
        return this.#tellSent(uri, active, result);
      case "refused": {
        const { sentence, action } = explain(result.error);
        throw new UserError(vscode.l10n.t("Not sent; the draft is kept. {0}", sentence), action);
      }
      case "unknown":
        void this.#tellUnknown(uri, result);
    }
  }

  async #tellSent(
    uri: vscode.Uri,
    { session }: ActiveSession,
    { email, wasLost, isLeft }: Extract<SendResult, { kind: "sent" }>,
  ): Promise<void> {
    if (!isLeft) await this.#options.tabs.close(uri);
    void session.emails.list.refresh();
    const to = email.to.map(personText).join(", ");
    const said = wasLost
      ? vscode.l10n.t(
          "Sent to {0}. Instantly's answer was lost, but the message is in the conversation: it was sent once.",
          to,
        )
      : vscode.l10n.t("Sent to {0}: {1}", to, plain(email.subject));
    const open = vscode.l10n.t("Open");
    void vscode.window.showInformationMessage(said, open).then((chosen) => {
      if (chosen === open) void vscode.commands.executeCommand("instantly.openEmail", email.id);
    });
  }

  async #tellUnknown(uri: vscode.Uri, { attempt, sight, mayRepeat }: Unknown): Promise<void> {
    const again = mayRepeat ? vscode.l10n.t("Check or Send Again") : vscode.l10n.t("Check Again");
    const show = vscode.l10n.t("Open That Message");
    const buttons = sight.kind === "similar" ? [again, show] : [again];
    const chosen = await vscode.window.showWarningMessage(unknownText(attempt, sight), ...buttons);
    if (chosen === again) await vscode.commands.executeCommand("instantly.sendDraft", uri);
    if (chosen === show && sight.kind === "similar")
      await vscode.commands.executeCommand("instantly.openEmail", sight.email.id);
  }

  #desk(active: ActiveSession, drafts: DraftStore): SendDesk {
    const known = this.#desks.get(active);
    if (known !== undefined) return known;
    const { emails, outgoing } = active.session.api;
    const desk = new SendDesk({ emails, outgoing, drafts, clock: systemClock, newId: randomUUID });
    this.#desks.set(active, desk);
    return desk;
  }
}

function unknownText({ subject, at }: SendAttempt, sight: Unknown["sight"]): string {
  const what = plain(subject);
  const when = formatTime(at);
  switch (sight.kind) {
    case "none":
      return vscode.l10n.t(
        "Whether “{0}” was sent at {1} is not known: Instantly's answer was lost, and the conversation does not show the message yet. The draft is kept, and nothing is sent again by itself.",
        what,
        when,
      );
    case "similar":
      return vscode.l10n.t(
        "Whether “{0}” was sent at {1} is not known: Instantly's answer was lost, and the conversation has a message that could be it. The draft is kept, and nothing is sent again by itself.",
        what,
        when,
      );
    case "unseen":
      return vscode.l10n.t(
        "Whether “{0}” was sent at {1} is not known: Instantly's answer was lost, and the conversation could not be read. {2} The draft is kept, and nothing is sent again by itself.",
        what,
        when,
        sight.error === undefined ? "" : explain(sight.error).sentence,
      );
  }
}
