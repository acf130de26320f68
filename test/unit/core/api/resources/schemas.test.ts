import { expect, test } from "vitest";
import type * as z from "zod";
import { account } from "../../../../../src/core/api/resources/accounts.ts";
import { backgroundJob } from "../../../../../src/core/api/resources/backgroundJobs.ts";
import { campaign } from "../../../../../src/core/api/resources/campaigns.ts";
import { domainVitals } from "../../../../../src/core/api/resources/domainVitals.ts";
import { email } from "../../../../../src/core/api/resources/emails.ts";
import { emailVerification } from "../../../../../src/core/api/resources/emailVerification.ts";
import { leadList, verificationStats } from "../../../../../src/core/api/resources/leadLists.ts";
import { leadLabel } from "../../../../../src/core/api/resources/leadLabels.ts";
import { addedLeads, lead } from "../../../../../src/core/api/resources/leads.ts";
import { planDetails } from "../../../../../src/core/api/resources/workspaceBilling.ts";
import { workspace } from "../../../../../src/core/api/resources/workspaces.ts";

const SCHEMAS: Readonly<Record<string, { readonly schema: z.ZodType; readonly key: object }>> = {
  account: { schema: account, key: { email: "jo@example.com" } },
  email: { schema: email, key: { id: "1" } },
  leadList: { schema: leadList, key: { id: "1" } },
  lead: { schema: lead, key: { id: "1" } },
  addedLeads: { schema: addedLeads, key: {} },
  leadLabel: { schema: leadLabel, key: { id: "1" } },
  campaign: { schema: campaign, key: { id: "1" } },
  workspace: { schema: workspace, key: { id: "1" } },
  backgroundJob: { schema: backgroundJob, key: { id: "1" } },
  emailVerification: { schema: emailVerification, key: { email: "jo@example.com" } },
  planDetails: { schema: planDetails, key: {} },
  domainVitals: { schema: domainVitals, key: { domain: "example.com" } },
};

test.each(Object.keys(SCHEMAS))("%s needs its key alone, and keeps the JSON as it came", (name) => {
  const { schema, key } = SCHEMAS[name] ?? { schema: account, key: {} };
  const raw = { ...key, surprise: [1] };

  expect(schema.parse(raw)).toMatchObject({ ...key, raw });
  expect(schema.safeParse({ other: 1 }).success).toBe(Object.keys(key).length === 0);
  expect(schema.safeParse(null).success).toBe(false);
});

test.each(Object.keys(SCHEMAS))("%s is not broken by any other field of any other type", (name) => {
  const { schema, key } = SCHEMAS[name] ?? { schema: account, key: {} };
  const known = schema.parse(key) as Record<string, unknown>;
  const wireNames = FIELDS.filter((field) => !(field in key));
  for (const value of [
    null,
    "",
    "x",
    -1,
    Infinity,
    true,
    [],
    [null],
    [[]],
    {},
    { a: null },
    { toString: 1 },
  ]) {
    const odd = { ...Object.fromEntries(wireNames.map((field) => [field, value])), ...key };
    expect(schema.safeParse(odd)).toMatchObject({ success: true, data: key });
    expect(Object.keys(schema.parse(odd) as object)).toEqual(Object.keys(known));
  }
});

/** Names that the schemas read, of all resources. */
const FIELDS = `
  verification_status created_leads duplicated_leads in_blocklist invalid_email_count incomplete_count
  duplicate_email_count
  id email first_name last_name status status_message warmup_status provider_code stat_warmup_score daily_limit sending_gap
  enable_slow_ramp setup_pending is_managed_account tracking_domain_name tracking_domain_status signature reply_to
  inbox_placement_test_limit warmup timestamp_warmup_start warmup_pool_id timestamp_created timestamp_updated
  timestamp_last_used added_by modified_by tags subject from_address_email from_address_json to_address_email_list
  to_address_json cc_address_email_list cc_address_json bcc_address_email_list eaccount lead lead_id campaign_id thread_id
  list_id ue_type is_unread is_focused is_auto_reply i_status content_preview body timestamp_email attachment_json
  message_id step name organization_id has_enrichment_task owned_by owner plan_id type progress entity_id created_at
  updated_at label interest_status verification_status catch_all credits credits_used subscriptions domain spf dkim dmarc mx allPass indeterminate
`
  .trim()
  .split(/\s+/);

test("reads an account in words and units", () => {
  const read = account.parse({
    email: "jo@example.com",
    status: -2,
    warmup_status: 77,
    provider_code: 11,
    stat_warmup_score: "98",
    sending_gap: 10,
    enable_slow_ramp: 1,
    tracking_domain_name: "inst.example.com",
    tracking_domain_status: "CTD_ACTIVE",
    warmup: { limit: 40, reply_rate: 0.3, increment: 2, advanced: { open_rate: 0.95, weekday_only: true } },
    timestamp_created: "2026-01-15T09:30:00.000Z",
    timestamp_updated: "not a date",
    tags: [{ id: "t", label: "VIP" }, { label: "no id" }],
    status_message: {
      code: "EAUTH",
      command: "AUTH PLAIN",
      response: "535-5.7.8 Username not accepted",
      responseCode: 535,
      e_message: "Invalid login",
    },
  });

  expect(read).toMatchObject({
    status: { word: "softBounceError", code: -2 },
    warmupStatus: { word: "unknown", code: 77 },
    provider: { word: "airmailInstant", code: 11 },
    warmupScore: 98,
    sendingGapMinutes: 10,
    slowRamp: true,
    trackingDomain: { name: "inst.example.com", status: "CTD_ACTIVE" },
    warmup: { limit: 40, replyRate: 0.3, increment: "2", advanced: { openRate: 0.95, weekdayOnly: true } },
    createdAt: new Date("2026-01-15T09:30:00.000Z"),
    updatedAt: undefined,
    tags: [{ id: "t", label: "VIP", color: undefined }],
    statusReport: {
      code: "EAUTH",
      command: "AUTH PLAIN",
      response: "535-5.7.8 Username not accepted",
      responseCode: 535,
      enhancedCode: "5.7.8",
      message: "Invalid login",
    },
  });
});

