import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { openSandbox, pageOf } from "./openSandbox.ts";

describe("keys", () => {
  test("are asked for, checked and told apart as by the API", async () => {
    const sandbox = await openSandbox();
    const unauthorized = (message: string): object => ({ statusCode: 401, error: "Unauthorized", message });
    const { keys } = sandbox;
    const missing = await sandbox.ask("GET /accounts", { headers: { authorization: "" } });
    expect([missing.status, missing.json]).toEqual([401, unauthorized("Missing authorization header")]);
    for (const key of ["bm90IGEga2V5", keys.revoked]) {
      const wrong = await sandbox.ask("GET /accounts", { key });
      expect([wrong.status, wrong.json]).toEqual([401, unauthorized("Invalid API key")]);
    }
    const unpaid = await sandbox.ask("GET /accounts", { key: keys.unpaid });
    expect(unpaid).toMatchObject({
      status: 402,
      json: {
        statusCode: 402,
        error: "Payment Required",
        message: "Workspace does not have an active paid plan",
      },
    });
  });

  test("without the scope are refused with 401 and the scopes named", async () => {
    const sandbox = await openSandbox();
    const { accountsOnly, noLeadLists, readOnly } = sandbox.keys;
    const refused = await sandbox.ask("GET /emails", { key: accountsOnly });
    expect(refused).toMatchObject({
      status: 401,
      json: { message: "Invalid scope. Required: emails:read. Found: accounts:read" },
    });
    expect((await sandbox.ask("GET /accounts", { key: accountsOnly })).status).toBe(200);
    expect((await sandbox.ask("GET /lead-lists", { key: noLeadLists })).text).toContain(
      "Required: lead_lists:read.",
    );
    expect((await sandbox.ask("GET /emails", { key: noLeadLists })).status).toBe(200);
    expect((await sandbox.ask("GET /lead-lists", { key: readOnly })).status).toBe(200);
    expect((await sandbox.ask("POST /lead-lists", { key: readOnly, body: { name: "x" } })).text).toContain(
      "Invalid scope. Required: lead_lists:create. Found: all:read",
    );
  });

  test("made on demand open what their wildcards say", async () => {
    const sandbox = await openSandbox();
    const made = await sandbox.steer("POST /keys", { scopes: ["accounts:all", "all:update"] });
    const { key } = made.json as { key: string };
    const [account] = pageOf(await sandbox.ask("GET /accounts?limit=1", { key })).items;
    expect(account).toBeDefined();
    expect((await sandbox.ask("PATCH /workspaces/current", { key, body: { name: "Renamed" } })).status).toBe(
      200,
    );
    expect((await sandbox.ask("GET /workspaces/current", { key })).status).toBe(401);
    expect((await sandbox.ask("DELETE /emails/0198c0de-ffff-7000-8000-000000000000", { key })).status).toBe(
      401,
    );
  });

  test("belong to a workspace, and an admin's may act for a sub workspace", async () => {
    const sandbox = await openSandbox();
    const { full, secondWorkspace } = sandbox.keys;
    const own = (await sandbox.ask("GET /workspaces/current")).json as { id: string; name: string };
    const second = (await sandbox.ask("GET /workspaces/current", { key: secondWorkspace }))
      .json as typeof own;
    expect(own.name).not.toBe(second.name);
    const acting = await sandbox.ask("GET /workspaces/current", {
      key: full,
      headers: { "x-as-workspace": second.id },
    });
    expect(acting.json).toEqual(second);
    const climbing = { key: secondWorkspace, headers: { "x-as-workspace": own.id } };
    expect((await sandbox.ask("GET /workspaces/current", climbing)).status).toBe(401);
  });

  test("look like the real ones and are the same for the same seed", async () => {
    const [one, same, other] = [await openSandbox(), await openSandbox(), await openSandbox({ seed: 2 })];
    expect(Buffer.from(one.keys.full, "base64").toString()).toMatch(/^[0-9a-f-]{36}:\w+$/);
    expect(same.keys).toEqual(one.keys);
    expect(other.keys.full).not.toBe(one.keys.full);
  });
});

