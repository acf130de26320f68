import * as z from "zod";
import { date, type Raw, resource, text } from "../lenient.ts";
import { path } from "../path.ts";
import type { Transport } from "../transport.ts";

/** The organisation a key belongs to. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** User id. */
  readonly ownerId: string | undefined;
  readonly planId: string | undefined;
  readonly createdAt: Date | undefined;
  readonly raw: Raw;
}

/** GET /workspaces/current. */
export const workspace: z.ZodType<Workspace> = resource(
  z.object({ id: z.string().min(1), name: text, owner: text, plan_id: text, timestamp_created: date }),
  (it, raw): Workspace => ({
    id: it.id,
    name: it.name ?? "",
    ownerId: it.owner,
    planId: it.plan_id,
    createdAt: it.timestamp_created,
    raw,
  }),
);

/** /workspaces */
export class WorkspacesApi {
  constructor(private readonly transport: Transport) {}

  /**
   * The workspace that the key belongs to.
   * @throws ApiError; the signal's reason when cancelled.
   * @see GET /workspaces/current, OpenAPI of 2026-08-21; scope workspaces:read
   */
  current(options: { signal?: AbortSignal | undefined } = {}): Promise<Workspace> {
    return this.transport.call("get", path`workspaces/current`, workspace, { signal: options.signal });
  }
}
