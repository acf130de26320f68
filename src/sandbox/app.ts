import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { authenticated, requireScope } from "./auth.ts";
import { addControl } from "./control.ts";
import type { Env } from "./env.ts";
import { type Fault, faultAnswer, takeFault } from "./faults.ts";
import { failure, HttpFailure } from "./httpFailure.ts";
import { verifyImported } from "./importVerification.ts";
import { WORKSPACE_LIMITS } from "./limits.ts";
import { openApiDocument } from "./openApiDocument.ts";
import { applyInterest } from "./resources/leadInterest.ts";
import type { Route } from "./route.ts";
import { sleep } from "./sleep.ts";
import { table } from "./table.ts";
import { coercedQuery, validated } from "./validate.ts";
import type { KeyRecord, Workspace, World } from "./world.ts";

type Ctx = Context<Env>;

const API = "/api/v2";
const MAX_LOGGED_REQUESTS = 20_000;
/** Clients that name no product of their own; the real API's edge turns them away. */
const LIBRARY_AGENT = /^(node|undici|node-fetch|axios|python-|python\/|go-http-client|java|okhttp|ruby)\b/i;

export interface AppOptions {
  /** Before each answer of the API. */
  readonly latencyMs: number;
  /** Turns away what names no product in its User-Agent, as the real API's edge does. */
  readonly strictAgent: boolean;
}

/** The whole sandbox as one web application: the API below `/api/v2`, its document, and `/__sandbox/`. */
export function createApp(world: World, { latencyMs, strictAgent }: AppOptions): Hono<Env> {
  const app = new Hono<Env>();
  app.use(refuseForeignHosts);
  addControl(app, world);
  app.get("/openapi/api_v2.json", (c) => c.json(openApiDocument(table, new URL(c.req.url).origin)));
  app.use(async (c, next) => {
    await next();
    if (c.get("isDropped") !== true) c.res.headers.set("date", world.options.now().toUTCString());
    log(world, c);
  });
  if (strictAgent) app.use(refuseLibraryAgents);
  app.use(`${API}/*`, misbehave(world, latencyMs));
  for (const row of table) {
    app.on(row.method, API + pattern(row.path), (c) => serve(world, row, c));
  }
  app.notFound((c) =>
    c.json(
      { message: `Route ${c.req.method}:${c.req.path} not found`, error: "Not Found", statusCode: 404 },
      404,
    ),
  );
  app.onError((error, c) => {
    const known = error instanceof HttpFailure ? error : failure(500, error.message);
    return c.json(known.body, known.status as ContentfulStatusCode);
  });
  return app;
}

/**
 * An id is a UUID, or the 24 hex digits of a background job. Another word in its place names a route that is not here, and
 * is answered so, not as the id of no record.
 */
const pattern = (path: string): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => (name === "id" ? ":id{[0-9A-Fa-f-]{24,36}}" : `:${name}`));

/** In the order of the real API: key, limits, plan, scope, body, validation, work. */
async function serve(world: World, row: Route, c: Ctx): Promise<Response> {
  const key = authenticated(world, c.req.header("authorization"));
  const workspace = workspaceOf(world, key, c.req.header("x-as-workspace"));
  workspace.limiter.take([...WORKSPACE_LIMITS, ...(row.limits ?? [])]);
  if (key.unpaid === true) throw failure(402, "Workspace does not have an active paid plan");
  requireScope(key, row.scope);
  const sent = await readBody(c);
  const query = row.query && validated("querystring", row.query, coercedQuery(row.query, c.req.queries()));
  const body = row.body && validated("body", row.body, sent);
  verifyImported(world, workspace);
  applyInterest(world, workspace);
  const answer = await row.handle({ world, workspace, params: c.req.param(), query, body });
  return c.json(answer as object, row.status ?? 200);
}

