import * as z from "zod";
import { type Coded, coded } from "../coded.ts";
import { date, flag, lenient, listOf, nested, number, type Raw, resource, text } from "../lenient.ts";
import { asciiDomain, domainOf } from "../../text/address.ts";
import { limitOf, type Page, pageOf, type PageRequest } from "../page.ts";
import { path } from "../path.ts";
import { type IsOther, isSameName } from "../subject.ts";
import type { Transport } from "../transport.ts";
import { domainVitals, type DomainVitals } from "./domainVitals.ts";
import { type SmtpReport, smtpReport } from "./smtpReport.ts";

/** `status` in words; the errors are its negative codes. */
export type AccountStatus =
  "active" | "paused" | "maintenance" | "connectionError" | "softBounceError" | "sendingError";
/** `warmup_status` in words. */
export type WarmupStatus = "paused" | "active" | "banned" | "spamFolderUnknown" | "suspended";
/** `provider_code` in words. */
export type AccountProvider = "imap" | "google" | "microsoft" | "aws" | "airmail" | "airmailInstant";

const STATUS: Readonly<Record<number, AccountStatus>> = {
  1: "active",
  2: "paused",
  3: "maintenance",
  [-1]: "connectionError",
  [-2]: "softBounceError",
  [-3]: "sendingError",
};
const WARMUP_STATUS: Readonly<Record<number, WarmupStatus>> = {
  0: "paused",
  1: "active",
  [-1]: "banned",
  [-2]: "spamFolderUnknown",
  [-3]: "suspended",
};
const PROVIDER: Readonly<Record<number, AccountProvider>> = {
  1: "imap",
  2: "google",
  3: "microsoft",
  4: "aws",
  8: "airmail",
  11: "airmailInstant",
};

/** Warm-up settings. List rows carry `limit` alone; the single GET has them all. Rates are fractions, 0-1. */
export interface WarmupSettings {
  readonly limit: number | undefined;
  readonly replyRate: number | undefined;
  /** "disabled", or how many a day are added, as text. */
  readonly increment: string | undefined;
  readonly customTag: string | undefined;
  readonly advanced: WarmupAdvanced | undefined;
}

/** Finer warm-up settings. Rates are fractions, 0-1. */
export interface WarmupAdvanced {
  readonly openRate: number | undefined;
  readonly importantRate: number | undefined;
  readonly spamSaveRate: number | undefined;
  readonly readEmulation: boolean | undefined;
  readonly weekdayOnly: boolean | undefined;
  /** Warm up the custom tracking domain too. */
  readonly trackingDomain: boolean | undefined;
}

/** A workspace's own mark on an account. */
export interface AccountTag {
  readonly id: string;
  readonly label: string;
  readonly color: string | undefined;
}

/** A mailbox connected to Instantly. It has no id: its address is its key. */
export interface Account {
  readonly email: string;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly status: Coded<AccountStatus>;
  readonly statusReport: SmtpReport | undefined;
  readonly warmupStatus: Coded<WarmupStatus>;
  readonly provider: Coded<AccountProvider>;
  /** 0-100; drops to 0 when warm-up is off. */
  readonly warmupScore: number | undefined;
  readonly dailyLimit: number | undefined;
  readonly sendingGapMinutes: number | undefined;
  readonly slowRamp: boolean | undefined;
  readonly setupPending: boolean | undefined;
  /** Mailbox managed by Instantly. */
  readonly managed: boolean | undefined;
  readonly trackingDomain: { readonly name: string; readonly status: string | undefined } | undefined;
  /** As it came: never to be drawn unsanitised. */
  readonly signatureHtml: string | undefined;
  readonly replyTo: string | undefined;
  readonly inboxPlacementTestLimit: number | undefined;
  readonly warmup: WarmupSettings | undefined;
  readonly warmupStartedAt: Date | undefined;
  readonly warmupPool: string | undefined;
  readonly createdAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  readonly lastUsedAt: Date | undefined;
  readonly addedBy: string | undefined;
  readonly modifiedBy: string | undefined;
  /** Empty unless asked for with `includeTags`. */
  readonly tags: readonly AccountTag[];
  readonly raw: Raw;
}

const warmupAdvanced = z
  .object({
    open_rate: number,
    important_rate: number,
    spam_save_rate: number,
    read_emulation: flag,
    weekday_only: flag,
    warm_ctd: flag,
  })
  .transform((wire): WarmupAdvanced => ({
    openRate: wire.open_rate,
    importantRate: wire.important_rate,
    spamSaveRate: wire.spam_save_rate,
    readEmulation: wire.read_emulation,
    weekdayOnly: wire.weekday_only,
    trackingDomain: wire.warm_ctd,
  }));

const warmupSettings = z
  .object({
    limit: number,
    reply_rate: number,
    increment: lenient((value) =>
      typeof value === "string" || typeof value === "number" ? String(value) : undefined,
    ),
    warmup_custom_ftag: text,
    advanced: nested(warmupAdvanced),
  })
  .transform((wire): WarmupSettings => ({
    limit: wire.limit,
    replyRate: wire.reply_rate,
    increment: wire.increment,
    customTag: wire.warmup_custom_ftag,
    advanced: wire.advanced,
  }));

const tag = z
  .object({ id: z.string(), label: z.string(), color: text })
  .transform(({ id, label, color }): AccountTag => ({ id, label, color }));

