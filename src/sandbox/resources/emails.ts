import * as z from "zod";
import { recordNotFound } from "../httpFailure.ts";
import type { Limit } from "../limits.ts";
import { newestFirst, type Page, pageOf, reversed } from "../paging.ts";
import type { EmailRow } from "../records.ts";
import { type Call, param, type Route, route } from "../route.ts";
import { without } from "../without.ts";
import { rowOf } from "./crud.ts";
import { commaList, isAmong, isoTime, pageQuery } from "./fields.ts";

/** `GET /emails` alone: its documented limit, for the workspace as a whole. */
const LIST_LIMIT: Limit = { name: "emails", max: 20, windowMs: 60_000 };

const TYPES = { received: [2], sent: [1], manual: [3] } as const;

const listQuery = z.object({
  ...pageQuery,
  search: z.string().optional(),
  campaign_id: z.uuid().optional(),
  list_id: z.uuid().optional(),
  i_status: z.number().optional(),
  eaccount: z.string().optional(),
  is_unread: z.boolean().optional(),
  has_reminder: z.boolean().optional(),
  mode: z.enum(["emode_focused", "emode_others", "emode_all"]).optional(),
  preview_only: z.boolean().optional(),
  sort_order: z.enum(["asc", "desc"]).optional(),
  scheduled_only: z.boolean().optional(),
  assigned_to: z.string().optional(),
  lead: z.string().optional(),
  company_domain: z.string().optional(),
  marked_as_done: z.boolean().optional(),
  email_type: z.enum(["received", "sent", "manual"]).optional(),
  min_timestamp_created: z.string().optional(),
  max_timestamp_created: z.string().optional(),
  latest_of_thread: z.boolean().optional(),
});
type ListQuery = z.infer<typeof listQuery>;

const patchBody = z.object({
  is_unread: z.number().nullable().optional(),
  reminder_ts: isoTime.nullable().optional(),
});

function list({ workspace, query }: Call<ListQuery>): Page<object> {
  const newest = newestFirst(workspace.emails, (email: EmailRow) => email.timestamp_created);
  const wanted = workspace.emails.all().filter((email) => isWanted(email, query));
  const rows = query.latest_of_thread === true ? latestOfThreads(wanted) : wanted;
  const order = query.sort_order === "asc" ? reversed(newest, workspace.emails) : newest;
  const page = pageOf(rows, order, query, { cursorOnLastPage: true, shortSecondPage: true });
  return { ...page, items: page.items.map((email) => listed(email, query.preview_only === true)) };
}

function isWanted(email: EmailRow, query: ListQuery): boolean {
  return (
    isFound(email, query.search) &&
    isEqual(query.campaign_id, email.campaign_id) &&
    isEqual(query.list_id, email.list_id) &&
    isEqual(query.i_status, email.i_status) &&
    isEqual(query.lead?.toLowerCase(), email.lead) &&
    isAmong(commaList(query.eaccount), email.eaccount) &&
    isEqual(query.is_unread, query.is_unread === undefined ? undefined : email.is_unread === 1) &&
    isEqual(
      query.has_reminder,
      query.has_reminder === undefined ? undefined : typeof email.reminder_ts === "string",
    ) &&
    isOfKind(email, query) &&
    (query.company_domain === undefined || email.lead?.endsWith(`@${query.company_domain}`) === true) &&
    (query.min_timestamp_created === undefined ||
      Date.parse(email.timestamp_created) >= Date.parse(query.min_timestamp_created)) &&
    (query.max_timestamp_created === undefined ||
      Date.parse(email.timestamp_created) <= Date.parse(query.max_timestamp_created)) &&
    query.assigned_to === undefined &&
    query.marked_as_done !== true
  );
}

const isEqual = <T>(wanted: T | undefined, value: T | null | undefined): boolean =>
  wanted === undefined || wanted === value;

function isOfKind(
  email: EmailRow,
  { scheduled_only: scheduledOnly, email_type: type, mode }: ListQuery,
): boolean {
  if (scheduledOnly === true && email.ue_type !== 4) return false;
  if (type !== undefined && !TYPES[type].some((code) => code === email.ue_type)) return false;
  if (mode === "emode_focused") return email.is_focused === 1;
  return mode !== "emode_others" || email.is_focused === 0;
}

/** `thread:<id>` means a conversation; any other text is a lead's address. */
function isFound(email: EmailRow, search: string | undefined): boolean {
  if (search === undefined || search === "") return true;
  if (search.startsWith("thread:")) return email.thread_id === search.slice("thread:".length);
  return email.lead === search.toLowerCase();
}

function latestOfThreads(rows: readonly EmailRow[]): EmailRow[] {
  const latest = new Map<string, EmailRow>();
  for (const row of rows) {
    const thread = row.thread_id ?? row.id;
    const known = latest.get(thread);
    if (known === undefined || known.timestamp_created < row.timestamp_created) latest.set(thread, row);
  }
  return [...latest.values()];
}

/** A row as lists have it: never with `is_auto_reply`, without a body when only previews are asked for. */
function listed(email: EmailRow, previewOnly: boolean): object {
  return previewOnly ? without(email, "is_auto_reply", "body") : without(email, "is_auto_reply");
}

function setUnread(email: EmailRow, isUnread: number | null): EmailRow {
  return Object.assign(email, { is_unread: isUnread });
}

export const emails: readonly Route[] = [
  route({
    method: "get",
    path: "/emails",
    summary: "List emails",
    scope: "emails:read",
    query: listQuery,
    limits: [LIST_LIMIT],
    handle: list,
  }),
  route({
    method: "get",
    path: "/emails/unread/count",
    summary: "Count unread emails",
    scope: "emails:read",
    handle: ({ workspace }) => ({
      count: workspace.emails.all().filter(({ is_unread: unread }) => unread === 1).length,
    }),
  }),
  route({
    method: "get",
    path: "/emails/{id}",
    summary: "Get email",
    scope: "emails:read",
    handle: (call) => rowOf(call.workspace.emails, param(call, "id")),
  }),
  route({
    method: "patch",
    path: "/emails/{id}",
    summary: "Change email",
    scope: "emails:update",
    body: patchBody,
    handle: (call) => Object.assign(rowOf(call.workspace.emails, param(call, "id")), call.body),
  }),
  route({
    method: "delete",
    path: "/emails/{id}",
    summary: "Delete email",
    scope: "emails:delete",
    handle: (call) => {
      const email = rowOf(call.workspace.emails, param(call, "id"));
      call.workspace.emails.remove(email.id);
      return email;
    },
  }),
  route({
    method: "post",
    path: "/emails/threads/{thread_id}/mark-as-read",
    summary: "Mark a conversation as read",
    scope: "emails:update",
    handle: (call) => {
      const thread = call.workspace.emails
        .all()
        .filter((email) => email.thread_id === param(call, "thread_id"));
      if (thread.length === 0) throw recordNotFound();
      for (const email of thread) setUnread(email, 0);
      return { success: true };
    },
  }),
];
