import * as vscode from "vscode";
import type { Account } from "../../core/api/resources/accounts.ts";
import type { Email } from "../../core/api/resources/emails.ts";
import type { LeadList } from "../../core/api/resources/leadLists.ts";
import type { Sessions } from "../auth/sessions.ts";
import { filterWords } from "../commands/emailFilter.ts";
import { sortWord } from "../commands/accountOptions.ts";
import { setContextKey } from "../contextKeys.ts";
import { plain } from "../words/text.ts";
import type { RunService } from "../runs/runService.ts";
import { AccountNode } from "./accountNode.ts";
import { groupByStatus } from "./accountGroupNode.ts";
import { EmailNode } from "./emailNode.ts";
import { LeadListNode } from "./leadListNode.ts";
import { ListView, type ViewParts } from "./listView.ts";
import { VerificationsView } from "./verificationsView.ts";
import type { ViewId } from "./viewIds.ts";

export type AllViewParts = Readonly<Record<ViewId, ViewParts>>;

/** Accounts: flat or by status. */
export class AccountsView extends ListView<Account> {
  #grouped = false;

  constructor(parts: ViewParts, sessions: Sessions) {
    super({
      id: "instantly.accounts",
      parts,
      sessions,
      list: (session) => session.accounts.list,
      toNodes: (accounts, session) => {
        const { sortBy, search } = session.accounts.options;
        parts.tree.description = [sortWord(sortBy), ...(search === "" ? [] : [`"${plain(search)}"`])].join(
          " · ",
        );
        return this.#grouped
          ? groupByStatus(accounts)
          : accounts.map((account) => new AccountNode(undefined, account));
      },
      filtered: (session) => session.accounts.options.search !== "",
      setLook: (look) => setContextKey("accountsState", look),
    });
  }

  setGrouped(grouped: boolean): void {
    this.#grouped = grouped;
    setContextKey("accountsGrouped", grouped);
    this.redraw();
  }
}

function createLeadListsView(parts: ViewParts, sessions: Sessions): ListView<LeadList> {
  return new ListView({
    id: "instantly.leadLists",
    parts,
    sessions,
    list: (session) => session.leadLists.list,
    toNodes: (lists, session) => lists.map((list) => new LeadListNode(list, session.leadLists)),
    filtered: () => false,
    setLook: (look) => setContextKey("leadListsState", look),
    refresh: (session) => session.leadLists.refresh(),
  });
}

function createEmailsView(parts: ViewParts, sessions: Sessions, now: () => Date): ListView<Email> {
  return new ListView({
    id: "instantly.emails",
    parts,
    sessions,
    list: (session) => session.emails.list,
    toNodes: (emails, session) => {
      parts.tree.description = filterWords(session.emails.filter);
      return emails.map((email) => new EmailNode(email, now()));
    },
    filtered: (session) => filterWords(session.emails.filter) !== "",
    setLook: (look) => setContextKey("emailsState", look),
    follow: (session) => session.emails.onDidChangeUnread(() => showBadge(parts, session.emails.unreadCount)),
  });
}

function showBadge({ tree }: ViewParts, unread: number | undefined): void {
  tree.badge =
    unread === undefined || unread === 0
      ? undefined
      : { value: unread, tooltip: vscode.l10n.t("{0} unread emails", unread) };
}

export interface Views {
  readonly accounts: AccountsView;
  readonly leadLists: ListView<LeadList>;
  readonly emails: ListView<Email>;
  /** The tree of the emails, for moving about in it. */
  readonly emailParts: ViewParts;
  readonly verifications: VerificationsView;
}

export function createViews(
  parts: AllViewParts,
  sessions: Sessions,
  runs: RunService,
  now: () => Date,
): Views {
  return {
    accounts: new AccountsView(parts["instantly.accounts"], sessions),
    leadLists: createLeadListsView(parts["instantly.leadLists"], sessions),
    emailParts: parts["instantly.emails"],
    emails: createEmailsView(parts["instantly.emails"], sessions, now),
    verifications: new VerificationsView(parts["instantly.verifications"], sessions, runs, now),
  };
}
