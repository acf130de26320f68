import * as z from "zod";
import { date, flag, number, type Raw, resource, text } from "../lenient.ts";
import { limitOf, type Page, pageOf, type PageRequest } from "../page.ts";
import { path } from "../path.ts";
import { about } from "../subject.ts";
import type { CallManner, Transport } from "../transport.ts";

/** A list of leads. It carries no count: that is in its verification stats. */
export interface LeadList {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string | undefined;
  readonly createdAt: Date | undefined;
  /** Every lead added is enriched automatically. */
  readonly hasEnrichmentTask: boolean | undefined;
  /** User id. */
  readonly ownedBy: string | undefined;
  readonly raw: Raw;
}

/** How many leads of a list stand where in verification. */
export interface VerificationStats {
  readonly verified: number;
  readonly invalid: number;
  readonly risky: number;
  readonly catchAll: number;
  readonly jobChange: number;
  /** Both kinds of pending job. */
  readonly pending: number;
  readonly total: number;
  /** The total less all of the above, never below 0. */
  readonly notVerified: number;
  readonly raw: Raw;
}

/** GET /lead-lists/{id} and the rows of GET /lead-lists. */
export const leadList: z.ZodType<LeadList> = resource(
  z.object({
    id: z.string().min(1),
    name: text,
    organization_id: text,
    timestamp_created: date,
    has_enrichment_task: flag,
    owned_by: text,
  }),
  (it, raw): LeadList => ({
    id: it.id,
    name: it.name ?? "",
    organizationId: it.organization_id,
    createdAt: it.timestamp_created,
    hasEnrichmentTask: it.has_enrichment_task,
    ownedBy: it.owned_by,
    raw,
  }),
);

const counts = z.object({
  verified: number,
  invalid: number,
  risky: number,
  catch_all: number,
  job_change: number,
  verification_job_pending_leadfinder: number,
  verification_job_pending_user: number,
});

/** GET /lead-lists/{id}/verification-stats. */
export const verificationStats: z.ZodType<VerificationStats> = resource(
  z.object({ stats: counts, total_leads: number }),
  ({ stats, total_leads }, raw): VerificationStats => {
    const known = {
      verified: stats.verified ?? 0,
      invalid: stats.invalid ?? 0,
      risky: stats.risky ?? 0,
      catchAll: stats.catch_all ?? 0,
      jobChange: stats.job_change ?? 0,
      pending: (stats.verification_job_pending_leadfinder ?? 0) + (stats.verification_job_pending_user ?? 0),
    };
    const counted = Object.values(known).reduce((sum, count) => sum + count, 0);
    const total = total_leads ?? counted;
    return { ...known, total, notVerified: Math.max(0, total - counted), raw };
  },
);

/** /lead-lists */
export class LeadListsApi {
  constructor(private readonly transport: Transport) {}

  /**
   * One page of lead lists; 100 rows when no limit is given.
   * @throws ApiError; the signal's reason when cancelled.
   * @see GET /lead-lists, OpenAPI of 2026-08-21; scope lead_lists:read
   */
  list(
    request: PageRequest & Pick<CallManner, "priority"> & { readonly search?: string } = {},
  ): Promise<Page<LeadList>> {
    const { after, limit, signal, priority, search } = request;
    const query = {
      limit: limitOf(limit, 100),
      starting_after: after,
      search: search === "" ? undefined : search,
    };
    return this.transport.call("get", path`lead-lists`, pageOf(leadList, after), {
      query,
      signal,
      priority,
    });
  }

  /** @see GET /lead-lists/{id}; scope lead_lists:read */
  get(id: string, options: CallManner = {}): Promise<LeadList> {
    return this.transport.call("get", path`lead-lists/${{ id }}`, leadList, options);
  }

  /**
   * Makes an empty list. Never retried; after a lost answer look for its name.
   * @throws ApiError; the signal's reason when cancelled (it may have been made all the same).
   * @see POST /lead-lists, OpenAPI of 2026-08-21; scope lead_lists:create
   */
  create(name: string, options: CallManner = {}): Promise<LeadList> {
    return this.transport.call("post", path`lead-lists`, leadList, {
      ...options,
      body: { name },
      isOther: about({ name }),
    });
  }

  /**
   * Deletes a list. The document does not say what becomes of its leads.
   * @throws ApiError (notFound when it is gone already).
   * @see DELETE /lead-lists/{id}, OpenAPI of 2026-08-21; scope lead_lists:delete
   */
  async delete(id: string, options: CallManner = {}): Promise<void> {
    await this.transport.call("delete", path`lead-lists/${{ id }}`, z.unknown(), options);
  }

  /** @see GET /lead-lists/{id}/verification-stats; names no scope, lead_lists:read is likely */
  verificationStats(id: string, options: CallManner = {}): Promise<VerificationStats> {
    const where = path`lead-lists/${{ id }}/verification-stats`;
    return this.transport.call("get", where, verificationStats, {
      ...options,
      isOther: about({ list_id: id }),
    });
  }
}
