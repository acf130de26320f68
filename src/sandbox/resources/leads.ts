import * as z from "zod";
import { failure } from "../httpFailure.ts";
import { byEmail, byId, type Page, pageOf } from "../paging.ts";
import { type ImportEntity, queueVerification } from "../importVerification.ts";
import type { LeadRow } from "../records.ts";
import { type Call, param, type Route, route } from "../route.ts";
import { uuidOf } from "../seed/random.ts";
import type { Workspace } from "../world.ts";
import { contains, rowOf } from "./crud.ts";
import { emailText, pageQuery } from "./fields.ts";

const interest = z.literal([1, 2, 3, 4, 0, -1, -2, -3, -4]);

const listBody = z.object({
  ...pageQuery,
  search: z.string().optional(),
  filter: z.string().optional(),
  campaign: z.uuid().optional(),
  list_id: z.uuid().optional(),
  in_campaign: z.boolean().optional(),
  in_list: z.boolean().optional(),
  ids: z.array(z.uuid()).optional(),
  excluded_ids: z.array(z.uuid()).optional(),
  contacts: z.array(emailText).optional(),
  distinct_contacts: z.boolean().optional(),
  enrichment_status: z.literal([1, -1, 11, -2]).optional(),
});
type ListBody = z.infer<typeof listBody>;

const details = {
  email: z.string().nullable().optional(),
  personalization: z.string().nullable().optional(),
  website: z.string().nullable().optional(),
  last_name: z.string().nullable().optional(),
  first_name: z.string().nullable().optional(),
  company_name: z.string().nullable().optional(),
  job_title: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  lt_interest_status: interest.optional(),
  pl_value_lead: z.string().nullable().optional(),
  assigned_to: z.uuid().nullable().optional(),
  custom_variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
};
const leadInput = z.object(details);
type LeadInput = z.infer<typeof leadInput>;

const skips = {
  skip_if_in_workspace: z.boolean().optional(),
  skip_if_in_campaign: z.boolean().optional(),
  skip_if_in_list: z.boolean().optional(),
  verify_leads_on_import: z.boolean().optional(),
};

const createBody = z.object({
  ...details,
  ...skips,
  campaign: z.uuid().nullable().optional(),
  list_id: z.uuid().nullable().optional(),
  blocklist_id: z.uuid().optional(),
  verify_leads_for_lead_finder: z.boolean().optional(),
});

const addBody = z.object({
  ...skips,
  campaign_id: z.uuid().optional(),
  list_id: z.uuid().optional(),
  leads: z.array(leadInput).min(1).max(1000),
  blocklist_id: z.uuid().nullable().optional(),
  assigned_to: z.uuid().optional(),
});

function list({ workspace, body }: Call<unknown, ListBody>): Page<LeadRow> {
  const rows = workspace.leads.all().filter((lead) => isWanted(lead, body));
  if (body.distinct_contacts === true) {
    return pageOf([...new Map(rows.map((lead) => [lead.email, lead])).values()], byEmail, body);
  }
  return pageOf(rows, byId, body, { shortSecondPage: true });
}

function isWanted(lead: LeadRow, wanted: ListBody): boolean {
  const text = `${lead.first_name ?? ""} ${lead.last_name ?? ""} ${lead.email}`;
  return (
    contains(text, wanted.search) &&
    (wanted.campaign === undefined || lead.campaign === wanted.campaign) &&
    (wanted.list_id === undefined || lead.list_id === wanted.list_id) &&
    (wanted.in_campaign === undefined || isSet(lead.campaign) === wanted.in_campaign) &&
    (wanted.in_list === undefined || isSet(lead.list_id) === wanted.in_list) &&
    (wanted.ids?.includes(lead.id) ?? true) &&
    !(wanted.excluded_ids?.includes(lead.id) ?? false) &&
    (wanted.contacts?.includes(lead.email) ?? true) &&
    (wanted.enrichment_status === undefined || lead.enrichment_status === wanted.enrichment_status)
  );
}

const isSet = (id: string | null | undefined): boolean => id !== null && id !== undefined;

interface Place {
  readonly campaign: string | null;
  readonly list: string | null;
}

/** Written as `custom_variables`, read back as `payload`, as in the API. */
function makeLead(call: Call, input: LeadInput, place: Place): LeadRow {
  const { custom_variables: custom, email, ...rest } = input;
  const address = (email ?? "").toLowerCase();
  const at = call.world.stamp();
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return call.workspace.leads.add({
    ...given,
    id: uuidOf(`lead ${at}`, new Date(at)),
    timestamp_created: at,
    timestamp_updated: at,
    organization: call.workspace.info.id,
    status: 1,
    email: address,
    company_domain: address.slice(address.indexOf("@") + 1),
    campaign: place.campaign,
    list_id: place.list,
    email_open_count: 0,
    email_reply_count: 0,
    email_click_count: 0,
    status_summary: {},
    payload: custom ?? null,
    verification_status: 0,
    upload_method: "api",
  });
}

/** Where an address is already: in this very list or campaign, or where a flag says that it need not come again. */
class KnownLeads {
  readonly #byEmail: ReadonlyMap<string, readonly LeadRow[]>;

  constructor(workspace: Workspace) {
    this.#byEmail = Map.groupBy(workspace.leads.all(), ({ email }) => email);
  }

