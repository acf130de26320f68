import { limitOf, type PageRequest } from "../page.ts";
import type { Subject } from "../subject.ts";
import type { QueryValue } from "../transport.ts";

/** What a search for a conversation begins with. */
export const THREAD = "thread:";

/** Which page of which mail. */
export interface EmailListRequest extends PageRequest {
  readonly emailType?: "received" | "sent" | "manual";
  readonly unread?: boolean;
  readonly mode?: "emode_focused" | "emode_others" | "emode_all";
  /** Own mailbox. */
  readonly account?: string;
  readonly campaignId?: string;
  /** Code of an interest status. */
  readonly interest?: number;
  /** A lead's address, or "thread:<thread id>" for one conversation. */
  readonly search?: string;
  /** Address of the lead. */
  readonly lead?: string;
  /** Rows come with previews instead of bodies. */
  readonly previewOnly?: boolean;
  /** Stored by Instantly after this. */
  readonly createdAfter?: Date | undefined;
  readonly scheduledOnly?: boolean;
  readonly hasReminder?: boolean;
  readonly sortOrder?: "asc" | "desc";
  /** A list that nobody waits for (a poll) goes after those that somebody does. */
  readonly priority?: "interactive" | "background" | undefined;
}

/** The query of GET /emails. */
export function listQuery(request: EmailListRequest): Readonly<Record<string, QueryValue>> {
  return {
    limit: limitOf(request.limit, 50),
    starting_after: request.after,
    email_type: request.emailType,
    is_unread: request.unread,
    mode: request.mode,
    eaccount: request.account,
    campaign_id: request.campaignId,
    i_status: request.interest,
    search: request.search,
    lead: request.lead,
    preview_only: request.previewOnly,
    min_timestamp_created: request.createdAfter?.toISOString(),
    scheduled_only: request.scheduledOnly,
    has_reminder: request.hasReminder,
    sort_order: request.sortOrder,
  };
}

/** What every row of such a list says. (Those of a campaign may be of its subsequences.) */
export function listSubject({ search = "", lead, account }: EmailListRequest): Subject {
  return {
    ...(search.startsWith(THREAD) ? { thread_id: search.slice(THREAD.length) } : {}),
    ...(lead === undefined ? {} : { lead }),
    ...(account === undefined ? {} : { eaccount: account }),
  };
}
