import * as vscode from "vscode";
import { isAbort } from "../../core/api/errors.ts";
import type { Email } from "../../core/api/resources/emails.ts";
import type { EmailView } from "../../shared/emailView.ts";
import type { Cue } from "../../shared/mailReport.ts";
import { fromEmailPanel, type FromEmailPanel } from "../../shared/fromPanel.ts";
import type { PanelState } from "../../shared/panelState.ts";
import { explain } from "../explain.ts";
import type { MailReading } from "../mail/mailReading.ts";
import { subjectText } from "../words/emailWords.ts";
import { formatSince, plain } from "../words/text.ts";
import { emailView, emailWords } from "./emailView.ts";
import { Panel, tabTitle, type CurrentSession, type Loading, type PanelsOptions } from "./panel.ts";

/** One email. It is marked as read when a person opens it, not when a reload brings its panel back. */
export class EmailPanel extends Panel<EmailView, FromEmailPanel> {
  private email: Email | undefined;
  private reading: MailReading | undefined;
  private cues: readonly Cue[] = [];
  private remark: string | undefined;
  private readonly campaignNames = new Map<string, string>();

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
    this.start("emailPanel", emailWords(), [], pictureSources(options.sessions.current?.profile.origin));
  }

  protected parse(message: unknown): FromEmailPanel | undefined {
    return fromEmailPanel.safeParse(message).data;
  }

  protected async load({ current, signal }: Loading): Promise<EmailView> {
    const { emails } = current.session;
    // The store answers from memory; a person who asks again wants the present state.
    const email = await (this.email === undefined
      ? emails.open(this.state.id, signal)
      : current.session.api.emails.get(this.state.id, { signal }));
    const reading = await this.read(email, current);
    // Asked for again, it comes from the API or not at all.
    const asOf = this.email === undefined ? emails.asOf(this.state.id) : undefined;
    this.remark =
      asOf &&
      vscode.l10n.t(
        "Instantly could not be asked. This is the email as of {0}, kept on this machine.",
        formatSince(asOf, this.options.now()),
      );
    this.email = email;
    this.panel.title = tabTitle(subjectText(email));
    return this.describe(email, reading);
  }

  /** What there is to say about its sender and, once the page has looked, about its body. */
  private async read(email: Email, { profileId, profile }: CurrentSession): Promise<MailReading> {
    const [{ MailReading }, { senderCueTexts }] = await Promise.all([
      import("../mail/mailReading.ts"),
      import("../mail/mailReport.ts"),
    ]);
    const { choices } = this.options;
    this.cues = senderCueTexts(email);
    this.reading = await (this.reading === undefined
      ? MailReading.of(email, { choices, profileId, ownOrigin: profile.origin })
      : this.reading.again(email));
    return this.reading;
  }

  protected async handle(message: FromEmailPanel): Promise<void> {
    const { email, reading } = this;
    if (email === undefined || reading === undefined) return;
    switch (message.type) {
      case "copy":
        if (message.part === "json") return this.copy(JSON.stringify(email.raw, null, 2));
        return this.copy(message.part === "id" ? email.id : this.otherParty(email));
      case "openInWebApp": {
        const url = this.webApp("email");
        if (url !== undefined) await vscode.env.openExternal(url);
        return;
      }
      case "openLink":
        return this.openLink(message.href);
      case "setUnread":
        return this.setUnread(email, message.unread);
      case "found":
        reading.found(message.findings);
        this.redraw();
        return;
      case "showImages":
        await reading.showImages(message.scope);
        this.redraw();
        return;
      case "setLook":
        await reading.setLook(message.look);
        this.redraw();
        return;
      case "ready":
      case "refresh":
      case "act":
        return;
    }
  }

  /** The address a person would copy: whoever is at the other end. */
  private otherParty(email: Email): string {
    return plain(
      email.direction === "received" ? email.from : (email.lead ?? email.to[0]?.address ?? email.from),
    );
  }

  private describe(email: Email, reading: MailReading): EmailView {
    const view = emailView(email, {
      cues: this.cues,
      reading: reading.state,
      now: this.options.now(),
      campaignName: this.campaignNames.get(email.campaignId ?? ""),
      inWebApp: this.webApp("email") !== undefined,
    });
    return { ...view, remark: this.remark };
  }

  /** Its campaign's name, and that it counts as read. */
  protected override async follow(loading: Loading): Promise<void> {
    const { email } = this;
    if (email === undefined) return;
    const read = this.markWhenShown && email.unread === true;
    this.markWhenShown = false;
    await Promise.all([this.nameCampaign(email, loading), read ? this.setUnread(email, false) : undefined]);
  }

  private async nameCampaign({ campaignId }: Email, { current, signal }: Loading): Promise<void> {
    if (campaignId === undefined || this.campaignNames.has(campaignId)) return;
    try {
      const { name } = await current.session.api.campaigns.get(campaignId, { signal });
      this.campaignNames.set(campaignId, name);
    } catch {
      return; // A key without campaigns:read still shows the email; the campaign's id stays in place of its name.
    }
    if (!signal.aborted) this.redraw();
  }

  private async setUnread(email: Email, unread: boolean): Promise<void> {
    const { current, signal } = this;
    if (current === undefined) return;
    const { emails } = current.session;
    this.email = { ...email, unread };
    this.redraw();
    try {
      await (unread ? emails.markUnread(email) : emails.markRead(email));
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      this.email = { ...email, unread: !unread };
      const remark = vscode.l10n.t("Whether it is read could not be changed: {0}", explain(error).sentence);
      this.update((view) => ({ ...view, unread: !unread, remark }));
    }
  }

  private redraw(): void {
    const { email, reading } = this;
    if (email !== undefined && reading !== undefined) this.update(() => this.describe(email, reading));
  }
}

/** Where pictures may come from once they are agreed to: the web, encrypted; the sample data has its own on this machine. */
function pictureSources(origin = ""): string[] {
  return origin.startsWith("http://") ? ["https:", origin] : ["https:"];
}
