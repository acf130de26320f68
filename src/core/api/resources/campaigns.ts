import * as z from "zod";
import { type Coded, coded } from "../coded.ts";
import { date, type Raw, resource, text } from "../lenient.ts";
import { limitOf, type Page, pageOf, type PageRequest } from "../page.ts";
import { path } from "../path.ts";
import type { Transport } from "../transport.ts";

/** `status` in words; the platform's own stops are its negative codes. */
export type CampaignStatus =
  | "draft"
  | "active"
  | "paused"
  | "completed"
  | "runningSubsequences"
  | "accountSuspended"
  | "accountsUnhealthy"
  | "bounceProtection";

const STATUS: Readonly<Record<number, CampaignStatus>> = {
  0: "draft",
  1: "active",
  2: "paused",
  3: "completed",
  4: "runningSubsequences",
  [-99]: "accountSuspended",
  [-1]: "accountsUnhealthy",
  [-2]: "bounceProtection",
};

/** An outbound sequence; only what names and filters need. */
export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly status: Coded<CampaignStatus>;
  readonly createdAt: Date | undefined;
  readonly raw: Raw;
}

/** GET /campaigns/{id} and the rows of GET /campaigns. */
export const campaign: z.ZodType<Campaign> = resource(
  z.object({ id: z.string().min(1), name: text, status: coded(STATUS), timestamp_created: date }),
  (it, raw): Campaign => ({
    id: it.id,
    name: it.name ?? "",
    status: it.status,
    createdAt: it.timestamp_created,
    raw,
  }),
);

/** /campaigns */
export class CampaignsApi {
  constructor(private readonly transport: Transport) {}

  /**
   * One page of campaigns, those of AI sales agents among them; 100 rows when no limit is given.
   * @throws ApiError; the signal's reason when cancelled.
   * @see GET /campaigns, OpenAPI of 2026-08-21; scope campaigns:read
   */
  list(request: PageRequest = {}): Promise<Page<Campaign>> {
    const { after, limit, signal } = request;
    const query = {
      limit: limitOf(limit, 100),
      starting_after: after,
      include_ai_sales_agent_campaigns: true,
    };
    return this.transport.call("get", path`campaigns`, pageOf(campaign, after), { query, signal });
  }

  /** @see GET /campaigns/{id}; scope campaigns:read */
  get(id: string, options: { signal?: AbortSignal | undefined } = {}): Promise<Campaign> {
    return this.transport.call("get", path`campaigns/${{ id }}`, campaign, { signal: options.signal });
  }
}
