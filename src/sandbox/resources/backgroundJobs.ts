import * as z from "zod";
import { recordNotFound } from "../httpFailure.ts";
import { newestFirst, pageOf, reversed } from "../paging.ts";
import type { JobRow } from "../records.ts";
import { type Call, param, type Route, route } from "../route.ts";
import { hexIdOf } from "../seed/random.ts";
import type { World } from "../world.ts";
import { commaList, isAmong, pageQuery } from "./fields.ts";

/** Long enough to be seen running, short enough to wait for. */
const JOB_MS = 3_000;

const listQuery = z.object({
  ...pageQuery,
  ids: z.string().optional(),
  included_ids: z.string().optional(),
  excluded_ids: z.string().optional(),
  type: z.string().optional(),
  entity_type: z.string().optional(),
  entity_id: z.string().optional(),
  status: z.string().optional(),
  sort_column: z.enum(["created_at", "updated_at"]).optional(),
  sort_order: z.enum(["asc", "desc"]).optional(),
});

/** Starts a job in this workspace; it is shown as running for a few seconds unless told otherwise. */
export function startJob(
  call: Call,
  job: Pick<JobRow, "type" | "entity_type" | "data"> & Partial<Pick<JobRow, "entity_id" | "durationMs">>,
): JobRow {
  const { world, workspace } = call;
  const at = world.stamp();
  return workspace.jobs.add({
    entity_id: null,
    durationMs: JOB_MS,
    ...job,
    id: hexIdOf(`job ${at}`, new Date(at)),
    workspace_id: workspace.info.id,
    user_id: workspace.info.owner,
    created_at: at,
    outcome: "success",
  });
}

/** A job as the API shows it at this moment. */
export function jobAnswer(
  world: World,
  { durationMs, outcome, ...job }: JobRow,
): Omit<JobRow, "durationMs" | "outcome"> & { progress: number; status: string; updated_at: string } {
  const started = Date.parse(job.created_at);
  const passed = world.options.now().getTime() - started;
  const progress = Math.max(0, Math.min(100, Math.floor((passed / durationMs) * 100)));
  const status = progress === 100 ? outcome : progress < 10 ? "pending" : "in-progress";
  const updated = new Date(started + Math.max(0, Math.min(passed, durationMs)));
  return { ...job, progress, status, updated_at: updated.toISOString() };
}

function list({ world, workspace, query }: Call<z.infer<typeof listQuery>>): object {
  const ids = commaList(query.included_ids ?? query.ids);
  const rows = workspace.jobs
    .all()
    .filter((job) => isAmong(ids, job.id) && commaList(query.excluded_ids)?.includes(job.id) !== true)
    .filter((job) => isAmong(query.type === undefined ? undefined : [query.type], job.type))
    .filter((job) =>
      isAmong(query.entity_type === undefined ? undefined : [query.entity_type], job.entity_type),
    )
    .filter((job) => isAmong(commaList(query.entity_id), job.entity_id))
    .filter((job) => isAmong(commaList(query.status), jobAnswer(world, job).status));
  const order = newestFirst(workspace.jobs, (job) => job.created_at);
  const page = pageOf(rows, query.sort_order === "asc" ? reversed(order, workspace.jobs) : order, query);
  return { ...page, items: page.items.map((job) => jobAnswer(world, job)) };
}

export const backgroundJobs: readonly Route[] = [
  route({
    method: "get",
    path: "/background-jobs",
    summary: "List background jobs",
    scope: "background-jobs:read",
    query: listQuery,
    handle: list,
  }),
  route({
    method: "get",
    path: "/background-jobs/{id}",
    summary: "Get background job",
    scope: "background-jobs:read",
    query: z.object({ data_fields: z.string().optional() }),
    handle: (call) => {
      const job = call.workspace.jobs.get(param(call, "id"));
      if (job === undefined) throw recordNotFound();
      const fields = commaList(call.query.data_fields);
      const data = Object.entries(job.data).filter(([key]) => isAmong(fields, key));
      return jobAnswer(call.world, { ...job, data: Object.fromEntries(data) });
    },
  }),
];
