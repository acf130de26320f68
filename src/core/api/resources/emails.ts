import * as z from "zod";
import type { Bucket } from "../budget.ts";
import { type Coded, coded } from "../coded.ts";
import { date, flag, lenient, listOf, nested, number, type Raw, resource, text } from "../lenient.ts";
import { type Page, pageOf } from "../page.ts";
import { path } from "../path.ts";
import type { ServerTime } from "../serverTime.ts";
import { rowsAbout } from "../subject.ts";
import type { CallManner, Transport } from "../transport.ts";
import { type EmailListRequest, listQuery, listSubject, THREAD } from "./emailListRequest.ts";
import { interest, type Interest } from "./interest.ts";
import { namedPeople, peopleIn } from "./people.ts";
import type { Person } from "./person.ts";

export type { Interest } from "./interest.ts";
export type { Person } from "./person.ts";

/** `ue_type` in words. */
export type EmailKind = "campaign" | "received" | "manual" | "scheduled";
/** Which way a message went, from its kind or else from its sender. */
export type EmailDirection = "received" | "sent" | "scheduled" | "unknown";
const KIND: Readonly<Record<number, EmailKind>> = {
  1: "campaign",
  2: "received",
  3: "manual",
  4: "scheduled",
};
/** What a message says about a file it carries. */
export interface Attachment {
  readonly name: string;
  /** Bytes. */
  readonly size: number | undefined;
  /** MIME type. */
  readonly type: string | undefined;
  /** Where Instantly, or whoever sent it, keeps the file; as it came, not to be opened unseen. */
  readonly url: string | undefined;
}

/** One message of the Unibox. */
export interface Email {
  readonly id: string;
  /** "" when absent. */
  readonly subject: string;
  /** "" when absent. */
  readonly from: string;
  readonly fromName: string | undefined;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly replyTo: readonly Person[];
  /** The workspace's own mailbox that the message belongs to; "" when absent. */
  readonly account: string;
  /** Address of the lead. */
  readonly lead: string | undefined;
  readonly leadId: string | undefined;
  readonly campaignId: string | undefined;
  readonly threadId: string | undefined;
  readonly listId: string | undefined;
  readonly kind: Coded<EmailKind>;
  readonly direction: EmailDirection;
  readonly unread: boolean | undefined;
  readonly focused: boolean | undefined;
  /** Undefined is unknown: list rows were seen without it. */
  readonly autoReply: boolean | undefined;
  /** "unknown" with a number is a label of the workspace's own; undefined is a plain lead. */
  readonly interest: Coded<Interest> | undefined;
  /** When the Unibox reminds of it. */
  readonly reminderAt: Date | undefined;
  readonly preview: string | undefined;
  /** As it came: never to be drawn unsanitised. */
  readonly bodyHtml: string | undefined;
  readonly bodyText: string | undefined;
  /** The message's own date; can be forged. */
  readonly date: Date | undefined;
  /** When Instantly stored it: what the list is ordered by. */
  readonly storedAt: Date | undefined;
  readonly attachments: readonly Attachment[];
  readonly messageId: string | undefined;
  readonly step: string | undefined;
  readonly raw: Raw;
}

const attachment = z
  .object({ filename: z.string(), size: number, type: text, url: text })
  .transform(({ filename, size, type, url }): Attachment => ({ name: filename, size, type, url }));

const wire = z.object({
  id: z.string().min(1),
  subject: text,
  from_address_email: text,
  from_address_json: lenient(namedPeople),
  to_address_email_list: lenient(peopleIn),
  to_address_json: lenient(namedPeople),
  cc_address_email_list: lenient(peopleIn),
  cc_address_json: lenient(namedPeople),
  bcc_address_email_list: lenient(peopleIn),
  reply_to: lenient(peopleIn),
  eaccount: text,
  lead: text,
  lead_id: text,
  campaign_id: text,
  thread_id: text,
  list_id: text,
  ue_type: coded(KIND),
  is_unread: flag,
  is_focused: flag,
  is_auto_reply: flag,
  i_status: interest,
  reminder_ts: date,
  content_preview: text,
  body: nested(z.object({ html: text, text })),
  timestamp_email: date,
  timestamp_created: date,
  attachment_json: nested(z.object({ files: listOf(attachment) })),
  message_id: text,
  step: lenient((value) =>
    typeof value === "number" || typeof value === "string" ? String(value) : undefined,
  ),
});

/** GET /emails/{id}, the rows of GET /emails and the answer of PATCH /emails/{id}. Only the id is required. */
export const email: z.ZodType<Email> = resource(wire, (it, raw): Email => {
  const from = it.from_address_email ?? it.from_address_json?.[0]?.address ?? "";
  return {
    id: it.id,
    subject: it.subject ?? "",
    from,
    fromName: it.from_address_json?.[0]?.name,
    to: it.to_address_json ?? it.to_address_email_list ?? [],
    cc: it.cc_address_json ?? it.cc_address_email_list ?? [],
    bcc: it.bcc_address_email_list ?? [],
    replyTo: it.reply_to ?? [],
    account: it.eaccount ?? "",
    lead: it.lead,
    leadId: it.lead_id,
    campaignId: it.campaign_id,
    threadId: it.thread_id,
    listId: it.list_id,
    kind: it.ue_type,
    direction: directionOf(it.ue_type, from, it.eaccount ?? ""),
    unread: it.is_unread,
    focused: it.is_focused,
    autoReply: it.is_auto_reply,
    interest: it.i_status,
    reminderAt: it.reminder_ts,
    preview: it.content_preview,
    bodyHtml: it.body?.html,
    bodyText: it.body?.text,
    date: it.timestamp_email,
    storedAt: it.timestamp_created,
    attachments: it.attachment_json?.files ?? [],
    messageId: it.message_id,
    step: it.step,
    raw,
  };
});

