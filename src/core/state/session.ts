import { type Clock, systemClock } from "../clock.ts";
import type { InstantlyApi } from "../api/instantlyApi.ts";
import { mapPage } from "../api/page.ts";
import type { LeadLabel } from "../api/resources/leadLabels.ts";
import { AccountStore } from "./accountStore.ts";
import { EmailStore } from "./emailStore.ts";
import { InterestDesk } from "./interestDesk.ts";
import { LeadListStore } from "./leadListStore.ts";
import { Names } from "./names.ts";
import type { PageCache } from "./pageCache.ts";
import { UndoStack } from "./undoStack.ts";
import { VerificationLog } from "./verificationLog.ts";

/** An interest status of the workspace's own. */
export interface LabelName extends Pick<LeadLabel, "attitude"> {
  readonly name: string;
}

/**
 * Everything loaded for one signed-in workspace. It is replaced as a whole on a switch, so that a late answer can
 * only reach a dead object.
 */
export class Session {
  readonly api: InstantlyApi;
  readonly cache: PageCache | undefined;
  readonly accounts: AccountStore;
  readonly leadLists: LeadListStore;
  readonly emails: EmailStore;
  /** By id. */
  readonly campaignNames: Names<string>;
  /** By the code of the interest status. */
  readonly labelNames: Names<number, LabelName>;
  readonly interest: InterestDesk;
  readonly verifications = new VerificationLog();
  /** What was done to mail. */
  readonly done = new UndoStack();

  /** @param options.cache what the last window has left of this workspace */
  constructor(options: {
    readonly api: InstantlyApi;
    readonly clock?: Clock;
    readonly cache?: PageCache | undefined;
  }) {
    const { api, clock = systemClock, cache } = options;
    this.api = api;
    this.cache = cache;
    this.accounts = new AccountStore(api.accounts, clock, cache);
    this.leadLists = new LeadListStore(api.leadLists, clock, cache);
    this.emails = new EmailStore(api.emails, clock, cache);
    this.campaignNames = new Names(async (request) =>
      mapPage(await api.campaigns.list(request), ({ id, name }) => ({ key: id, name })),
    );
    this.labelNames = new Names(async (request) =>
      mapPage(await api.leadLabels.list(request), ({ code, label, attitude }) => ({
        key: code,
        name: label,
        attitude,
      })),
    );
    this.interest = new InterestDesk(api, this.emails.changes, clock);
  }

  dispose(): void {
    this.accounts.dispose();
    this.leadLists.dispose();
    this.interest.dispose();
    this.emails.dispose();
    this.campaignNames.dispose();
    this.labelNames.dispose();
    this.verifications.dispose();
  }
}
