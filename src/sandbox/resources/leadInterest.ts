import * as z from "zod";
import { HttpFailure } from "../httpFailure.ts";
import type { LeadRow } from "../records.ts";
import { type Call, type Route, route } from "../route.ts";
import type { Workspace, World } from "../world.ts";

/** The document promises that it is done later, not when. */
const INTEREST_MS = 3_000;

const body = z.object({
  lead_email: z.string(),
  interest_value: z.number().nullable(),
  campaign_id: z.string().optional(),
  ai_interest_value: z.number().optional(),
  disable_auto_interest: z.boolean().optional(),
  list_id: z.string().optional(),
});

/** Takes the order and answers at once; `applyInterest` does it once it is due. */
function update({ world, workspace, body: wanted }: Call<unknown, z.infer<typeof body>>): object {
  const email = wanted.lead_email.toLowerCase();
  const found = workspace.leads.all().filter((lead) => isMeant(lead, email, wanted));
  // The one failure of this operation in the document, with a body of its own kind.
  if (found.length === 0) throw new HttpFailure(400, { error: "Lead not found" });
  const dueAt = world.options.now().getTime() + INTEREST_MS;
  const leadIds = found.map(({ id }) => id);
  workspace.interestOrders.push({ leadIds, email, value: wanted.interest_value, dueAt });
  return { message: "Lead interest status update background job submitted" };
}

function isMeant(lead: LeadRow, email: string, wanted: z.infer<typeof body>): boolean {
  return (
    lead.email === email &&
    (wanted.campaign_id === undefined || lead.campaign === wanted.campaign_id) &&
    (wanted.list_id === undefined || lead.list_id === wanted.list_id)
  );
}

/** Writes the interest statuses that have come due into their leads and those leads' mail. */
export function applyInterest(world: World, workspace: Workspace): void {
  const now = world.options.now();
  const due = workspace.interestOrders.filter(({ dueAt }) => dueAt <= now.getTime());
  for (const order of due) {
    workspace.interestOrders.splice(workspace.interestOrders.indexOf(order), 1);
    for (const id of order.leadIds) {
      const lead = workspace.leads.get(id);
      if (lead === undefined) continue;
      if (order.value === null) delete lead.lt_interest_status;
      else lead.lt_interest_status = order.value;
      lead.timestamp_updated = now.toISOString();
    }
    for (const email of workspace.emails.all()) if (email.lead === order.email) email.i_status = order.value;
  }
}

export const leadInterest: readonly Route[] = [
  route({
    method: "post",
    path: "/leads/update-interest-status",
    summary: "Change the interest status of a lead, later",
    scope: "leads:update",
    status: 202,
    body,
    handle: update,
  }),
];
