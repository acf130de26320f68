import * as vscode from "vscode";
import { ApiError, isAbort } from "../../core/api/errors.ts";
import type { Session } from "../../core/state/session.ts";
import { linkAddress } from "../../shared/linkAddress.ts";
import type { PanelStart, ToPanel } from "../../shared/panelView.ts";
import type { PanelState } from "../../shared/panelState.ts";
import type { MailChoices } from "../mail/mailChoices.ts";
import type { RunService } from "../runs/runService.ts";
import { webAppUrl, type WebAppPage } from "../webApp.ts";
import { explain, UserError, type Explanation } from "../explain.ts";
import { openOutside } from "../openOutside.ts";
import { plain } from "../words/text.ts";
import { panelHtml } from "./panelHtml.ts";

export interface CurrentSession {
  readonly session: Session;
  readonly profileId: string;
  /** Of its origin: only Instantly's own API has a web app beside it. */
  readonly profile: { readonly origin: string };
}

export interface PanelsOptions {
  readonly extensionUri: vscode.Uri;
  readonly sessions: {
    readonly current: CurrentSession | undefined;
    readonly onDidChange: (listener: () => void) => vscode.Disposable;
    /** Settled once it is known whether someone is signed in. */
    readonly ready: Promise<void>;
  };
  readonly runs: RunService;
  readonly choices: MailChoices;
  readonly log: vscode.LogOutputChannel;
  readonly now: () => Date;
}

/** What is asked of a thing while it loads: answers for a session that has gone must not be shown. */
export interface Loading {
  readonly current: CurrentSession;
  readonly signal: AbortSignal;
}

/** The words that differ between the kinds of panel. */
export interface PanelWords {
  readonly loading: string;
  /** Instantly no longer has it. */
  readonly gone: string;
  readonly otherWorkspace: string;
}

/**
 * One panel: loads its thing, shows it, and stays right while the page is hidden and reloaded, the session changes and
 * answers come late. What the page shows is always `shown`, so a page that comes back is filled without a request.
 */