const wire = z.object({
  email: z.string().min(1),
  first_name: text,
  last_name: text,
  status: coded(STATUS),
  status_message: lenient(smtpReport),
  warmup_status: coded(WARMUP_STATUS),
  provider_code: coded(PROVIDER),
  stat_warmup_score: number,
  daily_limit: number,
  sending_gap: number,
  enable_slow_ramp: flag,
  setup_pending: flag,
  is_managed_account: flag,
  tracking_domain_name: text,
  tracking_domain_status: text,
  signature: text,
  reply_to: text,
  inbox_placement_test_limit: number,
  warmup: nested(warmupSettings),
  timestamp_warmup_start: date,
  warmup_pool_id: text,
  timestamp_created: date,
  timestamp_updated: date,
  timestamp_last_used: date,
  added_by: text,
  modified_by: text,
  tags: listOf(tag),
});

/** GET /accounts/{email} and the rows of GET /accounts. Only the address is required. */
export const account: z.ZodType<Account> = resource(wire, (it, raw): Account => ({
  email: it.email,
  firstName: it.first_name,
  lastName: it.last_name,
  status: it.status,
  statusReport: it.status_message,
  warmupStatus: it.warmup_status,
  provider: it.provider_code,
  warmupScore: it.stat_warmup_score,
  dailyLimit: it.daily_limit,
  sendingGapMinutes: it.sending_gap,
  slowRamp: it.enable_slow_ramp,
  setupPending: it.setup_pending,
  managed: it.is_managed_account,
  trackingDomain:
    it.tracking_domain_name === undefined
      ? undefined
      : { name: it.tracking_domain_name, status: it.tracking_domain_status },
  signatureHtml: it.signature,
  replyTo: it.reply_to,
  inboxPlacementTestLimit: it.inbox_placement_test_limit,
  warmup: it.warmup,
  warmupStartedAt: it.timestamp_warmup_start,
  warmupPool: it.warmup_pool_id,
  createdAt: it.timestamp_created,
  updatedAt: it.timestamp_updated,
  lastUsedAt: it.timestamp_last_used,
  addedBy: it.added_by,
  modifiedBy: it.modified_by,
  tags: it.tags,
  raw,
}));

/** Which page of which accounts, in which order. */
export interface AccountListRequest extends PageRequest {
  /** Part of an address. */
  readonly search?: string;
  readonly sortBy?: "email" | "stat_warmup_score" | "status" | "timestamp_created";
  readonly sortOrder?: "asc" | "desc";
  readonly includeTags?: boolean;
  /** Those with an error only. */
  readonly onlyErrors?: boolean;
}

const SKIP = "skip:";

/** /accounts */
export class AccountsApi {
  constructor(private readonly transport: Transport) {}

  /**
   * One page of accounts; 100 rows when no limit is given. With `sortBy` the API pages by `skip`, which `after`
   * hides: hand back what `next` said.
   * @throws ApiError; the signal's reason when cancelled.
   * @see GET /accounts, https://developer.instantly.ai, OpenAPI of 2026-08-21; scope accounts:read
   */
  async list(request: AccountListRequest = {}): Promise<Page<Account>> {
    const { after, limit, signal, search, sortBy, sortOrder, includeTags, onlyErrors } = request;
    const common = {
      limit: limitOf(limit, 100),
      search: search === "" ? undefined : search,
      include_tags: includeTags === true ? true : undefined,
      filter: onlyErrors === true ? "ACC_FILTER_ERROR" : undefined,
    };
    const schema = pageOf(account, after);
    if (sortBy === undefined) {
      const query = { ...common, starting_after: after };
      return this.transport.call("get", path`accounts`, schema, { query, signal });
    }
    const skip = after?.startsWith(SKIP) === true ? Number(after.slice(SKIP.length)) : 0;
    const query = { ...common, sort_by: sortBy, sort_order: sortOrder, skip };
    const { rows } = await this.transport.call("get", path`accounts`, schema, { query, signal });
    return { rows, next: rows.length === 0 ? undefined : `${SKIP}${skip + rows.length}` };
  }

  /**
   * @throws ApiError (notFound for an address that is no account of this workspace).
   * @see GET /accounts/{email}; scope accounts:read
   */
  get(email: string, options: { signal?: AbortSignal | undefined } = {}): Promise<Account> {
    return this.transport.call("get", path`accounts/${{ email }}`, account, { signal: options.signal });
  }

  /**
   * Looks up SPF, DKIM, DMARC and MX of the accounts' domains. A read that the API made a POST.
   * @see POST /accounts/test/vitals; scope accounts:read
   */
  testVitals(
    emails: readonly string[],
    options: { signal?: AbortSignal | undefined } = {},
  ): Promise<readonly DomainVitals[]> {
    const body = { accounts: emails };
    return this.transport.call("post", path`accounts/test/vitals`, vitalsAnswer, {
      body,
      signal: options.signal,
      isOther: vitalsOfOthers(emails),
    });
  }
}

/** The answer of POST /accounts/test/vitals: domains that pass everything, then the others. */
export const vitalsAnswer = z
  .object({ success_list: listOf(domainVitals), failure_list: listOf(domainVitals) })
  .transform(({ success_list, failure_list }): readonly DomainVitals[] => [...success_list, ...failure_list]);

/** An answer about a domain that none of the accounts has: a domain may be told of by its parent. */
function vitalsOfOthers(emails: readonly string[]): IsOther {
  const domains = emails.map((email) => asciiDomain(domainOf(email)));
  const isAsked = ({ email, domain }: DomainVitals): boolean =>
    email === undefined
      ? domains.some((asked) => `.${asked}`.endsWith(`.${asciiDomain(domain)}`))
      : emails.some((asked) => isSameName(asked, email));
  return (answer) => {
    const parsed = vitalsAnswer.safeParse(answer);
    return parsed.success && !parsed.data.every(isAsked) ? "domain" : undefined;
  };
}