describe("the edge", () => {
  test("serves any client unless it is told to be strict", async () => {
    const sandbox = await openSandbox({ strictAgent: false });
    expect((await sandbox.ask("GET /accounts", { headers: { "user-agent": "node" } })).status).toBe(200);
  });

  test.each([
    "campaigns/drafts",
    "leads/export",
    "lead-lists/summary",
    "emails/archive",
    "background-jobs/all",
  ])("answers GET /%s as a route that it does not have, not as the id of no record", async (path) => {
    const sandbox = await openSandbox();
    const { status, json } = await sandbox.ask(`GET /${path}`);
    expect([status, json]).toMatchObject([404, { message: `Route GET:/api/v2/${path} not found` }]);
  });

  test.each(["", "node", "undici", "python-requests/2.32"])("turns the User-Agent %j away", async (agent) => {
    const sandbox = await openSandbox();
    const answer = await sandbox.ask("GET /accounts", { headers: { "user-agent": agent } });
    expect(answer).toMatchObject({ status: 403, text: "error code: 1010" });
    expect(answer.type).toMatch(/^text\/plain/);
  });

  test("serves nobody who came under another host name", async () => {
    const sandbox = await openSandbox();
    const status = await new Promise((resolve, reject) => {
      const headers = {
        host: "rebound.example",
        authorization: `Bearer ${sandbox.keys.full}`,
        "user-agent": "t/1",
      };
      const sent = request(`${sandbox.origin}/api/v2/accounts`, { headers }, ({ statusCode }) =>
        resolve(statusCode),
      );
      sent.on("error", reject).end();
    });
    expect(status).toBe(421);
  });

  test("refuses JSON content type without a body, broken JSON and other types", async () => {
    const sandbox = await openSandbox();
    const json = { "content-type": "application/json" };
    const empty = await sandbox.ask("DELETE /accounts/maya%40lumenoak.example", { headers: json });
    expect(empty).toMatchObject({
      status: 400,
      json: { code: "FST_ERR_CTP_EMPTY_JSON_BODY", statusCode: 400 },
    });
    const bare = await sandbox.ask("DELETE /accounts/maya%40lumenoak.example");
    expect(bare).toMatchObject({ status: 200, json: { email: "maya@lumenoak.example" } });
    expect((await sandbox.ask("DELETE /accounts/maya%40lumenoak.example")).json).toEqual({
      statusCode: 404,
      error: "Not Found",
      message: "Resource not found",
    });
    const other = await sandbox.ask("POST /lead-lists", {
      body: {},
      headers: { "content-type": "text/plain" },
    });
    expect(other.status).toBe(415);
  });

  test("names what is wrong with a request as Fastify does", async () => {
    const sandbox = await openSandbox();
    const message = async (request: string, body?: unknown): Promise<unknown> =>
      ((await sandbox.ask(request, body === undefined ? {} : { body })).json as { message: string }).message;
    expect(await message("GET /nope?x=1")).toBe("Route GET:/api/v2/nope not found");
    expect(await message("GET /accounts?limit=101")).toBe("querystring/limit must be <= 100");
    expect(await message("GET /accounts?limit=0")).toBe("querystring/limit must be >= 1");
    expect(await message("GET /accounts?limit=many")).toBe("querystring/limit must be number");
    expect(await message("GET /accounts?limit=1.5")).toBe("querystring/limit must be integer");
    expect(await message("GET /accounts?status=9")).toBe(
      "querystring/status must be equal to one of the allowed values",
    );
    expect(await message("GET /accounts/ctd/status")).toBe("querystring must have required property 'host'");
    expect(await message("POST /lead-lists", {})).toBe("body must have required property 'name'");
    expect(await message("POST /lead-lists")).toBe("body must be object");
    expect(await message("POST /leads/add", { list_id: "x", leads: [] })).toBe(
      'body/list_id must match format "uuid"',
    );
    expect(await message("POST /accounts/pause", { emails: [] })).toBe(
      "body/emails must NOT have fewer than 1 items",
    );
  });
});
