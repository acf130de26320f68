import * as z from "zod";
import { type Call, type Route, route } from "../route.ts";

/** Credits that the plan gives each month. */
const MONTHLY_CREDITS = 10_000;

function planDetails({ world, workspace }: Call): object {
  const periodEnd = Math.floor(world.options.now().getTime() / 1000) + 19 * 86_400;
  const monthly = { interval: "month", current_period_end: periodEnd, cancel_at_time: null };
  return {
    organization_id: workspace.info.id,
    organization_name: workspace.info.name,
    subscriptions: {
      outreach: {
        ...monthly,
        plan_name: "Growth",
        product_id: "pid_g_v2",
        price_in_dollars: 47,
        addons_qty: 0,
        total_lead_limit: 25_000,
        base_lead_limit: 25_000,
        current_lead_count: workspace.leads.size,
      },
      credits: {
        ...monthly,
        plan_name: "Growth Credits",
        product_id: "pid_gic_v1",
        price_in_dollars: 97,
        total_credits: Math.max(MONTHLY_CREDITS, workspace.credits),
        available_credits: workspace.credits,
        price_option_id: null,
      },
      inbox_placement: {
        ...monthly,
        plan_name: "Growth Inbox Placement",
        product_id: "pid_ip_g",
        price_in_dollars: 47,
        available_credits: 180,
        plan_limit: 200,
      },
    },
  };
}

export const workspace: readonly Route[] = [
  route({
    method: "get",
    path: "/workspaces/current",
    summary: "Get the key's workspace",
    scope: "workspaces:read",
    handle: (call) => call.workspace.info,
  }),
  route({
    method: "patch",
    path: "/workspaces/current",
    summary: "Change the key's workspace",
    scope: "workspaces:update",
    body: z.object({ name: z.string().min(1).optional(), org_logo_url: z.string().nullable().optional() }),
    handle: ({ world, workspace: { info }, body }) =>
      Object.assign(info, body, { timestamp_updated: world.stamp() }),
  }),
  route({
    method: "get",
    path: "/workspace-billing/plan-details",
    summary: "Get the plan and its credits",
    scope: "workspace_billing:read",
    handle: planDetails,
  }),
];
