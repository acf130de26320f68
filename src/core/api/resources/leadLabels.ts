import * as z from "zod";
import { number, type Raw, resource, text } from "../lenient.ts";
import { limitOf, type Page, pageOf, type PageRequest } from "../page.ts";
import { path } from "../path.ts";
import type { Transport } from "../transport.ts";

/** A workspace's own interest status. */
export interface LeadLabel {
  readonly id: string;
  /** What stands in `i_status` of emails and `lt_interest_status` of leads. */
  readonly code: number | undefined;
  readonly label: string;
  /** What it says of a lead: "positive", "neutral", "negative", or a word that came later. */
  readonly attitude: string | undefined;
  readonly raw: Raw;
}

/** Rows of GET /lead-labels. */
export const leadLabel: z.ZodType<LeadLabel> = resource(
  z.object({ id: z.string().min(1), label: text, interest_status: number, interest_status_label: text }),
  (it, raw): LeadLabel => ({
    id: it.id,
    code: it.interest_status,
    label: it.label ?? "",
    attitude: it.interest_status_label,
    raw,
  }),
);

/** /lead-labels */
export class LeadLabelsApi {
  constructor(private readonly transport: Transport) {}

  /**
   * One page of labels; 100 rows when no limit is given.
   * @throws ApiError; the signal's reason when cancelled.
   * @see GET /lead-labels, OpenAPI of 2026-08-21; scope lead-labels:read
   */
  list({ after, limit, signal }: PageRequest = {}): Promise<Page<LeadLabel>> {
    const query = { limit: limitOf(limit, 100), starting_after: after };
    return this.transport.call("get", path`lead-labels`, pageOf(leadLabel, after), { query, signal });
  }
}