/** The key's workspace, or the sub workspace that an admin's key acts for: the first workspace owns the others. */
function workspaceOf(world: World, key: KeyRecord, actingAs: string | undefined): Workspace {
  const [admin] = world.workspaces.keys();
  const mayAct = actingAs === undefined || key.workspaceId === admin;
  const workspace = mayAct ? world.workspaces.get(actingAs ?? key.workspaceId) : undefined;
  if (workspace === undefined) throw failure(401, "Invalid workspace");
  return workspace;
}

async function readBody(c: Ctx): Promise<unknown> {
  if (c.req.method === "GET") return undefined;
  const text = await c.req.text();
  const type = c.req.header("content-type");
  if (type?.startsWith("application/json") === true) {
    if (text === "") {
      const message = "Body cannot be empty when content-type is set to 'application/json'";
      throw failure(400, message, "FST_ERR_CTP_EMPTY_JSON_BODY");
    }
    try {
      return JSON.parse(text);
    } catch {
      const message = "Body is not valid JSON but content-type is set to 'application/json'";
      throw failure(400, message, "FST_ERR_CTP_INVALID_JSON_BODY");
    }
  }
  if (text === "") return undefined;
  throw failure(415, `Unsupported Media Type: ${type ?? "undefined"}`, "FST_ERR_CTP_INVALID_MEDIA_TYPE");
}

/** A page elsewhere that resolves its own name to 127.0.0.1 must not reach the sandbox. */
async function refuseForeignHosts(c: Ctx, next: () => Promise<void>): Promise<Response | undefined> {
  const host = (c.req.header("host") ?? "").replace(/:\d+$/, "");
  if (!["127.0.0.1", "localhost", "[::1]"].includes(host))
    return c.text("This host is not served here.", 421);
  await next();
  return undefined;
}

async function refuseLibraryAgents(c: Ctx, next: () => Promise<void>): Promise<Response | undefined> {
  const agent = c.req.header("user-agent") ?? "";
  if (agent === "" || LIBRARY_AGENT.test(agent)) return c.text("error code: 1010", 403);
  await next();
  return undefined;
}

/** Latency, then whatever fault is in force for the request. */
function misbehave(world: World, latencyMs: number): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (latencyMs > 0) await sleep(latencyMs);
    const fault = takeFault(world.faults, c.req.method, c.req.path.slice(API.length));
    if (fault === undefined) return next();
    if (fault.delayMs !== undefined) await sleep(fault.delayMs);
    const answer = faultAnswer(fault);
    if (answer === undefined) await next();
    else c.res = answer;
    for (const [name, value] of Object.entries(fault.headers ?? {})) c.res.headers.set(name, value);
    if (fault.drop === undefined || fault.drop === false) return undefined;
    c.set("isDropped", true);
    c.res = await dropped(c, fault.drop);
    return undefined;
  };
}

/** Writes past the framework, since only the bare connection can break. */
async function dropped(c: Ctx, drop: NonNullable<Fault["drop"]>): Promise<Response> {
  const { outgoing } = c.env;
  if (drop === true) {
    outgoing.socket?.resetAndDestroy();
    return RESPONSE_ALREADY_SENT;
  }
  const body = Buffer.from(await c.res.arrayBuffer());
  outgoing.writeHead(c.res.status, {
    "content-type": c.res.headers.get("content-type") ?? "application/json",
    "content-length": body.length,
  });
  outgoing.write(body.subarray(0, Math.ceil(body.length / 2)), () => {
    if (drop === "mid") outgoing.socket?.resetAndDestroy();
  });
  return RESPONSE_ALREADY_SENT;
}

function log(world: World, c: Ctx): void {
  const { pathname, search } = new URL(c.req.url);
  const status = c.get("isDropped") === true ? "dropped" : c.res.status;
  const at = world.options.now().toISOString();
  world.requests.push({ method: c.req.method, path: pathname, query: search.slice(1), status, at });
  if (world.requests.length > MAX_LOGGED_REQUESTS) world.requests.shift();
}