test.each([
  ["550 5.4.5 Daily user sending limit exceeded", 550, "5.4.5"],
  ["421-4.7.0 Try again later", 421, "4.7.0"],
  ["554 delivery error: dd 5.7.1 Blocked", 554, "5.7.1"],
  ["connect to 5.7.8.1 failed", undefined, undefined],
  ["nothing to see", undefined, undefined],
])("reads the codes of the SMTP response %j", (response, responseCode, enhancedCode) => {
  expect(account.parse({ email: "a@b.co", status_message: { response } }).statusReport).toMatchObject({
    responseCode,
    enhancedCode,
  });
});

test("has no SMTP report where there is nothing in it", () => {
  for (const status_message of [null, {}, "", 5, { extra: 1 }]) {
    expect(account.parse({ email: "a@b.co", status_message }).statusReport).toBeUndefined();
  }
  expect(account.parse({ email: "a@b.co", status_message: "535 no" }).statusReport?.responseCode).toBe(535);
});

test("reads an email with its people", () => {
  const read = email.parse({
    id: "1",
    from_address_email: "lead@x.com",
    from_address_json: [{ address: "lead@x.com", name: "Le Ad" }],
    to_address_email_list: 'jo@a.com, "Doe, Al" <al@a.com>',
    cc_address_email_list: ["bo@a.com", "cy@a.com"],
    reply_to: "",
    eaccount: "jo@a.com",
    ue_type: 2,
    is_unread: 1,
    is_focused: false,
    i_status: 9,
    body: { html: "<p>x</p>", text: null },
    attachment_json: {
      files: [{ filename: "a.pdf", size: 3, type: "application/pdf", url: "https://x" }, {}],
    },
    step: 2,
  });

  expect(read).toMatchObject({
    subject: "",
    from: "lead@x.com",
    fromName: "Le Ad",
    to: [
      { address: "jo@a.com", name: undefined },
      { address: "al@a.com", name: "Doe, Al" },
    ],
    cc: [{ address: "bo@a.com" }, { address: "cy@a.com" }],
    bcc: [],
    replyTo: [],
    direction: "received",
    unread: true,
    focused: false,
    autoReply: undefined,
    interest: { word: "unknown", code: 9 },
    bodyHtml: "<p>x</p>",
    bodyText: undefined,
    attachments: [{ name: "a.pdf", size: 3, type: "application/pdf", url: "https://x" }],
    step: "2",
  });
});

test.each([
  [{ ue_type: 1 }, "sent"],
  [{ ue_type: 3 }, "sent"],
  [{ ue_type: 2 }, "received"],
  [{ ue_type: 4 }, "scheduled"],
  [{ ue_type: null, from_address_email: "JO@a.com", eaccount: "jo@a.com" }, "sent"],
  [{ ue_type: 9, from_address_email: "x@b.com", eaccount: "jo@a.com" }, "received"],
  [{ ue_type: null, eaccount: "jo@a.com" }, "unknown"],
])("tells the direction of %j", (fields, direction) => {
  expect(email.parse({ id: "1", ...fields }).direction).toBe(direction);
});

test("takes an absent interest for a plain lead, and 0 for out of office", () => {
  expect(email.parse({ id: "1", i_status: null }).interest).toBeUndefined();
  expect(email.parse({ id: "1", i_status: 0 }).interest).toEqual({ word: "outOfOffice", code: 0 });
});

test("counts what a list has not verified, never below nothing", () => {
  const stats = {
    verified: 150,
    invalid: 25,
    risky: 10,
    catch_all: 5,
    job_change: 2,
    verification_job_pending_leadfinder: 11,
    verification_job_pending_user: 12,
  };

  expect(verificationStats.parse({ stats, total_leads: 300 })).toMatchObject({
    pending: 23,
    total: 300,
    notVerified: 85,
  });
  expect(verificationStats.parse({ stats, total_leads: 203 })).toMatchObject({ notVerified: 0, total: 203 });
  expect(verificationStats.parse({ stats: {} })).toMatchObject({ verified: 0, total: 0, notVerified: 0 });
});

test("leaves an undecided vital undecided", () => {
  const fields = { domain: "x.com", spf: false, dkim: true, indeterminate: ["spf"] };

  expect(domainVitals.parse(fields)).toMatchObject({ spf: undefined, dkim: true, dmarc: undefined });
});

test("reads the balance where it stands", () => {
  expect(
    planDetails.parse({
      subscriptions: {
        credits: { available_credits: 60_187.75, current_period_end: 1_704_067_200 },
        outreach: { plan_name: "Growth" },
      },
    }),
  ).toMatchObject({
    creditsAvailable: 60_187.75,
    planName: "Growth",
    creditsPeriodEnd: new Date("2024-01-01T00:00:00Z"),
  });
});
