import * as vscode from "vscode";
import type { Account } from "../../core/api/resources/accounts.ts";
import type { LeadList } from "../../core/api/resources/leadLists.ts";
import type { AccountsInTrouble } from "../../core/state/accountStore.ts";
import type { Sessions } from "../auth/sessions.ts";
import { sortWord } from "../commands/accountOptions.ts";
import { setContextKey } from "../contextKeys.ts";
import { formatCount, plain } from "../words/text.ts";
import type { RunService } from "../runs/runService.ts";
import { AccountNode } from "./accountNode.ts";
import { groupByStatus } from "./accountGroupNode.ts";
import type { EmailChoices } from "./emailChoices.ts";
import { type DraftSource, EmailsView } from "./emailsView.ts";
import { LeadListNode } from "./leadListNode.ts";
import { ListView, type ViewParts } from "./listView.ts";
import { VerificationsView } from "./verificationsView.ts";
import type { ViewId } from "./viewIds.ts";

export type AllViewParts = Readonly<Record<ViewId, ViewParts>>;

/** Accounts: flat or by status. */
export class AccountsView extends ListView<Account> {
  readonly #sessions: Sessions;
  #grouped = false;

  constructor(parts: ViewParts, sessions: Sessions) {
    super({
      id: "instantly.accounts",
      parts,
      sessions,
      list: (session) => session.accounts.list,
      toNodes: (accounts, session) =>
        this.#grouped
          ? groupByStatus(accounts, !session.accounts.list.state.hasMore)
          : accounts.map((account) => new AccountNode(undefined, account)),
      describe: ({ accounts }) => {
        const { sortBy, search } = accounts.options;
        const trouble = troubleWords(accounts.inTrouble);
        return [
          ...trouble,
          // The count says that order already.
          ...(sortBy === "status" && trouble.length > 0 ? [] : [sortWord(sortBy)]),
          ...(search === "" ? [] : [`"${plain(search)}"`]),
        ].join(" · ");
      },
      filtered: (session) => session.accounts.options.search !== "",
      setLook: (look) => setContextKey("accountsState", look),
    });
    this.#sessions = sessions;
  }

  setGrouped(grouped: boolean): void {
    this.#grouped = grouped;
    setContextKey("accountsGrouped", grouped);
    this.redraw();
    // A group counts all of its accounts, so all are read.
    if (grouped) void this.#sessions.current?.session.accounts.loadAll();
  }
}

/** "15 need attention", of all accounts; nothing while that is not known, or where all is well. */
function troubleWords(trouble: AccountsInTrouble | undefined): readonly string[] {
  if (trouble === undefined || trouble.count === 0) return [];
  const count = `${formatCount(trouble.count)}${trouble.isAll ? "" : "+"}`;
  return [count === "1" ? vscode.l10n.t("1 needs attention") : vscode.l10n.t("{0} need attention", count)];
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

export interface Views {
  readonly accounts: AccountsView;
  readonly leadLists: ListView<LeadList>;
  readonly emails: EmailsView;
  /** The tree of the emails, for moving about in it. */
  readonly emailParts: ViewParts;
  readonly verifications: VerificationsView;
}

export function createViews(
  parts: AllViewParts,
  sessions: Sessions,
  runs: RunService,
  choices: EmailChoices,
  drafts: DraftSource,
  now: () => Date,
): Views {
  return {
    accounts: new AccountsView(parts["instantly.accounts"], sessions),
    leadLists: createLeadListsView(parts["instantly.leadLists"], sessions),
    emailParts: parts["instantly.emails"],
    emails: new EmailsView(parts["instantly.emails"], { sessions, choices, drafts, now }),
    verifications: new VerificationsView(parts["instantly.verifications"], sessions, runs, now),
  };
}
