import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import type { EmailGrouping } from "../../core/mail/groupEmails.ts";
import { type EmailFilter, passesAll } from "../../core/state/emailFilter.ts";
import type { ActiveSession, Sessions } from "../auth/sessions.ts";
import { setContextKey } from "../contextKeys.ts";
import { filterWords, groupingWord } from "../words/emailViewWords.ts";
import { type DraftRow, DraftsNode } from "./draftNode.ts";
import type { EmailChoices } from "./emailChoices.ts";
import { emailRows } from "./emailGroupNode.ts";
import { ListView, type ViewParts } from "./listView.ts";
import type { TreeNode } from "./treeNode.ts";

interface EmailsViewOptions {
  readonly sessions: Sessions;
  readonly choices: EmailChoices;
  readonly now: () => Date;
  /** The drafts of whoever is signed in; not asked while there are none. */
  readonly drafts: DraftSource;
}

/** Where the drafts of a workspace come from. */
export interface DraftSource {
  readonly rows: (active: ActiveSession) => Promise<readonly DraftRow[]>;
  readonly onDidChange: vscode.Event<void>;
}

/** Recent mail, filtered by Instantly and grouped here, as each workspace's was last shown. */
export class EmailsView extends ListView<Email> {
  readonly #options: EmailsViewOptions;
  #grouping: EmailGrouping = "flat";
  #drafts: { readonly of: ActiveSession | undefined; readonly rows: readonly DraftRow[] } = {
    of: undefined,
    rows: [],
  };
  readonly #follows: readonly vscode.Disposable[];
  #prepared: { readonly active: ActiveSession; readonly done: Promise<void> } | undefined;

  constructor(parts: ViewParts, options: EmailsViewOptions) {
    super({
      id: "instantly.emails",
      parts,
      sessions: options.sessions,
      list: (session) => session.emails.list,
      toNodes: (emails, { campaignNames, labelNames, emails: store }) => [
        ...(passesAll(store.filter) ? this.#draftRows() : []),
        ...emailRows(emails, this.#grouping, {
          now: options.now(),
          campaignName: (id) => campaignNames.of(id),
          labels: labelNames,
          onlyScheduled: store.filter.kind === "scheduled",
        }),
      ],
      describe: ({ emails }) =>
        [filterWords(emails.filter), groupingWord(this.#grouping)]
          .filter((words) => words !== "")
          .join(" · "),
      filtered: ({ emails }) => !passesAll(emails.filter),
      setLook: (look) => setContextKey("emailsState", look),
      prepare: (active) => this.#prepare(active),
      follow: ({ emails, campaignNames, labelNames }, redraw) => {
        const stops = [
          emails.onDidChangeUnread(() => showBadge(parts, emails.unreadCount)),
          campaignNames.onDidChange(redraw),
          labelNames.onDidChange(redraw),
        ];
        return () => stops.forEach((stop) => stop());
      },
    });
    this.#options = options;
    this.#follows = [
      options.drafts.onDidChange(() => void this.#readDrafts()),
      options.sessions.onDidChange(() => void this.#readDrafts()),
    ];
    void this.#readDrafts();
  }

  override dispose(): void {
    super.dispose();
    this.#follows.forEach((follow) => void follow.dispose());
  }

  #draftRows(): readonly TreeNode[] {
    const { of, rows } = this.#drafts;
    if (rows.length === 0 || of !== this.#options.sessions.current) return [];
    return [new DraftsNode(rows, this.#options.now())];
  }

  /** Beside the mail, which does not wait for it. */
  async #readDrafts(): Promise<void> {
    const { sessions, drafts } = this.#options;
    await sessions.ready;
    const of = sessions.current;
    const rows = of === undefined ? [] : await drafts.rows(of);
    const hadNone = this.#drafts.rows.length === 0;
    this.#drafts = { of, rows };
    if (rows.length > 0 || !hadNone) this.redraw();
  }

  get grouping(): EmailGrouping {
    return this.#grouping;
  }

  /** Shows other mail, and remembers it for this workspace. */
  async setFilter(active: ActiveSession, filter: EmailFilter): Promise<void> {
    active.session.emails.setFilter(filter);
    await this.#remember(active);
  }

  /** Puts rows together otherwise, without a request, and remembers it for this workspace. */
  async setGrouping(active: ActiveSession, grouping: EmailGrouping): Promise<void> {
    this.#grouping = grouping;
    this.redraw();
    await this.#remember(active);
  }

  #remember({ profileId, session }: ActiveSession): Promise<void> {
    const { filter } = session.emails;
    return this.#options.choices.set(profileId, { filter, grouping: this.#grouping }, session.cache);
  }

  /** Once a session, before its mail is first asked for. */
  #prepare(active: ActiveSession): Promise<void> {
    if (this.#prepared?.active !== active) this.#prepared = { active, done: this.#restore(active) };
    return this.#prepared.done;
  }

  async #restore({ profileId, session }: ActiveSession): Promise<void> {
    const { filter, grouping } = await this.#options.choices.of(profileId, session.cache);
    this.#grouping = grouping;
    if (!passesAll(filter)) session.emails.setFilter(filter);
  }
}

function showBadge({ tree }: ViewParts, unread: number | undefined): void {
  tree.badge =
    unread === undefined || unread === 0
      ? undefined
      : { value: unread, tooltip: vscode.l10n.t("{0} unread emails", unread) };
}
