import * as z from "zod";
import { type Coded, coded } from "../coded.ts";
import { listOf, number, type Raw, resource, text } from "../lenient.ts";
import { addressKey } from "../../text/address.ts";
import { limitOf, type Page, pageOf } from "../page.ts";
import { path } from "../path.ts";
import { type IsOther, rowsAbout } from "../subject.ts";
import type { CallManner, Transport } from "../transport.ts";
import { interest, type Interest } from "./interest.ts";

/** Where a lead's address stands in verification, in the API's own words. */
export type LeadVerification =
  "notVerified" | "verified" | "invalid" | "risky" | "catchAll" | "jobChange" | "pending";

/** 0 is newer than the document of 2026-08-21; 11 and 12 are the pending jobs of the lead finder and of a user. */
const VERIFICATION: Readonly<Record<number, LeadVerification>> = {
  0: "notVerified",
  1: "verified",
  [-1]: "invalid",
  [-2]: "risky",
  [-3]: "catchAll",
  [-4]: "jobChange",
  11: "pending",
  12: "pending",
};

/** One contact in a list or a campaign, as far as verification needs it. */
export interface Lead {
  readonly id: string;
  /** Leads of a list need not have one. */
  readonly email: string | undefined;
  /** Without a code, the API said nothing about it. */
  readonly verification: Coded<LeadVerification>;
  /** Undefined is a plain lead. */
  readonly interest: Coded<Interest> | undefined;
  readonly raw: Raw;
}

/** GET /leads/{id} and the rows of POST /leads/list. */
export const lead: z.ZodType<Lead> = resource(
  z.object({
    id: z.string().min(1),
    email: text,
    verification_status: coded(VERIFICATION),
    lt_interest_status: interest,
  }),
  (it, raw): Lead => ({
    id: it.id,
    email: it.email,
    verification: it.verification_status,
    interest: it.lt_interest_status,
    raw,
  }),
);

/** Whose interest status is meant: an address may be a lead of several campaigns. */
export interface LeadKey {
  readonly email: string;
  readonly campaignId: string | undefined;
}

/** What became of leads that were sent to be added. */
export interface AddedLeads {
  /** Positions, among those sent, of the leads that were made. */
  readonly created: readonly number[];
  /** Not made since they were in this list already. */
  readonly alreadyThere: number;
  /** Not made for a reason that would be the same again: no valid address, blocked, sent twice at once. */
  readonly refused: number;
  readonly raw: Raw;
}

/** The answer of POST /leads/add. */
export const addedLeads: z.ZodType<AddedLeads> = resource(
  z.object({
    created_leads: listOf(z.object({ index: z.number() })),
    duplicated_leads: number,
    in_blocklist: number,
    invalid_email_count: number,
    incomplete_count: number,
    duplicate_email_count: number,
  }),
  (it, raw): AddedLeads => ({
    created: it.created_leads.map(({ index }) => index),
    alreadyThere: it.duplicated_leads ?? 0,
    refused:
      (it.in_blocklist ?? 0) +
      (it.invalid_email_count ?? 0) +
      (it.incomplete_count ?? 0) +
      (it.duplicate_email_count ?? 0),
    raw,
  }),
);

const createdLeads = z.object({
  created_leads: listOf(z.object({ index: z.number(), email: text })),
});

/** An answer with a created lead that was not among those sent is about another batch. */
function createdOfOthers(emails: readonly string[]): IsOther {
  const keys = new Set(emails.map((email) => addressKey(email)));
  return (answer) => {
    const created = createdLeads.safeParse(answer).data?.created_leads ?? [];
    const isSent = ({ index, email }: (typeof created)[number]): boolean =>
      email === undefined ? index in emails : keys.has(addressKey(email));
    return created.every(isSent) ? undefined : "created_leads";
  };
}

/** The answer of DELETE /leads. */
const deleted = resource(z.object({ count: number }), (it) => it.count ?? 0);

/** The most leads that one call adds. */
export const MAX_ADDED = 1_000;
/** A thousand leads are looked up in block lists and the workspace before the answer comes. */
const ADD_TIMEOUT_MS = 120_000;

/** /leads */
export class LeadsApi {
  constructor(private readonly transport: Transport) {}

  /**
   * One page of a list's leads, oldest first; 100 rows. New leads are said to be missing for some seconds.
   * A read sent as POST, so it is not retried here, and may be repeated.
   * @throws ApiError; the signal's reason when cancelled.
   * @see POST /leads/list, OpenAPI of 2026-08-21; scope leads:read
   */
  listOf(
    listId: string,
    { after, ...options }: CallManner & { readonly after?: string | undefined } = {},
  ): Promise<Page<Lead>> {
    const body = { list_id: listId, limit: limitOf(undefined, 100), starting_after: after };
    const isOther = rowsAbout({ list_id: listId });
    return this.transport.call("post", path`leads/list`, pageOf(lead, after), { ...options, body, isOther });
  }

  /** @see GET /leads/{id}; scope leads:read */
  get(id: string, manner: CallManner = {}): Promise<Lead> {
    return this.transport.call("get", path`leads/${{ id }}`, lead, manner);
  }

  /**
   * Orders a change of interest status; null makes a plain lead of it. 202: it is done later, and `get` shows when.
   * Never retried.
   * @throws ApiError; the signal's reason when cancelled.
   * @see POST /leads/update-interest-status, OpenAPI of 2026-08-21; names no scope, leads:update by its kind
   */
  async setInterest(who: LeadKey, value: number | null, manner: CallManner = {}): Promise<void> {
    const body = {
      lead_email: who.email,
      interest_value: value,
      ...(who.campaignId === undefined ? {} : { campaign_id: who.campaignId }),
    };
    await this.transport.call("post", path`leads/update-interest-status`, z.unknown(), { ...manner, body });
  }

  /**
   * Adds up to 1,000 addresses to a list and has each verified on Instantly's servers, which costs credits: what each
   * costs is not documented. Never retried; after a lost answer look into the list.
   * @throws ApiError; the signal's reason when cancelled (they may have been added all the same).
   * @see POST /leads/add, OpenAPI of 2026-08-21; scope leads:create
   */
  addToList(listId: string, emails: readonly string[], options: CallManner = {}): Promise<AddedLeads> {
    const leads = emails.map((email) => ({ email }));
    return this.transport.call("post", path`leads/add`, addedLeads, {
      ...options,
      body: { list_id: listId, leads, verify_leads_on_import: true },
      isOther: createdOfOthers(emails),
      timeoutMs: ADD_TIMEOUT_MS,
    });
  }

  /**
   * Deletes every lead of a list from the workspace and answers how many those were.
   * @throws ApiError; the signal's reason when cancelled.
   * @see DELETE /leads, OpenAPI of 2026-08-21; scope leads:delete
   */
  deleteOfList(listId: string, options: CallManner = {}): Promise<number> {
    return this.transport.call("delete", path`leads`, deleted, {
      ...options,
      body: { list_id: listId },
      timeoutMs: ADD_TIMEOUT_MS,
    });
  }
}
