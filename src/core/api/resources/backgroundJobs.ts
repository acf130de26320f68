import * as z from "zod";
import { type Coded, coded } from "../coded.ts";
import { date, number, type Raw, resource, text } from "../lenient.ts";
import { limitOf, type Page, pageOf, type PageRequest } from "../page.ts";
import { path } from "../path.ts";
import type { Transport } from "../transport.ts";

/** `status`, in the API's own words; success, failed and cancelled are final. */
export type BackgroundJobStatus =
  "pending" | "in-progress" | "success" | "failed" | "draining" | "paused" | "cancelled";

const STATUS: Readonly<Record<string, BackgroundJobStatus>> = {
  pending: "pending",
  "in-progress": "in-progress",
  success: "success",
  failed: "failed",
  draining: "draining",
  paused: "paused",
  cancelled: "cancelled",
};

/** Work that the API does on its own time. */
export interface BackgroundJob {
  /** 24 hex digits, not a UUID. */
  readonly id: string;
  /** e.g. "move-leads"; open. */
  readonly type: string | undefined;
  readonly status: Coded<BackgroundJobStatus>;
  /** Percent. */
  readonly progress: number | undefined;
  readonly entityId: string | undefined;
  readonly createdAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  readonly raw: Raw;
}

/** GET /background-jobs/{id} and the rows of GET /background-jobs. */
export const backgroundJob: z.ZodType<BackgroundJob> = resource(
  z.object({
    id: z.string().min(1),
    type: text,
    status: coded(STATUS),
    progress: number,
    entity_id: text,
    created_at: date,
    updated_at: date,
  }),
  (it, raw): BackgroundJob => ({
    id: it.id,
    type: it.type,
    status: it.status,
    progress: it.progress,
    entityId: it.entity_id,
    createdAt: it.created_at,
    updatedAt: it.updated_at,
    raw,
  }),
);

/** /background-jobs */
export class BackgroundJobsApi {
  constructor(private readonly transport: Transport) {}

  /**
   * One page of jobs; 50 rows when no limit is given.
   * @throws ApiError; the signal's reason when cancelled.
   * @see GET /background-jobs, OpenAPI of 2026-08-21; scope background-jobs:read
   */
  list(request: PageRequest = {}): Promise<Page<BackgroundJob>> {
    const { after, limit, signal } = request;
    const query = { limit: limitOf(limit, 50), starting_after: after };
    return this.transport.call("get", path`background-jobs`, pageOf(backgroundJob, after), { query, signal });
  }

  /** @see GET /background-jobs/{id}; scope background-jobs:read */
  get(id: string, options: { signal?: AbortSignal | undefined } = {}): Promise<BackgroundJob> {
    return this.transport.call("get", path`background-jobs/${{ id }}`, backgroundJob, {
      signal: options.signal,
    });
  }
}
