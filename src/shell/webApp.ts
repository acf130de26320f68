import { DEFAULT_ORIGIN } from "../core/api/origin.ts";

/**
 * The pages of Instantly's web app, by what they show. Sections only: no address of a single email, account or list
 * is documented, and a guessed one would open an error page.
 */
const PAGES = {
  account: "/app/accounts",
  email: "/app/unibox",
  leadList: "/app/lists",
  campaign: "/app/campaigns",
  billing: "/app/settings/billing",
  apiKeys: "/app/settings/integrations",
} as const;

export type WebAppPage = keyof typeof PAGES;

/** Where a person sees the same thing in the browser; undefined for an API that is not Instantly's own. */
export function webAppUrl(page: WebAppPage, origin: string): string | undefined {
  return origin === DEFAULT_ORIGIN ? `https://app.instantly.ai${PAGES[page]}` : undefined;
}