export abstract class Panel<View, Message extends { readonly type: string }> implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private shown: ToPanel<View>;
  private noticeAction: Explanation["action"];
  private loading: AbortController | undefined;
  private stale = false;
  /** What is shown is of another thing than the present one. */
  private isOfAnother = false;
  protected view: View | undefined;

  constructor(
    protected readonly options: PanelsOptions,
    readonly panel: vscode.WebviewPanel,
    protected state: PanelState,
    private readonly words: PanelWords,
  ) {
    this.shown = { type: "loading", message: words.loading, view: undefined };
    this.disposables.push(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        this.receive(message).catch((error: unknown) => this.fail(error));
      }),
      options.sessions.onDidChange(() => this.sessionChanged()),
      panel.onDidChangeViewState(() => {
        if (panel.visible && this.stale) void this.reload();
      }),
      panel.onDidDispose(() => this.dispose()),
    );
  }

  /** Parses a message of the page; undefined for one that this panel does not know. */
  protected abstract parse(message: unknown): Message | undefined;
  /** Fetches the thing and describes it. */
  protected abstract load(loading: Loading): Promise<View>;
  /** Fetches what may come after the thing itself is shown. */
  protected follow?(loading: Loading): Promise<void>;
  /** Answers what only this kind of panel is asked. */
  protected abstract handle(message: Message): Promise<void>;

  /** Writes the page and begins to load; the page asks for what there is when it is ready. */
  start(
    script: string,
    words: object,
    styles: readonly string[] = [],
    pictures: readonly string[] = [],
  ): void {
    const start: PanelStart<object> = { state: this.state, words };
    const { webview, title } = this.panel;
    const { extensionUri } = this.options;
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      uriOf: (file) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, file)).toString(),
      script,
      styles,
      language: vscode.env.language,
      title,
      start,
      pictures,
    });
    void this.options.sessions.ready.then(() => this.reload());
  }

  /** Loads (again); never rejects. What was shown before stays until there is something newer. */
  async reload(): Promise<void> {
    this.loading?.abort();
    this.stale = false;
    const { current } = this.options.sessions;
    if (current?.profileId !== this.state.profileId) {
      this.showElsewhere();
      return;
    }
    const loading = new AbortController();
    this.loading = loading;
    this.post({ type: "loading", message: this.words.loading, view: this.view });
    try {
      const view = await this.load({ current, signal: loading.signal });
      if (loading.signal.aborted) return;
      this.show(view);
      await this.follow?.({ current, signal: loading.signal });
    } catch (error) {
      if (!loading.signal.aborted) this.fail(error);
    }
  }

  /** Shows another thing in the same tab. */
  protected async move(state: PanelState): Promise<void> {
    this.state = state;
    this.isOfAnother = true;
    await this.reload();
  }

  /** Lets go of the tab without closing it: VS Code keeps it over a reload of the window. */
  dispose(): void {
    this.loading?.abort();
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }

  /** Shows a view, or the present one changed by it. */
  protected show(view: View): void {
    this.view = view;
    this.isOfAnother = false;
    this.post({ type: "show", view });
  }

  /** Changes what is shown, once something is, without touching a notice above it. */
  protected update(change: (view: View) => View): void {
    if (this.view === undefined) return;
    this.view = change(this.view);
    this.post({ ...this.shown, view: this.view });
  }

  /** The session that may answer for this panel's thing, if it is signed in to now. */
  protected get current(): CurrentSession | undefined {
    const { current } = this.options.sessions;
    return current?.profileId === this.state.profileId ? current : undefined;
  }

  /** Ends when the panel closes, loads again or its session goes. */
  protected get signal(): AbortSignal {
    return this.loading?.signal ?? AbortSignal.abort();
  }

  /** Where the web app shows things of this kind; undefined for an API that has none. */
  protected webApp(page: WebAppPage): string | undefined {
    return webAppUrl(page, this.current?.profile.origin ?? "");
  }

  protected async openInWebApp(page: WebAppPage): Promise<void> {
    const url = this.webApp(page);
    if (url !== undefined) await openOutside(url);
  }

  /** Disposes something together with the panel. */
  protected own(disposable: vscode.Disposable): void {
    this.disposables.push(disposable);
  }

  /** Answers something that the page has asked for; unlike a state, it is gone with the page. */
  protected tell(message: object): void {
    void this.panel.webview.postMessage(message);
  }

  protected async copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied"), 2000);
  }

  /** Opens a link of a mail. */
  protected async openLink(href: string): Promise<void> {
    const address = linkAddress(href);
    if (address !== undefined && /^(?:https?|mailto):$/u.test(new URL(address).protocol))
      await openOutside(address);
  }

  private async receive(raw: unknown): Promise<void> {
    const message = this.parse(raw);
    if (message === undefined) {
      this.options.log.warn(`${this.panel.viewType}: a message from the page was not understood`);
      return;
    }
    switch (message.type) {
      case "ready":
        this.post(this.shown);
        return;
      case "refresh":
        return this.reload();
      case "act":
        if (this.noticeAction !== undefined)
          await vscode.commands.executeCommand(this.noticeAction.command, ...(this.noticeAction.args ?? []));
        return;
      default:
        return this.handle(message);
    }
  }

  private sessionChanged(): void {
    this.loading?.abort();
    if (this.current === undefined) this.showElsewhere();
    else if (this.panel.visible) void this.reload();
    else this.stale = true;
  }

  /** What was loaded belongs to a session that is over: nothing of it stays in sight. */
  private showElsewhere(): void {
    this.view = undefined;
    const signedOut = this.options.sessions.current === undefined;
    this.notice(
      signedOut ? vscode.l10n.t("You are signed out of Instantly.") : this.words.otherWorkspace,
      signedOut
        ? { label: vscode.l10n.t("Sign In"), command: "instantly.signIn" }
        : { label: vscode.l10n.t("Switch Workspace"), command: "instantly.switchWorkspace" },
      undefined,
    );
  }

  protected fail(error: unknown): void {
    if (isAbort(error)) return;
    const retry = vscode.l10n.t("Try Again");
    if (error instanceof ApiError && error.failure.kind === "notFound") {
      this.notice(this.words.gone, undefined, retry);
      return;
    }
    if (!(error instanceof ApiError || error instanceof UserError))
      this.options.log.error(error instanceof Error ? error : String(error));
    const { sentence, action } = explain(error);
    this.notice(sentence, action, retry);
  }

  private notice(message: string, action: Explanation["action"], retry: string | undefined): void {
    this.noticeAction = action;
    if (this.isOfAnother) this.view = undefined;
    this.post({ type: "failed", notice: { message, action: action?.label, retry }, view: this.view });
  }

  private post(message: ToPanel<View>): void {
    this.shown = message;
    // A hidden page drops messages; it asks again with `ready` when it comes back.
    void this.panel.webview.postMessage(message);
  }
}

/** A tab's title: one line that cannot reorder what stands around it, short enough for a tab. */
export function tabTitle(text: string): string {
  const shown = plain(text);
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
}
