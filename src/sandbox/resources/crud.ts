import * as z from "zod";
import type { Collection } from "../collection.ts";
import { recordNotFound } from "../httpFailure.ts";
import { type Order, type Page, type PageHabits, pageOf } from "../paging.ts";
import { type Call, param, type Route, route } from "../route.ts";
import type { Workspace } from "../world.ts";
import { pageQuery } from "./fields.ts";

/** A resource that behaves as most do. What it leaves out it does not serve. */
export interface CrudSpec<T extends object, Query extends z.ZodRawShape, Create, Patch> {
  /** Below `/api/v2`: `/lead-lists`. */
  readonly path: string;
  /** The resource part of its scopes: `lead_lists`. */
  readonly scope: string;
  /** For summaries: `lead list`. */
  readonly noun: string;
  readonly rows: (workspace: Workspace) => Collection<T>;
  readonly list: {
    readonly query: Query;
    readonly habits?: PageHabits;
    readonly order: (workspace: Workspace) => Order<NoInfer<T>>;
    readonly isWanted: (row: T, query: z.infer<z.ZodObject<Query>>, workspace: Workspace) => boolean;
  };
  readonly create?: { readonly body: z.ZodType<Create>; readonly make: (call: Call<unknown, Create>) => T };
  readonly patch?: {
    readonly body: z.ZodType<Patch>;
    readonly apply: (row: T, call: Call<unknown, Patch>) => void;
  };
  readonly canDelete?: boolean;
  /** Whether there is `GET /path/{id}`; there mostly is. */
  readonly canGet?: boolean;
}

/** The usual routes of a resource: list, get, create, change, delete. Each answers the row. */
export function crud<T extends object, Query extends z.ZodRawShape, Create, Patch>(
  spec: CrudSpec<T, Query, Create, Patch>,
): Route[] {
  const { path, scope, noun, rows, create, patch } = spec;
  const onePath = `${path}/{id}`;
  const one = (call: Call): T => rowOf(rows(call.workspace), param(call, "id"));
  const routes = [listRoute(spec)];
  const add = <B>(
    row: Pick<Route<unknown, B>, "method" | "path" | "body" | "handle">,
    verb: string,
    action: string,
  ): void => {
    routes.push(route({ ...row, summary: `${verb} ${noun}`, scope: `${scope}:${action}` }));
  };
  if (spec.canGet !== false) add({ method: "get", path: onePath, handle: one }, "Get", "read");
  if (create !== undefined) {
    const handle = (call: Call<unknown, Create>): T => rows(call.workspace).add(create.make(call));
    add({ method: "post", path, body: create.body, handle }, "Create", "create");
  }
  if (patch !== undefined) {
    const handle = (call: Call<unknown, Patch>): T => {
      const row = one(call);
      patch.apply(row, call);
      return row;
    };
    add({ method: "patch", path: onePath, body: patch.body, handle }, "Change", "update");
  }
  if (spec.canDelete === true) {
    const handle = (call: Call): T => {
      const row = one(call);
      rows(call.workspace).remove(param(call, "id"));
      return row;
    };
    add({ method: "delete", path: onePath, handle }, "Delete", "delete");
  }
  return routes;
}

function listRoute<T extends object, Query extends z.ZodRawShape, Create, Patch>(
  spec: CrudSpec<T, Query, Create, Patch>,
): Route {
  return route({
    method: "get",
    path: spec.path,
    summary: `List ${spec.noun}s`,
    scope: `${spec.scope}:read`,
    query: z.object({ ...pageQuery, ...spec.list.query }),
    handle: (call) => listPage(spec, call as Call<ListQuery<Query>>),
  });
}

type ListQuery<Query extends z.ZodRawShape> = z.infer<z.ZodObject<Query>> & {
  limit?: number;
  starting_after?: string;
};

function listPage<T extends object, Query extends z.ZodRawShape, Create, Patch>(
  { list, rows }: CrudSpec<T, Query, Create, Patch>,
  { workspace, query }: Call<ListQuery<Query>>,
): Page<T> {
  const wanted = rows(workspace)
    .all()
    .filter((row) => list.isWanted(row, query, workspace));
  return pageOf(wanted, list.order(workspace), query, list.habits);
}

/** @throws HttpFailure 404 when there is no such row. */
export function rowOf<T>(rows: Collection<T>, id: string): T {
  const row = rows.get(id);
  if (row === undefined) throw recordNotFound();
  return row;
}

/** Whether the text occurs in the value, in any case; true when no text is asked for. */
export const contains = (value: string, search: string | undefined): boolean =>
  search === undefined || value.toLowerCase().includes(search.toLowerCase());
