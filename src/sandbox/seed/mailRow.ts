import type { AccountRow, CampaignRow, EmailRow, LeadRow } from "../records.ts";
import type { MailBody, Quoted } from "./quotes.ts";
import { uuidOf } from "./random.ts";
import type { Scene } from "./scene.ts";

export const HOUR_MS = 3_600_000;

/** Who takes part in a conversation, and what it is about. */
export interface Cast {
  readonly lead: LeadRow;
  readonly account: AccountRow;
  readonly campaign: CampaignRow;
  readonly thread: string;
  readonly subject: string;
}

type Mail = Pick<EmailRow, "subject" | "to_address_email_list"> & { body: MailBody } & Partial<EmailRow>;

type Ends = Pick<
  EmailRow,
  "from_address_email" | "from_address_json" | "to_address_email_list" | "to_address_json"
>;

/** A message as the API stores it: seconds after it was sent, now and then hours, as the API admits. */
export function mailRow(
  { random, base, info }: Scene,
  { account, thread, lead, campaign }: Pick<Cast, "account" | "thread"> & Partial<Cast>,
  at: number,
  mail: Mail,
): EmailRow {
  const lag = random.chance(0.03) ? random.int(1, 4) * HOUR_MS : random.int(5_000, 90_000);
  const created = new Date(Math.min(at + lag, Math.max(at, base.getTime() - 60_000)));
  const id = uuidOf(`email ${info.name} ${at} ${mail.subject} ${mail.to_address_email_list}`, created);
  const isRecent = base.getTime() - at < 30 * HOUR_MS;
  return {
    id,
    timestamp_created: created.toISOString(),
    timestamp_email: new Date(at).toISOString(),
    message_id: `<${id}@${mail.from_address_email?.split("@")[1] ?? "mail.example"}>`,
    organization_id: info.id,
    eaccount: account.email,
    campaign_id: campaign?.id ?? null,
    subsequence_id: null,
    list_id: lead?.list_id ?? null,
    lead: lead?.email ?? null,
    lead_id: lead?.id ?? null,
    thread_id: thread,
    is_unread: mail.ue_type === 2 && random.chance(isRecent ? 0.65 : 0.02) ? 1 : 0,
    is_auto_reply: 0,
    is_focused: 1,
    ...mail,
    content_preview: mail.content_preview ?? (mail.body.text ?? textOf(mail.body.html ?? "")).slice(0, 160),
  };
}

export const fromUs = ({ account, lead }: Cast): Ends => ends(account, lead);

export const fromLead = ({ account, lead }: Cast): Ends & { ue_type: number } => ({
  ...ends(lead, account),
  ue_type: 2,
});

function ends(from: AccountRow | LeadRow, to: AccountRow | LeadRow): Ends {
  return {
    from_address_email: from.email,
    from_address_json: [{ address: from.email, name: nameOf(from) }],
    to_address_email_list: to.email,
    to_address_json: [{ address: to.email, name: nameOf(to) }],
  };
}

/** The last message, as an answer quotes it. */
export function quotedFrom({ account, lead, subject }: Cast, last: EmailRow): Quoted {
  const from = last.from_address_email === account.email ? account : lead;
  const html = last.body.html ?? `<div>${last.body.text ?? ""}</div>`;
  const text = last.body.text ?? textOf(html);
  return { name: nameOf(from), address: from.email, at: new Date(last.timestamp_email), subject, html, text };
}

/** Copy with the lead's own words put in. */
export const filled = (copy: string, lead: LeadRow): string =>
  copy
    .replaceAll("{{firstName}}", lead.first_name ?? "")
    .replaceAll("{{companyName}}", lead.company_name ?? "");

const nameOf = (person: AccountRow | LeadRow): string =>
  `${person.first_name ?? ""} ${person.last_name ?? ""}`.trim();

const textOf = (html: string): string =>
  html
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(/<style[\s\S]*?<\/style>|<[^>]*>/gi, "")
    .replaceAll("&amp;", "&")
    .replaceAll("&nbsp;", " ")
    .trim();
