import type { Email } from "../api/resources/emails.ts";

/** What rows of mail are put together by. */
export const EMAIL_GROUPINGS = ["flat", "thread", "account", "campaign", "day"] as const;
export type EmailGrouping = (typeof EMAIL_GROUPINGS)[number];

/** Messages that belong together, in the order that they were given in. */
export interface EmailGroup {
  /** A thread's or campaign's id, an address in lower case, a day as "2026-01-31"; "" for what belongs to none. */
  readonly key: string;
  readonly emails: readonly [Email, ...Email[]];
}

/** Groups in the order of their first message, days newest first; what belongs to none comes last. */
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
    case "day":
      return email.date === undefined ? "" : dayOf(email.date);
  }
}

/** The day where the person is, as "2026-01-31". */
function dayOf(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
