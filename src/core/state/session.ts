import { type Clock, systemClock } from "../clock.ts";
import type { InstantlyApi } from "../api/instantlyApi.ts";
import { AccountStore } from "./accountStore.ts";
import { EmailStore } from "./emailStore.ts";
import { InterestDesk } from "./interestDesk.ts";
import { LeadListStore } from "./leadListStore.ts";
import { VerificationLog } from "./verificationLog.ts";

/**
 * Everything loaded for one signed-in workspace. It is replaced as a whole on a switch, so that a late answer can
 * only reach a dead object.
 */
export class Session {
  readonly api: InstantlyApi;
  readonly accounts: AccountStore;
  readonly leadLists: LeadListStore;
  readonly emails: EmailStore;
  readonly interest: InterestDesk;
  readonly verifications = new VerificationLog();

  constructor(options: { readonly api: InstantlyApi; readonly clock?: Clock }) {
    const { api, clock = systemClock } = options;
    this.api = api;
    this.accounts = new AccountStore(api.accounts, clock);
    this.leadLists = new LeadListStore(api.leadLists, clock);
    this.emails = new EmailStore(api.emails, clock);
    this.interest = new InterestDesk(api, this.emails.changes, clock);
  }

  dispose(): void {
    this.accounts.dispose();
    this.leadLists.dispose();
    this.interest.dispose();
    this.emails.dispose();
    this.verifications.dispose();
  }
}
