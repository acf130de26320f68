import * as vscode from "vscode";
import { ApiError, isAbort } from "../../core/api/errors.ts";
import type { Email } from "../../core/api/resources/emails.ts";
import { readThread, type ThreadMail } from "../../core/mail/readThread.ts";
import type { Session } from "../../core/state/session.ts";
import type { EmailView } from "../../shared/emailView.ts";
import { fromEmailPanel, type FromEmailPanel } from "../../shared/fromPanel.ts";
import type { PanelState } from "../../shared/panelState.ts";
import { explain } from "../explain.ts";
import { Conversation } from "../mail/conversation.ts";
import type { ReadingOptions } from "../mail/mailReading.ts";
import type { OpenMessage } from "../mail/openMessage.ts";
import { applyFileUse } from "../mailFiles/applyFileUse.ts";
import { setThreadOrder, showConversationsSetting, threadOrderSetting } from "../settings.ts";
import { otherParty, subjectText } from "../words/emailWords.ts";
import { emailView } from "./emailView.ts";
import { emailWords, keptRemark } from "./emailPanelWords.ts";
import { pictureSources } from "./panelHtml.ts";
import { Panel, tabTitle, type CurrentSession, type Loading, type PanelsOptions } from "./panel.ts";

const TRIAGE = {
  next: "instantly.nextEmail",
  previous: "instantly.previousEmail",
  interest: "instantly.setInterest",
  reminder: "instantly.setReminder",
  lead: "instantly.openLead",
  keys: "instantly.showMailKeys",
} as const;

/**
 * One email, alone or among the other messages of its conversation, each of which folds. It is marked as read when a
 * person opens it, not when a reload brings its panel back.
 */
export class EmailPanel extends Panel<EmailView, FromEmailPanel> {
  private readonly conversation = new Conversation();
  private readonly campaignNames = new Map<string, string>();
  private followed: { readonly session: Session; readonly stop: () => void } | undefined;
  private remark: string | undefined;
  private keptRemark: string | undefined;

