import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Coded } from "../../src/core/api/coded.ts";
import { BrokenRow, pageOf } from "../../src/core/api/page.ts";
import { account, type Account, vitalsAnswer } from "../../src/core/api/resources/accounts.ts";
import { backgroundJob, type BackgroundJob } from "../../src/core/api/resources/backgroundJobs.ts";
import { leadLabel } from "../../src/core/api/resources/leadLabels.ts";
import { campaign, type Campaign } from "../../src/core/api/resources/campaigns.ts";
import { email, type Email, unreadCount } from "../../src/core/api/resources/emails.ts";
import { testAnswer } from "../../src/core/api/resources/outgoingEmails.ts";
import { emailVerification } from "../../src/core/api/resources/emailVerification.ts";
import { leadList, verificationStats } from "../../src/core/api/resources/leadLists.ts";
import { addedLeads, lead, type Lead } from "../../src/core/api/resources/leads.ts";
import { planDetails } from "../../src/core/api/resources/workspaceBilling.ts";
import { workspace } from "../../src/core/api/resources/workspaces.ts";
import { type JsonSchema, type SampleKind, Sampler } from "./sampleOf.ts";

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>> | undefined>>;
}

interface Operation {
  readonly responses: Readonly<
    Record<
      string,
      { readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>> } | undefined
    >
  >;
}

/** The operations that the client calls, and how it reads their answers. */
const OPERATIONS: readonly (readonly [string, z.ZodType])[] = [
  ["get /accounts", pageOf(account)],
  ["get /accounts/{email}", account],
  ["post /accounts/test/vitals", vitalsAnswer],
  ["get /emails", pageOf(email)],
  ["get /emails/{id}", email],
  ["patch /emails/{id}", email],
  ["post /emails/threads/{thread_id}/mark-as-read", z.unknown()],
  ["get /emails/unread/count", unreadCount],
  ["post /emails/reply", email],
  ["post /emails/forward", email],
  ["post /emails/test", testAnswer],
  ["get /lead-labels", pageOf(leadLabel)],
  ["get /lead-lists", pageOf(leadList)],
  ["get /lead-lists/{id}", leadList],
  ["post /lead-lists", leadList],
  ["delete /lead-lists/{id}", z.unknown()],
  ["get /lead-lists/{id}/verification-stats", verificationStats],
  ["get /leads/{id}", lead],
  ["post /leads/list", pageOf(lead)],
  ["post /leads/add", addedLeads],
  ["delete /leads", z.unknown()],
  ["post /email-verification", emailVerification],
  ["get /email-verification/{email}", emailVerification],
  ["get /campaigns", pageOf(campaign)],
  ["get /campaigns/{id}", campaign],
  ["get /workspaces/current", workspace],
  ["get /workspace-billing/plan-details", planDetails],
  ["get /background-jobs", pageOf(backgroundJob)],
  ["get /background-jobs/{id}", backgroundJob],
];

const folder = process.env["INSTANTLY_OPENAPI"];
const FILES = ["contract.openapi.json", "openapi.official.2026-08-21.json"];
const KINDS: readonly SampleKind[] = ["full", "required", "nulls"];
/** Its document requires nothing at all, but an answer without its number would say nothing either. */
const NEEDS_EXAMPLES = "get /emails/unread/count";

describe.skipIf(folder === undefined)("the client's schemas (needs INSTANTLY_OPENAPI)", () => {
  describe.each(FILES)("against %s", (file) => {
    const document =
      folder === undefined
        ? undefined
        : (JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Document);
    const sampler = new Sampler(document?.components.schemas ?? {});

    test.each(OPERATIONS)("accept the documented answers of %s", (operation, schema) => {
      const answer = answerOf(document, operation);

      for (const kind of operation === NEEDS_EXAMPLES ? (["full"] as const) : KINDS) {
        const parsed = schema.safeParse(sampler.sampleOf(answer, kind));
        expect(parsed.error, kind).toBeUndefined();
        expect(brokenRows(parsed.data), kind).toEqual([]);
      }
    });

    test.each<[string, string, (value: unknown) => Coded<string> | undefined]>([
      [
        "get /accounts/{email}",
        "status",
        (status) => read<Account>(account, { email: "a@b.co", status }).status,
      ],
      [
        "get /accounts/{email}",
        "warmup_status",
        (code) => read<Account>(account, { email: "a@b.co", warmup_status: code }).warmupStatus,
      ],
      [
        "get /accounts/{email}",
        "provider_code",
        (code) => read<Account>(account, { email: "a@b.co", provider_code: code }).provider,
      ],
      ["get /emails/{id}", "ue_type", (code) => read<Email>(email, { id: "1", ue_type: code }).kind],
      ["get /campaigns/{id}", "status", (status) => read<Campaign>(campaign, { id: "1", status }).status],
      [
        "get /leads/{id}",
        "verification_status",
        (status) => read<Lead>(lead, { id: "1", verification_status: status }).verification,
      ],
      [
        "get /leads/{id}",
        "lt_interest_status",
        (code) => read<Lead>(lead, { id: "1", lt_interest_status: code }).interest,
      ],
      [
        "get /background-jobs/{id}",
        "status",
        (status) => read<BackgroundJob>(backgroundJob, { id: "1", status }).status,
      ],
    ])("know every documented value of %s %s", (operation, field, word) => {
      const values = sampler.enumOf(answerOf(document, operation), field);

      expect(values.length).toBeGreaterThan(2);
      expect(values.filter((value) => word(value)?.word === "unknown")).toEqual([]);
    });
  });
});

function answerOf(document: Document | undefined, operation: string): JsonSchema {
  const [method = "", where = ""] = operation.split(" ");
  const content = document?.paths[`/api/v2${where}`]?.[method]?.responses["200"]?.content;
  const schema = content?.["application/json"]?.schema;
  if (schema === undefined) throw new Error(`The document has no answer for ${operation}.`);
  return schema;
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  return schema.parse(value);
}

function brokenRows(data: unknown): readonly unknown[] {
  if (typeof data !== "object" || data === null || !("rows" in data) || !Array.isArray(data.rows)) return [];
  return data.rows.filter((row) => row instanceof BrokenRow);
}