function directionOf(kind: Coded<EmailKind>, from: string, account: string): EmailDirection {
  switch (kind.word) {
    case "campaign":
    case "manual":
      return "sent";
    case "received":
    case "scheduled":
      return kind.word;
    case "unknown":
      if (from === "" || account === "") return "unknown";
      return from.toLowerCase() === account.toLowerCase() ? "sent" : "received";
  }
}

const MAIL_LIST: readonly Bucket[] = ["workspace", "mailList"];
/** /emails */
export class EmailsApi {
  constructor(private readonly transport: Transport) {}

  /** By whose clock messages are stored. */
  get serverTime(): ServerTime {
    return this.transport.serverTime;
  }

  /**
   * One page of mail, newest first; 50 rows when no limit is given. Waits for the mail list's budget, 20 a minute.
   * @throws ApiError; the signal's reason when cancelled.
   * @see GET /emails, OpenAPI of 2026-08-21; scope emails:read
   */
  list(request: EmailListRequest = {}): Promise<Page<Email>> {
    const { signal, priority } = request;
    const options = {
      ...{ query: listQuery(request), isOther: rowsAbout(listSubject(request)) },
      ...{ signal, priority, buckets: MAIL_LIST },
    };
    return this.transport.call("get", path`emails`, pageOf(email, request.after), options);
  }

  /**
   * A page of up to 100 messages of a conversation, newest first, with previews instead of bodies: `get` has those.
   * One call of the mail list's budget.
   * @throws ApiError; the signal's reason when cancelled.
   * @see GET /emails with search=thread:<thread id>, OpenAPI of 2026-08-21; scope emails:read
   */
  listThread(
    threadId: string,
    manner: CallManner & Pick<EmailListRequest, "after" | "previewOnly"> = {},
  ): Promise<Page<Email>> {
    return this.list({ previewOnly: true, ...manner, search: `${THREAD}${threadId}`, limit: 100 });
  }

  /**
   * The newest messages of a conversation, if the mail list's budget has a place free now: not worth a wait.
   * @throws ApiError; an abort when none is free.
   */
  peekThread(threadId: string): Promise<Page<Email>> {
    const turn = new AbortController();
    const call = this.transport.call("get", path`emails`, pageOf(email), {
      query: { limit: 100, search: `thread:${threadId}`, preview_only: true },
      buckets: MAIL_LIST,
      turn: turn.signal,
      retries: "never",
    });
    turn.abort();
    return call;
  }

  /** @see GET /emails/{id}; scope emails:read. The documented 20 a minute are the list's alone. */
  get(id: string, options: { signal?: AbortSignal | undefined } = {}): Promise<Email> {
    return this.transport.call("get", path`emails/${{ id }}`, email, { signal: options.signal });
  }

  /**
   * A message that nobody has asked for yet. Whether it counts among the 20 is not documented, so it takes one of them,
   * and only one that is free now.
   * @throws ApiError; an abort when none is free.
   */
  getAhead(id: string, signal?: AbortSignal): Promise<Email> {
    const turn = new AbortController();
    const call = this.transport.call("get", path`emails/${{ id }}`, email, {
      signal,
      turn: turn.signal,
      buckets: MAIL_LIST,
      priority: "background",
      retries: "never",
    });
    turn.abort();
    return call;
  }

  /** @see PATCH /emails/{id}: a number, where the list's filter of the same name is a boolean; emails:update */
  setUnread(id: string, unread: boolean, options: { signal?: AbortSignal | undefined } = {}): Promise<Email> {
    const body = { is_unread: unread ? 1 : 0 };
    return this.transport.call("patch", path`emails/${{ id }}`, email, { body, signal: options.signal });
  }

  /**
   * Sets when the Unibox reminds of a message, or that it does not.
   * @see PATCH /emails/{id}, which takes `is_unread` and `reminder_ts` alone: nothing marks a message as done, though the
   * list can filter by that; emails:update
   */
  setReminder(
    id: string,
    at: Date | undefined,
    options: { signal?: AbortSignal | undefined } = {},
  ): Promise<Email> {
    const body = { reminder_ts: at?.toISOString() ?? null };
    return this.transport.call("patch", path`emails/${{ id }}`, email, { body, signal: options.signal });
  }

  /** @see POST /emails/threads/{thread_id}/mark-as-read; scope emails:update */
  async markThreadRead(threadId: string, options: { signal?: AbortSignal | undefined } = {}): Promise<void> {
    const where = path`emails/threads/${{ thread_id: threadId }}/mark-as-read`;
    await this.transport.call("post", where, z.unknown(), { signal: options.signal });
  }

  /** @see GET /emails/unread/count; scope emails:read */
  async countUnread(options: { signal?: AbortSignal | undefined } = {}): Promise<number> {
    const where = path`emails/unread/count`;
    const { count } = await this.transport.call("get", where, unreadCount, { signal: options.signal });
    return count;
  }
}

/** The answer of GET /emails/unread/count. */
export const unreadCount = z.object({ count: z.number().min(0) });