  isIn(email: string, place: Place): boolean {
    return this.#of(email).some(
      ({ campaign, list_id: id }) => campaign === place.campaign && id === place.list,
    );
  }

  isSkipped(email: string, skip: z.infer<typeof addBody>): boolean {
    const same = this.#of(email);
    return (
      (skip.skip_if_in_workspace === true && same.length > 0) ||
      (skip.skip_if_in_campaign === true && same.some(({ campaign }) => isSet(campaign))) ||
      (skip.skip_if_in_list === true && same.some(({ list_id: id }) => isSet(id)))
    );
  }

  #of(email: string): readonly LeadRow[] {
    return this.#byEmail.get(email) ?? [];
  }
}

function create(call: Call<unknown, z.infer<typeof createBody>>): LeadRow {
  const { campaign = null, list_id: listId = null } = call.body;
  if (campaign !== null) rowOf(call.workspace.campaigns, campaign);
  if (listId !== null) rowOf(call.workspace.leadLists, listId);
  if (campaign !== null && !emailText.safeParse(call.body.email).success)
    throw failure(400, "Email is required when adding a lead to a campaign");
  const lead = makeLead(call, leadInput.parse(call.body), { campaign, list: listId });
  const entity = entityOf(campaign, listId);
  if (call.body.verify_leads_on_import === true && entity !== undefined)
    queueVerification(call, [lead], entity);
  return lead;
}

function entityOf(campaign: string | null, list: string | null): ImportEntity | undefined {
  if (list !== null) return { type: "list", id: list };
  return campaign === null ? undefined : { type: "campaign", id: campaign };
}

function addMany(call: Call<unknown, z.infer<typeof addBody>>): object {
  const { campaign_id: campaign = null, list_id: listId = null, leads: inputs } = call.body;
  const entity = entityOf(campaign, listId);
  if (entity === undefined || (campaign !== null && listId !== null))
    throw failure(400, "Exactly one of campaign_id and list_id is required");
  if (campaign !== null) rowOf(call.workspace.campaigns, campaign);
  if (listId !== null) rowOf(call.workspace.leadLists, listId);
  const place = { campaign, list: listId };
  const known = new KnownLeads(call.workspace);
  const count = { skipped: 0, known: 0, invalid: 0, duplicate: 0 };
  const created: { readonly index: number; readonly lead: LeadRow }[] = [];
  const seen = new Set<string>();
  inputs.forEach((input, index) => {
    const email = input.email?.toLowerCase() ?? "";
    if (!emailText.safeParse(email).success) count.invalid += 1;
    else if (seen.has(email)) count.duplicate += 1;
    else if (known.isIn(email, place)) count.known += 1;
    else if (known.isSkipped(email, call.body)) count.skipped += 1;
    else created.push({ index, lead: makeLead(call, input, place) });
    seen.add(email);
  });
  if (call.body.verify_leads_on_import === true)
    queueVerification(
      call,
      created.map(({ lead }) => lead),
      entity,
    );
  return {
    status: "success",
    total_sent: inputs.length,
    leads_uploaded: created.length,
    in_blocklist: 0,
    blocklist_used: null,
    duplicated_leads: count.known,
    skipped_count: count.skipped,
    invalid_email_count: count.invalid,
    incomplete_count: 0,
    duplicate_email_count: count.duplicate,
    remaining_in_plan: campaign === null ? null : 25_000 - call.workspace.leads.size,
    created_leads: created.map(summaryOf),
  };
}

function summaryOf({ index, lead }: { readonly index: number; readonly lead: LeadRow }): object {
  const { id, email, first_name = null, last_name = null, phone = null } = lead;
  return { index, id, email, first_name, last_name, phone };
}

const removeBody = z
  .object({
    campaign_id: z.uuid().optional(),
    list_id: z.uuid().optional(),
    status: z.literal([1, 2, 3, -1, -2, -3]).optional(),
    ids: z.array(z.uuid()).optional(),
    limit: z.int().min(1).max(10_000).optional(),
  })
  .refine(({ campaign_id: campaign, list_id: list }) => campaign !== undefined || list !== undefined, {
    message: "must have required property 'campaign_id'",
  });

function removeMany({ workspace, body }: Call<unknown, z.infer<typeof removeBody>>): object {
  const { campaign_id: campaign, list_id: list, status, ids, limit } = body;
  const gone = workspace.leads
    .all()
    .filter((lead) => campaign === undefined || lead.campaign === campaign)
    .filter((lead) => list === undefined || lead.list_id === list)
    .filter((lead) => status === undefined || lead.status === status)
    .filter((lead) => ids?.includes(lead.id) ?? true)
    .slice(0, limit);
  for (const { id } of gone) workspace.leads.remove(id);
  return { count: gone.length };
}

export const leads: readonly Route[] = [
  route({
    method: "post",
    path: "/leads/list",
    summary: "List leads",
    scope: "leads:read",
    body: listBody,
    handle: list,
  }),
  route({
    method: "get",
    path: "/leads/{id}",
    summary: "Get lead",
    scope: "leads:read",
    handle: (call) => rowOf(call.workspace.leads, param(call, "id")),
  }),
  route({
    method: "post",
    path: "/leads",
    summary: "Create lead",
    scope: "leads:create",
    body: createBody,
    handle: create,
  }),
  route({
    method: "post",
    path: "/leads/add",
    summary: "Add up to 1,000 leads",
    scope: "leads:create",
    body: addBody,
    handle: addMany,
  }),
  route({
    method: "delete",
    path: "/leads",
    summary: "Delete leads of a campaign or list",
    scope: "leads:delete",
    body: removeBody,
    handle: removeMany,
  }),
];
