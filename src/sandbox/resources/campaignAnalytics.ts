import * as z from "zod";
import { type Figures, type StepDay, stepDays, sumOf } from "../campaignFigures.ts";
import { HttpFailure } from "../httpFailure.ts";
import type { CampaignRow } from "../records.ts";
import { type Call, type Route, route } from "../route.ts";

const range = { start_date: z.string().optional(), end_date: z.string().optional() };
const several = { id: z.string().optional(), ids: z.array(z.string()).optional(), ...range };
const one = { campaign_id: z.string().optional(), ...range };

/** An opportunity's worth, where a campaign names none. */
const OPPORTUNITY_VALUE = 250;

interface Worked {
  readonly campaign: CampaignRow;
  readonly rows: readonly StepDay[];
}

/** The campaigns asked for, each with what it did in the time asked for; a campaign that sent nothing is left out. */
function worked(call: Call<z.infer<z.ZodObject<typeof several>>>, status?: number): readonly Worked[] {
  const { id, ids, start_date: start = "", end_date: end = "9999" } = call.query;
  if (start > end) throw new HttpFailure(400, { message: "Start Date must be earlier than End Date" });
  const wanted = id === undefined ? ids : [id];
  return call.workspace.campaigns
    .all()
    .filter((campaign) => wanted?.includes(campaign.id) ?? true)
    .filter((campaign) => status === undefined || campaign.status === status)
    .map((campaign) => ({
      campaign,
      rows: stepDays(campaign, call.world.options.now()).filter(
        ({ day }) => day >= start.slice(0, 10) && day <= end.slice(0, 10),
      ),
    }))
    .filter(({ rows }) => rows.some(({ figures }) => figures.sent > 0));
}

const figuresOf = (rows: readonly StepDay[]): Figures => sumOf(rows.map(({ figures }) => figures));

function counts(figures: Figures): Record<string, number> {
  return {
    open_count: figures.opened,
    open_count_unique: figures.uniqueOpened,
    open_count_unique_by_step: figures.uniqueOpened,
    link_click_count: figures.clicks,
    link_click_count_unique: figures.clicks,
    link_click_count_unique_by_step: figures.clicks,
    reply_count: figures.replies,
    reply_count_unique: figures.uniqueReplies,
    reply_count_unique_by_step: figures.uniqueReplies,
    reply_count_automatic: figures.automatic,
    reply_count_automatic_unique: figures.automatic,
    reply_count_automatic_unique_by_step: figures.automatic,
    bounced_count: figures.bounced,
    unsubscribed_count: figures.unsubscribed,
    completed_count: Math.round(figures.newLeads * 0.6),
    emails_sent_count: figures.sent,
    contacted_count: figures.newLeads,
    new_leads_contacted_count: figures.newLeads,
    total_opportunities: figures.opportunities,
    total_opportunity_value: figures.opportunities * OPPORTUNITY_VALUE,
  };
}

/** Keys as the daily and the step figures name them. */
function parts(figures: Figures): Record<string, number> {
  return {
    sent: figures.sent,
    opened: figures.opened,
    unique_opened: figures.uniqueOpened,
    replies: figures.replies,
    unique_replies: figures.uniqueReplies,
    replies_automatic: figures.automatic,
    unique_replies_automatic: figures.automatic,
    clicks: figures.clicks,
    unique_clicks: figures.clicks,
  };
}

function perCampaign(
  call: Call<z.infer<z.ZodObject<typeof several>> & { exclude_total_leads_count?: boolean | undefined }>,
): object[] {
  const leads = call.query.exclude_total_leads_count === true ? [] : call.workspace.leads.all();
  return worked(call).map(({ campaign, rows }) => ({
    campaign_name: campaign.name,
    campaign_id: campaign.id,
    campaign_status: campaign.status,
    campaign_is_evergreen: false,
    leads_count: leads.filter((lead) => lead.campaign === campaign.id).length,
    ...counts(figuresOf(rows)),
  }));
}

/** Groups in the order of their first rows. */
function grouped(all: readonly Worked[], keyOf: (row: StepDay) => string): [string, StepDay[]][] {
  const rows = all.flatMap((each) => each.rows);
  return [...Map.groupBy(rows, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1));
}

const ofOne = <T extends z.infer<z.ZodObject<typeof one>>>(call: Call<T>): Call<object> => ({
  ...call,
  query: { ...call.query, id: call.query.campaign_id },
});

const daily = (all: readonly Worked[]): object[] =>
  grouped(all, ({ day }) => day).map(([date, rows]) => {
    const figures = figuresOf(rows);
    const { opportunities, newLeads, sent } = figures;
    const contacts = { contacted: sent, new_leads_contacted: newLeads };
    return { date, ...parts(figures), ...contacts, opportunities, unique_opportunities: opportunities };
  });

const steps = (all: readonly Worked[], withOpportunities: boolean): object[] =>
  grouped(all, ({ step, variant }) => `${step} ${variant}`).map(([key, rows]) => {
    const [step, variant] = key.split(" ");
    const figures = figuresOf(rows);
    const won = { opportunities: figures.opportunities, unique_opportunities: figures.opportunities };
    return { step, variant, ...parts(figures), ...(withOpportunities && won) };
  });

function overview(all: readonly Worked[]): object {
  const figures = figuresOf(all.flatMap(({ rows }) => rows));
  const outcome = { total_interested: figures.opportunities, total_meeting_booked: 0 };
  return { ...counts(figures), ...outcome, total_meeting_completed: 0, total_closed: 0 };
}

const scope = "campaigns:read";
const at = (path: string, summary: string): Pick<Route, "method" | "path" | "summary" | "scope"> => ({
  method: "get",
  path: `/campaigns/${path}`,
  summary,
  scope,
});

export const campaignAnalytics: readonly Route[] = [
  route({
    ...at("analytics", "Figures of each campaign"),
    query: z.object({ ...several, exclude_total_leads_count: z.boolean().optional() }),
    handle: perCampaign,
  }),
  route({
    ...at("analytics/overview", "Figures of all campaigns together"),
    query: z.object({
      ...several,
      campaign_status: z.number().optional(),
      expand_crm_events: z.boolean().optional(),
    }),
    handle: (call) => overview(worked(call, call.query.campaign_status)),
  }),
  route({
    ...at("analytics/daily", "Figures by day"),
    query: z.object({ ...one, campaign_status: z.number().optional() }),
    handle: (call) => daily(worked(ofOne(call), call.query.campaign_status)),
  }),
  route({
    ...at("analytics/steps", "Figures by step and variant"),
    query: z.object({ ...one, include_opportunities_count: z.boolean().optional() }),
    handle: (call) => steps(worked(ofOne(call)), call.query.include_opportunities_count === true),
  }),
  route({
    ...at("count-launched", "How many campaigns were ever launched"),
    handle: ({ workspace }) => ({
      count: workspace.campaigns.all().filter(({ status }) => status !== 0).length,
    }),
  }),
];
