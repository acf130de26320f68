import * as z from "zod";
import { byTimestamp } from "../paging.ts";
import type { LeadListRow } from "../records.ts";
import { type Call, param, type Route, route } from "../route.ts";
import { uuidOf } from "../seed/random.ts";
import { contains, crud, rowOf } from "./crud.ts";

/** Lead.verification_status -> the count it falls under; a lead that nobody verified counts in the total only. */
const COUNTED_AS: ReadonlyMap<number, string> = new Map([
  [1, "verified"],
  [-1, "invalid"],
  [-2, "risky"],
  [-3, "catch_all"],
  [-4, "job_change"],
  [11, "verification_job_pending_leadfinder"],
  [12, "verification_job_pending_user"],
]);

const createBody = z.object({
  name: z.string(),
  has_enrichment_task: z.boolean().nullable().optional(),
  owned_by: z.uuid().nullable().optional(),
});

function verificationStats(call: Call): object {
  const { id } = rowOf(call.workspace.leadLists, param(call, "id"));
  const leads = call.workspace.leads.all().filter((lead) => lead.list_id === id);
  const stats: Record<string, number> = {};
  for (const name of COUNTED_AS.values()) stats[name] = 0;
  for (const { verification_status: status = 0 } of leads) {
    const name = COUNTED_AS.get(status);
    if (name !== undefined) stats[name] = (stats[name] ?? 0) + 1;
  }
  return { stats, total_leads: leads.length };
}

export const leadLists: readonly Route[] = [
  ...crud({
    path: "/lead-lists",
    scope: "lead_lists",
    noun: "lead list",
    rows: (workspace) => workspace.leadLists,
    list: {
      query: { has_enrichment_task: z.boolean().optional(), search: z.string().optional() },
      order: () => byTimestamp,
      isWanted: (list: LeadListRow, query) =>
        contains(list.name, query.search) &&
        (query.has_enrichment_task === undefined || list.has_enrichment_task === query.has_enrichment_task),
    },
    create: {
      body: createBody,
      make: ({ world, workspace, body }) => {
        const at = world.stamp();
        return {
          id: uuidOf(`list ${at}`, new Date(at)),
          organization_id: workspace.info.id,
          name: body.name,
          has_enrichment_task: body.has_enrichment_task ?? null,
          owned_by: body.owned_by ?? workspace.info.owner,
          timestamp_created: at,
        };
      },
    },
    patch: { body: createBody.partial(), apply: (list, { body }) => Object.assign(list, body) },
    canDelete: true,
  }),
  route({
    method: "get",
    path: "/lead-lists/{id}/verification-stats",
    summary: "Count a list's leads by verification status",
    scope: "lead_lists:read",
    handle: verificationStats,
  }),
];