  constructor(
    options: PanelsOptions,
    panel: vscode.WebviewPanel,
    state: PanelState,
    private markWhenShown: boolean,
  ) {
    super(options, panel, state, {
      loading: vscode.l10n.t("Loading the email…"),
      gone: vscode.l10n.t("This email no longer exists in Instantly."),
      otherWorkspace: vscode.l10n.t("This email belongs to another workspace. Switch to it to see it again."),
    });
    this.own(new vscode.Disposable(() => this.followed?.stop()));
    this.own(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("instantly.mail.threadOrder")) this.redraw();
      }),
    );
    this.start(
      "emailPanel",
      emailWords(),
      ["thread"],
      pictureSources(options.sessions.current?.profile.origin),
    );
  }

  /** The message that the panel is about, as it is shown; undefined while it is not there. */
  get target(): Email | undefined {
    const email = this.conversation.find(this.state.id)?.email;
    return email === undefined ? undefined : this.current?.session.emails.changes.shown(email);
  }

  get isThread(): boolean {
    return this.state.thread === true;
  }

  /** Shows another email in the same tab. */
  async moveTo(id: string): Promise<void> {
    this.conversation.clear();
    this.remark = undefined;
    this.markWhenShown = true;
    // The next one shows as every other does: a conversation was asked for around the last one only.
    await this.move({ ...this.state, id, thread: showConversationsSetting() ? true : undefined });
  }

  /** Shows the whole conversation around the message, or the message alone. */
  async showThread(shown: boolean): Promise<void> {
    this.state = { ...this.state, thread: shown ? true : undefined };
    this.redraw();
    const { current, signal } = this;
    if (shown && current !== undefined) await this.loadThread({ current, signal });
  }

  protected parse(message: unknown): FromEmailPanel | undefined {
    return fromEmailPanel.safeParse(message).data;
  }

  protected async load({ current, signal }: Loading): Promise<EmailView> {
    this.followSession(current.session);
    const { id } = this.state;
    const { emails } = current.session;
    // The store answers from memory; a person who asks again wants the present state.
    const isFirst = this.conversation.find(id) === undefined;
    if (!isFirst) this.conversation.believe();
    const email = await (isFirst ? emails.open(id, signal) : current.session.api.emails.get(id, { signal }));
    await this.conversation.of(email).open(email, this.readingOptions(current));
    this.panel.title = tabTitle(subjectText(email));
    // Asked for again, it comes from the API or not at all.
    const asOf = isFirst ? emails.asOf(id) : undefined;
    this.remark = undefined;
    this.keptRemark = asOf && keptRemark(asOf, this.options.now());
    return this.describe(current);
  }

  /** Its campaign's name, that it counts as read, and its conversation. */
  protected override async follow(loading: Loading): Promise<void> {
    const email = this.target;
    if (email === undefined) return;
    const read = this.markWhenShown && email.unread === true;
    this.markWhenShown = false;
    await Promise.all([
      this.nameCampaigns([email.campaignId], loading),
      read ? this.setUnread(email, false) : undefined,
      this.isThread ? this.loadThread(loading) : undefined,
    ]);
  }

  protected async handle(message: FromEmailPanel): Promise<void> {
    switch (message.type) {
      case "openInWebApp":
        return this.openInWebApp("email");
      case "openLink":
        return this.openLink(message.href);
      case "showThread":
        return this.showThread(message.shown);
      case "setOrder":
        return setThreadOrder(message.order);
      case "triage":
        await vscode.commands.executeCommand(TRIAGE[message.step]);
        return;
      case "ready":
      case "refresh":
      case "act":
        return;
      default: {
        const open = this.conversation.find(message.id);
        if (open !== undefined) await this.handleOne(open, message);
      }
    }
  }

  /** What is asked of one message. */
  private async handleOne(
    open: OpenMessage,
    message: Extract<FromEmailPanel, { readonly id: string }>,
  ): Promise<void> {
    const { email } = open;
    switch (message.type) {
      case "copy":
        if (message.part === "json") return this.copy(JSON.stringify(email.raw, null, 2));
        return this.copy(message.part === "id" ? email.id : otherParty(email));
      case "setUnread":
        return this.setUnread(email, message.unread);
      case "unfold":
        return this.unfold(open, message.byPerson);
      case "write":
        await vscode.commands.executeCommand(
          message.kind === "reply" ? "instantly.replyEmail" : "instantly.forwardEmail",
          email.id,
        );
        return;
      case "file":
        return applyFileUse(this.state.profileId, email, message.as);
      case "found":
        open.found(message.findings);
        break;
      case "showImages":
        await open.reading?.showImages(message.scope);
        break;
      case "setLook":
        await open.reading?.setLook(message.look);
        break;
    }
    this.redraw();
  }

  /** Reads the body of a message that somebody wants to see; who has unfolded it has read it. */
  private async unfold(open: OpenMessage, byPerson: boolean): Promise<void> {
    const { current, signal } = this;
    if (current === undefined) return;
    try {
      if (!open.isOpen) {
        const email = await current.session.emails.open(open.email.id, signal);
        if (signal.aborted) return;
        await open.open(email, this.readingOptions(current));
      }
    } catch (error) {
      if (isAbort(error)) return;
      if (!(error instanceof ApiError)) throw error;
      open.failure = explain(error).sentence;
    }
    this.redraw();
    if (byPerson && open.isOpen && open.email.unread === true) await this.setUnread(open.email, false);
  }

  private async loadThread({ current, signal }: Loading): Promise<void> {
    const threadId = this.conversation.find(this.state.id)?.email.threadId;
    if (threadId === undefined) return;
    const { conversation } = this;
    conversation.progress = { state: "loading" };
    this.redraw();
    try {
      const take = (mail: ThreadMail, done: boolean): void => {
        conversation.take(mail, done ? { state: "there", mail } : { state: "loading" });
        this.redraw();
      };
      const mail = await readThread(current.session.api.emails, threadId, {
        signal,
        onPage: (page) => take(page, false),
      });
      take(mail, true);
      const { campaignIds } = conversation.thread(current.session.emails.changes);
      await this.nameCampaigns(campaignIds, { current, signal });
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      if (!(error instanceof ApiError)) throw error;
      conversation.progress = { state: "failed", sentence: explain(error).sentence };
      this.redraw();
    }
  }

  private async nameCampaigns(
    ids: readonly (string | undefined)[],
    { current, signal }: Loading,
  ): Promise<void> {
    for (const id of ids) {
      if (id === undefined || this.campaignNames.has(id)) continue;
      try {
        this.campaignNames.set(id, (await current.session.api.campaigns.get(id, { signal })).name);
      } catch {
        continue; // A key without campaigns:read still shows the email, without the campaign: its id would tell nothing.
      }
      if (!signal.aborted) this.redraw();
    }
  }

  private async setUnread(email: Email, unread: boolean): Promise<void> {
    const { current, signal } = this;
    if (current === undefined) return;
    const { emails } = current.session;
    this.remark = undefined;
    try {
      await (unread ? emails.markUnread(email) : emails.markRead(email));
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      this.remark = vscode.l10n.t("Whether it is read could not be changed: {0}", explain(error).sentence);
      this.redraw();
    }
  }

  /** What is changed here or elsewhere shows at once, and comes off again when the API refuses it. */
  private followSession(session: Session): void {
    if (this.followed?.session === session) return;
    this.followed?.stop();
    const { changes } = session.emails;
    const stops = [
      changes.onDidChange((step) => {
        this.conversation.follow(step);
        this.redraw();
      }),
      session.interest.onDidChange(() => this.redraw()),
      session.labelNames.onDidChange(() => this.redraw()),
    ];
    this.followed = { session, stop: () => stops.forEach((stop) => stop()) };
  }

  private readingOptions({ profileId, profile }: CurrentSession): ReadingOptions {
    return { choices: this.options.choices, profileId, ownOrigin: profile.origin };
  }

  private describe({ session }: CurrentSession): EmailView {
    return emailView(this.conversation, {
      id: this.state.id,
      isThread: this.isThread,
      order: threadOrderSetting(),
      changes: session.emails.changes,
      interest: (lead) => session.interest.of(lead),
      labels: session.labelNames,
      now: this.options.now(),
      campaignNames: this.campaignNames,
      remark: this.remark ?? this.keptRemark,
      inWebApp: this.webApp("email") !== undefined,
    });
  }

  private redraw(): void {
    const { current } = this;
    if (current !== undefined && this.target !== undefined) this.update(() => this.describe(current));
  }
}
