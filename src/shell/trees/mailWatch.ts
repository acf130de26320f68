import * as vscode from "vscode";
import { ApiError, isAbort } from "../../core/api/errors.ts";
import type { Email } from "../../core/api/resources/emails.ts";
import { systemClock } from "../../core/clock.ts";
import type { EmailStore } from "../../core/state/emailStore.ts";
import { MailPoll, type InSight } from "../../core/state/mailPoll.ts";
import type { Sessions } from "../auth/sessions.ts";
import { pollMinutesSetting } from "../settings.ts";
import type { ViewParts } from "./listView.ts";

/**
 * Looks for new mail while somebody can see it: the window has the focus, the view is visible. While it is not, its
 * badge still is, and only the unread mail is counted.
 */
export class MailWatch implements vscode.Disposable {
  readonly #parts: ViewParts;
  readonly #sessions: Sessions;
  readonly #onReceived: (emails: readonly Email[]) => void;
  readonly #subscriptions: vscode.Disposable[];
  #poll: { readonly emails: EmailStore; readonly poll: MailPoll } | undefined;
  #looking: AbortController | undefined;
  #pace: { readonly emails: EmailStore; readonly minutes: number; readonly inSight: InSight } | undefined;

  constructor(parts: ViewParts, sessions: Sessions, onReceived: (emails: readonly Email[]) => void) {
    this.#parts = parts;
    this.#sessions = sessions;
    this.#onReceived = onReceived;
    this.#subscriptions = [
      sessions.onDidChange(() => this.#start()),
      parts.tree.onDidChangeVisibility(() => this.#start()),
      vscode.window.onDidChangeWindowState(() => this.#start()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("instantly.emails.pollMinutes")) this.#start();
      }),
    ];
    this.#start();
  }

  dispose(): void {
    this.#looking?.abort();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #start(): void {
    const emails = this.#sessions.current?.session.emails;
    const inSight: InSight = this.#parts.tree.visible ? "list" : "count";
    const everyMinutes = pollMinutesSetting();
    if (emails !== undefined && emails.unreadCount === undefined && (inSight === "list" || everyMinutes > 0))
      void this.#count(emails);
    const minutes = vscode.window.state.focused ? everyMinutes : 0;
    const pace = emails === undefined || minutes === 0 ? undefined : { emails, minutes, inSight };
    // A window tells of more than its focus, and whoever stays must not be taken for somebody who comes.
    const { emails: last, minutes: lastMinutes, inSight: lastInSight } = this.#pace ?? {};
    if (pace?.emails === last && pace?.minutes === lastMinutes && pace?.inSight === lastInSight) return;
    this.#looking?.abort();
    this.#pace = pace;
    if (pace === undefined) return;
    this.#looking = new AbortController();
    void this.#pollOf(pace.emails).run(pace.minutes * 60_000, this.#looking.signal, inSight);
  }

  /** It knows when it last looked: turning to the window again and again must not ask again and again. */
  #pollOf(emails: EmailStore): MailPoll {
    if (this.#poll?.emails !== emails)
      this.#poll = {
        emails,
        poll: new MailPoll({ emails, clock: systemClock, onReceived: this.#onReceived }),
      };
    return this.#poll.poll;
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
