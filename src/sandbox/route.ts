import type * as z from "zod";
import type { Limit } from "./limits.ts";
import type { Workspace, World } from "./world.ts";

/** What a handler gets: the request, checked, and the workspace that its key belongs to. */
export interface Call<Query = unknown, Body = unknown> {
  readonly world: World;
  readonly workspace: Workspace;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
}

/** One operation of the API. Whatever `handle` answers is sent as JSON with status 200, or the one named. */
export interface Route<Query = unknown, Body = unknown> {
  readonly method: "get" | "post" | "patch" | "delete" | "put";
  /** Below `/api/v2`, parameters in braces: `/accounts/{email}`. */
  readonly path: string;
  readonly summary: string;
  /** The narrowest scope that opens it; its wildcards do too. */
  readonly scope: string;
  readonly query?: z.ZodObject & z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** Limits of its own, on top of the workspace's. */
  readonly limits?: readonly Limit[];
  /** Of success; 202 where the work is done later. */
  readonly status?: 202;
  handle(call: Call<Query, Body>): unknown;
}

/** Ties the types of `query` and `body` to those of `handle`, then forgets them: the table holds all kinds. */
export function route<Query, Body>(row: Route<Query, Body>): Route {
  return row;
}

/** The path parameter of this name. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
}
