import type { Email } from "../api/resources/emails.ts";
import { INTEREST_CODES } from "../api/resources/interest.ts";

/** What rows of mail are put together by. */
export const EMAIL_GROUPINGS = ["flat", "thread", "account", "campaign", "day", "interest"] as const;
export type EmailGrouping = (typeof EMAIL_GROUPINGS)[number];

/** Mail that was sent or received, newest first, and mail that waits to be sent, what goes first first. */
export interface ArrangedMail {
  readonly mail: readonly Email[];
  readonly scheduled: readonly Email[];
}

/** Puts mail into one order, whatever order it was stored in; what has no date comes last. */
export function arrangeMail(emails: readonly Email[]): ArrangedMail {
  const time = ({ date }: Email, none: number): number => date?.getTime() ?? none;
  return {
    mail: emails
      .filter(({ direction }) => direction !== "scheduled")
      .toSorted((a, b) => time(b, -Infinity) - time(a, -Infinity) || 0),
    scheduled: emails
      .filter(({ direction }) => direction === "scheduled")
      .toSorted((a, b) => time(a, Infinity) - time(b, Infinity) || 0),
  };
}

/** Messages that belong together, in the order that they were given in. */
export interface EmailGroup {
  /** A thread's or campaign's id, an address in lower case, a day as "2026-01-31", an interest's code; "" for none. */
  readonly key: string;
  readonly emails: readonly [Email, ...Email[]];
}

/** Groups in the order of their first message, days newest first, interest hottest first; what belongs to none comes last. */
export function groupEmails(
  emails: readonly Email[],
  by: Exclude<EmailGrouping, "flat">,
): readonly EmailGroup[] {
  const groups = new Map<string, [Email, ...Email[]]>();
  for (const email of emails) {
    const key = keyOf(email, by);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [email]);
    else group.push(email);
  }
  const all = [...groups].map(([key, group]) => ({ key, emails: group }));
  if (by === "day") all.sort((a, b) => (a.key < b.key ? 1 : -1)); // the list is ordered by another date
  if (by === "interest") all.sort((a, b) => heatOf(a.key) - heatOf(b.key));
  return [...all.filter(({ key }) => key !== ""), ...all.filter(({ key }) => key === "")];
}

function keyOf(email: Email, by: Exclude<EmailGrouping, "flat">): string {
  switch (by) {
    case "thread":
      return email.threadId ?? email.id;
    case "account":
      return email.account.toLowerCase();
    case "campaign":
      return email.campaignId ?? "";
    case "interest":
      return String(email.interest?.code ?? "");
    case "day":
      return email.date === undefined ? "" : dayOf(email.date);
  }
}

/** The place of an interest status: hot, a workspace's own good ones, away, lost, a workspace's own bad ones. */
function heatOf(key: string): number {
  const code = Number(key);
  const place = INTEREST_CODES.indexOf(code);
  if (place < 0) return code > 0 ? INTEREST_CODES.indexOf(0) - 0.5 : INTEREST_CODES.length;
  return place;
}

/** The day where the person is, as "2026-01-31". */
function dayOf(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
