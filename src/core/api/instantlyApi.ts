import { AccountsApi } from "./resources/accounts.ts";
import { BackgroundJobsApi } from "./resources/backgroundJobs.ts";
import { CampaignsApi } from "./resources/campaigns.ts";
import { EmailsApi } from "./resources/emails.ts";
import { EmailVerificationApi } from "./resources/emailVerification.ts";
import { LeadLabelsApi } from "./resources/leadLabels.ts";
import { LeadListsApi } from "./resources/leadLists.ts";
import { LeadsApi } from "./resources/leads.ts";
import { OutgoingEmailsApi } from "./resources/outgoingEmails.ts";
import { WorkspaceBillingApi } from "./resources/workspaceBilling.ts";
import { WorkspacesApi } from "./resources/workspaces.ts";
import type { Transport } from "./transport.ts";

/** The API as one workspace's key sees it, by resource. */
export class InstantlyApi {
  readonly accounts: AccountsApi;
  readonly emails: EmailsApi;
  readonly outgoing: OutgoingEmailsApi;
  readonly leadLabels: LeadLabelsApi;
  readonly leadLists: LeadListsApi;
  readonly leads: LeadsApi;
  readonly emailVerification: EmailVerificationApi;
  readonly campaigns: CampaignsApi;
  readonly workspaces: WorkspacesApi;
  readonly workspaceBilling: WorkspaceBillingApi;
  readonly backgroundJobs: BackgroundJobsApi;

  constructor(private readonly transport: Transport) {
    this.accounts = new AccountsApi(transport);
    this.emails = new EmailsApi(transport);
    this.outgoing = new OutgoingEmailsApi(transport);
    this.leadLabels = new LeadLabelsApi(transport);
    this.leadLists = new LeadListsApi(transport);
    this.leads = new LeadsApi(transport);
    this.emailVerification = new EmailVerificationApi(transport);
    this.campaigns = new CampaignsApi(transport);
    this.workspaces = new WorkspacesApi(transport);
    this.workspaceBilling = new WorkspaceBillingApi(transport);
    this.backgroundJobs = new BackgroundJobsApi(transport);
  }

  /**
   * Whether the key is known to lack a scope, such as "email_verifications:create": a refusal of another call has named
   * what it holds. False also while nothing is known.
   */
  lacks(scope: string): boolean {
    return this.transport.lacks(scope);
  }
}
