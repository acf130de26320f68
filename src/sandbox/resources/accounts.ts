import * as z from "zod";
import { recordNotFound } from "../httpFailure.ts";
import { byTimestampAndEmail, type Page, pageOf } from "../paging.ts";
import type { AccountRow } from "../records.ts";
import { type Call, param, type Route, route } from "../route.ts";
import type { Workspace } from "../world.ts";
import { without } from "../without.ts";
import { emailText, pageQuery } from "./fields.ts";

export const ACCOUNT_FILTERS = [
  "ACC_FILTER_PAUSED",
  "ACC_FILTER_ERROR",
  "ACC_FILTER_NO_CTD",
  "ACC_FILTER_PW_ACCOUNTS",
  "ACC_FILTER_DFY",
  "ACC_FILTER_DFY_SETUP_PENDING",
  "ACC_FILTER_W_ACTIVE",
  "ACC_FILTER_W_PAUSED",
  "ACC_FILTER_W_ERROR",
] as const;

const listQuery = z.object({
  ...pageQuery,
  search: z.string().optional(),
  status: z.literal([1, 2, 3, -1, -2, -3]).optional(),
  provider_code: z.literal([1, 2, 3, 4, 8, 11]).optional(),
  tag_ids: z.string().optional(),
  tag_ids_all: z.string().optional(),
  include_tags: z.boolean().optional(),
  filter: z.enum(ACCOUNT_FILTERS).optional(),
  sort_by: z.enum(["timestamp_created", "email", "stat_warmup_score", "status"]).optional(),
  sort_order: z.enum(["asc", "desc"]).optional(),
  skip: z.int().min(0).optional(),
});
type ListQuery = z.infer<typeof listQuery>;

const warmupPatch = z.looseObject({
  limit: z.number().optional(),
  increment: z.enum(["disabled", "0", "1", "2", "3", "4"]).optional(),
  reply_rate: z.number().optional(),
  warmup_custom_ftag: z.string().optional(),
  advanced: z.record(z.string(), z.union([z.number(), z.boolean()])).optional(),
});

const patchBody = z.object({
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  warmup: warmupPatch.optional(),
  daily_limit: z.number().nullable().optional(),
  tracking_domain_name: z.string().nullable().optional(),
  tracking_domain_status: z.string().nullable().optional(),
  enable_slow_ramp: z.boolean().nullable().optional(),
  inbox_placement_test_limit: z.number().min(0).nullable().optional(),
  sending_gap: z.number().min(0).max(1440).optional(),
  signature: z.string().nullable().optional(),
  reply_to: emailText.nullable().optional(),
  skip_cname_check: z.boolean().optional(),
  remove_tracking_domain: z.boolean().optional(),
});

/** The account that the path names. @throws HttpFailure 404 */
export function accountOf(call: Call): AccountRow {
  const account = call.workspace.accounts.get(param(call, "email").toLowerCase());
  if (account === undefined) throw recordNotFound();
  return account;
}

/** Changes an account in place and answers it. */
export function changed(call: Call, account: AccountRow, changes: Partial<AccountRow>): AccountRow {
  return Object.assign(account, changes, { timestamp_updated: call.world.stamp() });
}

export function matchesFilter(account: AccountRow, filter: (typeof ACCOUNT_FILTERS)[number]): boolean {
  switch (filter) {
    case "ACC_FILTER_PAUSED":
      return account.status === 2 || account.status === 3;
    case "ACC_FILTER_ERROR":
      return (account.status ?? 1) < 0;
    case "ACC_FILTER_NO_CTD":
      return (account.tracking_domain_name ?? "") === "";
    case "ACC_FILTER_PW_ACCOUNTS":
      return account.is_managed_account && !account.setup_pending;
    case "ACC_FILTER_DFY":
      return account.is_managed_account;
    case "ACC_FILTER_DFY_SETUP_PENDING":
      return account.is_managed_account && account.setup_pending;
    case "ACC_FILTER_W_ACTIVE":
      return account.warmup_status === 1;
    case "ACC_FILTER_W_PAUSED":
      return account.warmup_status === 0;
    case "ACC_FILTER_W_ERROR":
      return account.warmup_status < 0;
  }
}

function matches(workspace: Workspace, account: AccountRow, query: ListQuery): boolean {
  const tags = workspace.tagsOf.get(account.email) ?? [];
  const has = (id: string): boolean => tags.includes(id);
  const text = `${account.email} ${account.first_name} ${account.last_name}`.toLowerCase();
  return (
    (query.search === undefined || text.includes(query.search.toLowerCase())) &&
    (query.status === undefined || account.status === query.status) &&
    (query.provider_code === undefined || account.provider_code === query.provider_code) &&
    (query.tag_ids === undefined || query.tag_ids.split(",").some(has)) &&
    (query.tag_ids_all === undefined || query.tag_ids_all.split(",").every(has)) &&
    (query.filter === undefined || matchesFilter(account, query.filter))
  );
}

/** A row as lists have it: warm-up cut down to its limit, tags only where asked for. */
function listed(workspace: Workspace, account: AccountRow, withTags: boolean): object {
  const tags = (workspace.tagsOf.get(account.email) ?? []).flatMap((id) => workspace.tags.get(id) ?? []);
  return {
    ...account,
    ...(account.warmup && { warmup: { limit: account.warmup.limit } }),
    ...(withTags && { tags: tags.map(({ id, label, description }) => ({ id, label, description })) }),
  };
}

function list({ workspace, query }: Call<ListQuery>): Page<object> {
  const rows = workspace.accounts.all().filter((account) => matches(workspace, account, query));
  const page =
    query.sort_by === undefined && query.skip === undefined
      ? pageOf(rows, byTimestampAndEmail, query)
      : { items: sorted(rows, query).slice(query.skip ?? 0, (query.skip ?? 0) + (query.limit ?? 10)) };
  return { ...page, items: page.items.map((row) => listed(workspace, row, query.include_tags === true)) };
}

/** Sorted lists have no cursor: they are paged by `skip`. */
function sorted(
  rows: AccountRow[],
  { sort_by: column = "timestamp_created", sort_order: direction }: ListQuery,
): AccountRow[] {
  const value = (row: AccountRow): string | number => row[column] ?? 0;
  const up = direction === "asc" ? 1 : -1;
  return rows.toSorted((a, b) => {
    if (value(a) === value(b)) return a.email < b.email ? -1 : 1;
    return value(a) < value(b) ? -up : up;
  });
}

export const accounts: readonly Route[] = [
  route({
    method: "get",
    path: "/accounts",
    summary: "List accounts",
    scope: "accounts:read",
    query: listQuery,
    handle: list,
  }),
  route({
    method: "get",
    path: "/accounts/{email}",
    summary: "Get account",
    scope: "accounts:read",
    handle: accountOf,
  }),
  route({
    method: "patch",
    path: "/accounts/{email}",
    summary: "Change account",
    scope: "accounts:update",
    body: patchBody,
    handle: (call) => {
      const changes = without(call.body, "skip_cname_check", "remove_tracking_domain");
      const tracking =
        call.body.remove_tracking_domain === true
          ? { tracking_domain_name: null, tracking_domain_status: null }
          : {};
      return changed(call, accountOf(call), { ...changes, ...tracking } as Partial<AccountRow>);
    },
  }),
  route({
    method: "delete",
    path: "/accounts/{email}",
    summary: "Delete account",
    scope: "accounts:delete",
    handle: (call) => call.workspace.accounts.remove(accountOf(call).email),
  }),
];
