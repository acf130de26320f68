import type { Account } from "../../core/api/resources/accounts.ts";
import type { LeadList } from "../../core/api/resources/leadLists.ts";
import type { Sessions } from "../auth/sessions.ts";
import { sortWord } from "../commands/accountOptions.ts";
import { setContextKey } from "../contextKeys.ts";
import { plain } from "../words/text.ts";
import type { RunService } from "../runs/runService.ts";
import { AccountNode } from "./accountNode.ts";
import { groupByStatus } from "./accountGroupNode.ts";
import type { EmailChoices } from "./emailChoices.ts";
import { EmailsView } from "./emailsView.ts";
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
      toNodes: (accounts) =>
        this.#grouped
          ? groupByStatus(accounts)
          : accounts.map((account) => new AccountNode(undefined, account)),
      describe: ({ accounts }) => {
        const { sortBy, search } = accounts.options;
        return [sortWord(sortBy), ...(search === "" ? [] : [`"${plain(search)}"`])].join(" · ");
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
  now: () => Date,
): Views {
  return {
    accounts: new AccountsView(parts["instantly.accounts"], sessions),
    leadLists: createLeadListsView(parts["instantly.leadLists"], sessions),
    emailParts: parts["instantly.emails"],
    emails: new EmailsView(parts["instantly.emails"], { sessions, choices, now }),
    verifications: new VerificationsView(parts["instantly.verifications"], sessions, runs, now),
  };
}
