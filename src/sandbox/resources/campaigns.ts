import * as z from "zod";
import { failure } from "../httpFailure.ts";
import { newestFirst } from "../paging.ts";
import type { CampaignRow } from "../records.ts";
import { type Call, param, type Route, route } from "../route.ts";
import { contains, crud, rowOf } from "./crud.ts";
import { commaList } from "./fields.ts";

const status = z.literal([-99, -1, -2, 0, 1, 2, 3, 4]).optional();

function setStatus(call: Call, to: number): CampaignRow {
  const campaign = rowOf(call.workspace.campaigns, param(call, "id"));
  if (to === 1 && campaign.email_list.length === 0) throw failure(400, "Campaign has no sending accounts");
  return Object.assign(campaign, { status: to, timestamp_updated: call.world.stamp() });
}

export const campaigns: readonly Route[] = [
  ...crud({
    path: "/campaigns",
    scope: "campaigns",
    noun: "campaign",
    rows: (workspace) => workspace.campaigns,
    list: {
      query: {
        search: z.string().optional(),
        tag_ids: z.string().optional(),
        ai_sales_agent_id: z.uuid().optional(),
        status,
        exclude_status: status,
        include_ai_sales_agent_campaigns: z.boolean().optional(),
      },
      order: (workspace) => newestFirst(workspace.campaigns, (campaign) => campaign.timestamp_created),
      isWanted: (campaign: CampaignRow, query, { tagsOf }) =>
        contains(campaign.name, query.search) &&
        (query.status === undefined || campaign.status === query.status) &&
        (query.exclude_status === undefined || campaign.status !== query.exclude_status) &&
        (commaList(query.tag_ids)?.some((id) => tagsOf.get(campaign.id)?.includes(id)) ?? true) &&
        (query.ai_sales_agent_id === undefined
          ? campaign.ai_sdr_id === undefined || query.include_ai_sales_agent_campaigns === true
          : campaign.ai_sdr_id === query.ai_sales_agent_id),
    },
  }),
  route({
    method: "get",
    path: "/campaigns/search-by-contact",
    summary: "Find the campaigns of a lead",
    scope: "campaigns:read",
    query: z.object({
      search: z.string().optional(),
      sort_column: z.string().optional(),
      sort_order: z.string().optional(),
    }),
    handle: ({ workspace, query }) => {
      const leads = workspace.leads.all().filter(({ email }) => email === query.search?.toLowerCase());
      const ids = new Set(leads.map(({ campaign }) => campaign));
      return { items: workspace.campaigns.all().filter(({ id }) => ids.has(id)) };
    },
  }),
  route({
    method: "post",
    path: "/campaigns/{id}/activate",
    summary: "Start or resume a campaign",
    scope: "campaigns:update",
    handle: (call) => setStatus(call, 1),
  }),
  route({
    method: "post",
    path: "/campaigns/{id}/pause",
    summary: "Pause a campaign",
    scope: "campaigns:update",
    handle: (call) => setStatus(call, 2),
  }),
];
