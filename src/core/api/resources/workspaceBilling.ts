import * as z from "zod";
import { nested, number, type Raw, resource, text, unixSeconds } from "../lenient.ts";
import { path } from "../path.ts";
import type { Transport } from "../transport.ts";

/** What the workspace has paid for. */
export interface PlanDetails {
  /** Name of the outreach plan. */
  readonly planName: string | undefined;
  readonly creditsPlanName: string | undefined;
  /** Credits that verifications are paid from; can be fractional. */
  readonly creditsAvailable: number | undefined;
  readonly creditsTotal: number | undefined;
  readonly creditsPeriodEnd: Date | undefined;
  readonly raw: Raw;
}

const outreach = z.object({ plan_name: text });
const credits = z.object({
  plan_name: text,
  available_credits: number,
  total_credits: number,
  current_period_end: unixSeconds,
});

/** GET /workspace-billing/plan-details. */
export const planDetails: z.ZodType<PlanDetails> = resource(
  z.object({ subscriptions: nested(z.object({ outreach: nested(outreach), credits: nested(credits) })) }),
  ({ subscriptions }, raw): PlanDetails => ({
    planName: subscriptions?.outreach?.plan_name,
    creditsPlanName: subscriptions?.credits?.plan_name,
    creditsAvailable: subscriptions?.credits?.available_credits,
    creditsTotal: subscriptions?.credits?.total_credits,
    creditsPeriodEnd: subscriptions?.credits?.current_period_end,
    raw,
  }),
);

/** /workspace-billing */
export class WorkspaceBillingApi {
  constructor(private readonly transport: Transport) {}

  /**
   * The plan and the balance of credits, without spending any.
   * @throws ApiError; the signal's reason when cancelled.
   * @see GET /workspace-billing/plan-details, OpenAPI of 2026-08-21; scope workspace_billing:read
   */
  planDetails(options: { signal?: AbortSignal | undefined } = {}): Promise<PlanDetails> {
    return this.transport.call("get", path`workspace-billing/plan-details`, planDetails, {
      signal: options.signal,
    });
  }
}
