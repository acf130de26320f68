import * as vscode from "vscode";
import { ApiError, isAbort } from "../../core/api/errors.ts";
import type { EmailStore } from "../../core/state/emailStore.ts";
import type { Sessions } from "../auth/sessions.ts";
import { pollMinutesSetting } from "../settings.ts";
import type { ViewParts } from "./listView.ts";

/** Looks for new mail while somebody can see it: the view is visible, the window has the focus. */
export class MailWatch implements vscode.Disposable {
  readonly #parts: ViewParts;
  readonly #sessions: Sessions;
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: ViewParts, sessions: Sessions) {
    this.#parts = parts;
    this.#sessions = sessions;
    this.#subscriptions = [
      sessions.onDidChange(() => this.#start()),
      parts.tree.onDidChangeVisibility(() => this.#start()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("instantly.emails.pollMinutes")) this.#start();
      }),
    ];
    this.#start();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #start(): void {
    clearTimeout(this.#timer);
    const emails = this.#sessions.current?.session.emails;
    if (emails === undefined || !this.#parts.tree.visible) return;
    if (emails.unreadCount === undefined) void this.#count(emails);
    const minutes = pollMinutesSetting();
    if (minutes === 0) return;
    this.#timer = setTimeout(() => {
      if (vscode.window.state.focused) void Promise.all([emails.list.refresh(), this.#count(emails)]);
      this.#start();
    }, minutes * 60_000);
  }

  /** The list says what is wrong with the connection; a count that fails only leaves the badge as it was. */
  async #count(emails: EmailStore): Promise<void> {
    try {
      await emails.refreshUnreadCount();
    } catch (error) {
      if (!(error instanceof ApiError) && !isAbort(error)) throw error;
    }
  }
}
