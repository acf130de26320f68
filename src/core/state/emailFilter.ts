import type { EmailListRequest } from "../api/resources/emailListRequest.ts";

/** What kind of mail is listed; the first two are the tabs of Instantly's Unibox. */
export const EMAIL_KINDS = [
  "all",
  "focused",
  "others",
  "unread",
  "received",
  "sent",
  "scheduled",
  "reminders",
] as const;
export type EmailFilterKind = (typeof EMAIL_KINDS)[number];

/** Which mail is listed: of one kind, and of one account, campaign, lead or interest status at most. */
export interface EmailFilter {
  readonly kind: EmailFilterKind;
  /** Own mailbox. */
  readonly account?: string;
  readonly campaign?: { readonly id: string; readonly name: string };
  /** Address of a lead. */
  readonly lead?: string;
  /** Of the lead. */
  readonly interest?: { readonly code: number; readonly name: string };
}

type FilterQuery = Pick<
  EmailListRequest,
  | "emailType"
  | "unread"
  | "mode"
  | "scheduledOnly"
  | "hasReminder"
  | "account"
  | "campaignId"
  | "search"
  | "interest"
>;

const KINDS: Readonly<Record<EmailFilterKind, FilterQuery>> = {
  all: {},
  focused: { mode: "emode_focused" },
  others: { mode: "emode_others" },
  unread: { unread: true },
  received: { emailType: "received" },
  sent: { emailType: "sent" },
  scheduled: { scheduledOnly: true },
  reminders: { hasReminder: true },
};

/** What a filter asks the API for; Instantly does the filtering. */
export function queryOf({ kind, account, campaign, lead, interest }: EmailFilter): FilterQuery {
  return {
    ...KINDS[kind],
    ...(account === undefined ? {} : { account }),
    ...(campaign === undefined ? {} : { campaignId: campaign.id }),
    ...(lead === undefined ? {} : { search: lead }),
    ...(interest === undefined ? {} : { interest: interest.code }),
  };
}

/** Whether every message passes. */
export function passesAll(filter: EmailFilter): boolean {
  return Object.keys(queryOf(filter)).length === 0;
}
