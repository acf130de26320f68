import { accountActions } from "./resources/accountActions.ts";
import { accountAnalytics } from "./resources/accountAnalytics.ts";
import { accounts } from "./resources/accounts.ts";
import { apiKeys } from "./resources/apiKeys.ts";
import { backgroundJobs } from "./resources/backgroundJobs.ts";
import { campaignAnalytics } from "./resources/campaignAnalytics.ts";
import { campaigns } from "./resources/campaigns.ts";
import { customTags } from "./resources/customTags.ts";
import { emails } from "./resources/emails.ts";
import { emailSending } from "./resources/emailSending.ts";
import { leadInterest } from "./resources/leadInterest.ts";
import { leadLabels } from "./resources/leadLabels.ts";
import { leadLists } from "./resources/leadLists.ts";
import { leads } from "./resources/leads.ts";
import { verification } from "./resources/verification.ts";
import { workspace } from "./resources/workspace.ts";
import type { Route } from "./route.ts";

const parameters = (path: string): number => path.split("{").length;

/** Every operation that the sandbox serves; fixed paths before those with parameters, so that they win. */
export const table: readonly Route[] = [
  ...accounts,
  ...accountActions,
  ...accountAnalytics,
  ...apiKeys,
  ...backgroundJobs,
  ...campaignAnalytics,
  ...campaigns,
  ...customTags,
  ...emails,
  ...emailSending,
  ...leadInterest,
  ...leadLabels,
  ...leadLists,
  ...leads,
  ...verification,
  ...workspace,
].toSorted((a, b) => parameters(a.path) - parameters(b.path));
