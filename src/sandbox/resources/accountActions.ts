import * as z from "zod";
import { HttpFailure } from "../httpFailure.ts";
import type { AccountRow, JobRow } from "../records.ts";
import { type Call, type Route, route } from "../route.ts";
import { hashOf } from "../seed/random.ts";
import { ACCOUNT_FILTERS, accountOf, changed, matchesFilter } from "./accounts.ts";
import { jobAnswer, startJob } from "./backgroundJobs.ts";

const warmupBody = z
  .object({
    emails: z.array(z.string()).max(100).optional(),
    include_all_emails: z.boolean().optional(),
    excluded_emails: z.array(z.string()).max(100).optional(),
    filter: z
      .object({ tag_id: z.string().optional(), filter: z.enum(ACCOUNT_FILTERS).nullable().optional() })
      .nullable()
      .optional(),
    search: z.string().optional(),
  })
  .refine((body) => body.emails !== undefined || body.include_all_emails === true, {
    message: "must have required property 'emails'",
  });
type WarmupBody = z.infer<typeof warmupBody>;

const someEmails = z.object({ emails: z.array(z.string()).min(1).max(100) });

/** Turns warm-up on or off for many accounts; the answer is the job that says how far this has come. */
function switchWarmup(call: Call<unknown, WarmupBody>, isOn: boolean): object {
  const { workspace, body } = call;
  const excluded = new Set(body.excluded_emails);
  const chosen = workspace.accounts
    .all()
    .filter((account) =>
      body.include_all_emails === true
        ? isWanted(workspace.tagsOf, account, body)
        : body.emails?.includes(account.email),
    )
    .filter((account) => !excluded.has(account.email));
  for (const account of chosen) {
    changed(call, account, {
      warmup_status: isOn ? 1 : 0,
      ...(isOn
        ? { timestamp_warmup_start: account.timestamp_warmup_start ?? call.world.stamp() }
        : { stat_warmup_score: 0 }),
    });
  }
  const job: Pick<JobRow, "type" | "entity_type" | "data"> = {
    type: "update-warmup-accounts",
    entity_type: "workspace",
    data: { total_to_process: chosen.length },
  };
  return jobAnswer(call.world, startJob(call, job));
}

function isWanted(
  tagsOf: ReadonlyMap<string, readonly string[]>,
  account: AccountRow,
  body: WarmupBody,
): boolean {
  const { filter, tag_id: tag } = body.filter ?? {};
  return (
    (body.search === undefined || account.email.includes(body.search)) &&
    (filter === undefined || filter === null || matchesFilter(account, filter)) &&
    (tag === undefined || (tagsOf.get(account.email) ?? []).includes(tag))
  );
}

/** An account that is paused already counts as failed. */
function pauseMany(call: Call<unknown, z.infer<typeof someEmails>>): object {
  const paused: string[] = [];
  const failed: string[] = [];
  for (const email of call.body.emails) {
    const account = call.workspace.accounts.get(email);
    if (account === undefined || account.status === 2) {
      failed.push(email);
    } else {
      changed(call, account, { status: 2 });
      paused.push(email);
    }
  }
  return { paused_emails: paused, failed_emails: failed };
}

/** DNS vitals per domain: a few domains lack DKIM or DMARC, one cannot be told. */
function vitals({ workspace, body }: Call<unknown, { accounts?: string[] | undefined }>): object {
  const addresses = body.accounts ?? workspace.accounts.all().map(({ email }) => email);
  if (addresses.length === 0) throw new HttpFailure(400, { error: "No accounts provided" });
  const domains = [...new Set(addresses.map((address) => address.slice(address.indexOf("@") + 1)))];
  const checked = domains.map(vitalsOf);
  return {
    status: "success",
    success_list: checked.filter(({ allPass }) => allPass),
    failure_list: checked.filter(({ allPass }) => !allPass),
  };
}

function vitalsOf(domain: string): { domain: string; allPass: boolean } {
  const chance = hashOf(domain) % 10;
  const found = { mx: domain !== "oddities.test", spf: chance !== 1, dkim: chance > 1, dmarc: chance > 2 };
  const allPass = Object.values(found).every(Boolean);
  return { domain, allPass, ...found, ...(chance === 2 && { indeterminate: ["dmarc"] }) };
}

function trackingDomain({ workspace, query }: Call<{ host: string }>): object {
  const isKnown = workspace.accounts.all().some(({ tracking_domain_name: name }) => name === query.host);
  if (isKnown) return { success: true, ssl: true, cname: true, host: query.host };
  throw new HttpFailure(400, { status: "error", message: "CNAME record not found", host: query.host });
}

export const accountActions: readonly Route[] = [
  route({
    method: "post",
    path: "/accounts/warmup/enable",
    summary: "Enable warm-up",
    scope: "accounts:update",
    body: warmupBody,
    handle: (call) => switchWarmup(call, true),
  }),
  route({
    method: "post",
    path: "/accounts/warmup/disable",
    summary: "Disable warm-up",
    scope: "accounts:update",
    body: warmupBody,
    handle: (call) => switchWarmup(call, false),
  }),
  route({
    method: "post",
    path: "/accounts/pause",
    summary: "Pause accounts",
    scope: "accounts:update",
    body: someEmails,
    handle: pauseMany,
  }),
  route({
    method: "post",
    path: "/accounts/{email}/pause",
    summary: "Pause account",
    scope: "accounts:update",
    handle: (call) => changed(call, accountOf(call), { status: 2 }),
  }),
  route({
    method: "post",
    path: "/accounts/{email}/resume",
    summary: "Resume account, also one that errors stopped",
    scope: "accounts:update",
    handle: (call) =>
      changed(call, accountOf(call), { status: 1, status_message: undefined, autofix_failed: null }),
  }),
  route({
    method: "post",
    path: "/accounts/{email}/mark-fixed",
    summary: "Clear an account's error state",
    scope: "accounts:update",
    handle: (call) =>
      changed(call, accountOf(call), { status: 1, status_message: undefined, autofix_failed: null }),
  }),
  route({
    method: "post",
    path: "/accounts/test/vitals",
    summary: "Test account vitals",
    scope: "accounts:read",
    body: z.object({ accounts: z.array(z.string()).optional() }),
    handle: vitals,
  }),
  route({
    method: "get",
    path: "/accounts/ctd/status",
    summary: "Check a tracking domain",
    scope: "accounts:read",
    query: z.object({ host: z.string() }),
    handle: trackingDomain,
  }),
];
