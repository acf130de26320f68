import { inspect } from "node:util";
import { expect, test } from "vitest";
import * as z from "zod";
import { path } from "../../../../src/core/api/path.ts";
import { json, serve } from "../httpServer.ts";
import { account, anything, errorOf, failureOf, TEST_KEY, transportTo } from "../testTransport.ts";

test("sends the key, the user agent and an encoded path, and no content type without a body", async () => {
  const { origin, requests } = await serve((response) => json(response, 200, { ok: true }));
  const { transport } = transportTo(origin);

  await expect(transport.call("get", account, z.object({ ok: z.boolean() }))).resolves.toEqual({ ok: true });
  await transport.call("delete", account, anything);
  await transport.call("post", path`emails/threads/${{ id: "1" }}/mark-as-read`, anything);

  expect(requests[0]?.url).toBe("/api/v2/accounts/jo%40example.com");
  for (const { headers } of requests) {
    expect(headers.authorization).toBe(`Bearer ${TEST_KEY}`);
    expect(headers["user-agent"]).toBe("instantly-vscode-test/1");
    expect(headers["content-type"]).toBeUndefined();
  }
});

test("sends a body as JSON", async () => {
  const { origin, requests } = await serve((response) => json(response, 200, {}));

  await transportTo(origin).transport.call("patch", path`emails/${{ id: "1" }}`, anything, {
    body: { is_unread: 0 },
  });

  expect(requests[0]?.headers["content-type"]).toBe("application/json");
  expect(requests[0]?.body).toBe('{"is_unread":0}');
});

test("encodes cursors, repeats the key of a list, and leaves out what is undefined", async () => {
  const { origin, requests } = await serve((response) => json(response, 200, {}));
  const query = { starting_after: "2026-01-01T00:00:00.000Z&a+b@c.com", ids: ["a", "b"], search: undefined };

  await transportTo(origin).transport.call("get", path`accounts`, anything, { query });

  const { searchParams } = new URL(requests[0]?.url ?? "", origin);
  expect(searchParams.get("starting_after")).toBe("2026-01-01T00:00:00.000Z&a+b@c.com");
  expect(searchParams.getAll("ids")).toEqual(["a", "b"]);
  expect(searchParams.has("search")).toBe(false);
});

test("sends nothing without a key", async () => {
  const { origin, requests } = await serve((response) => json(response, 200, {}));
  const { transport } = transportTo(origin, { apiKey: () => Promise.resolve("  ") });

  expect(await failureOf(transport.call("get", account, anything))).toEqual({ kind: "noKey" });
  expect(requests).toHaveLength(0);
});

test("refuses a key that no header can carry, without quoting it", async () => {
  const { origin, requests } = await serve((response) => json(response, 200, {}));
  const { transport, log } = transportTo(origin, { apiKey: () => Promise.resolve("ключ-secret\n1") });

  const error = await errorOf(transport.call("get", account, anything));

  expect(error.failure.kind).toBe("unauthorized");
  expect(inspect([error, log], { depth: Infinity })).not.toContain("secret");
  expect(requests).toHaveLength(0);
});

test.each(["", "..", "a/b", "\ud800", "\u0000"])("asks nothing about %j, and says so", async (id) => {
  const { origin, requests } = await serve((response) => json(response, 200, {}));
  const call = transportTo(origin).transport.call("post", path`emails/${{ email_id: id }}/x`, anything);

  expect(await failureOf(call)).toEqual({ kind: "unusableName", name: "email_id" });
  expect(requests).toHaveLength(0);
});

const ANSWERS: readonly {
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
  readonly failure: object;
}[] = [
  {
    name: "a wrong key",
    status: 401,
    body: { statusCode: 401, error: "Unauthorized", message: "Invalid API key" },
    failure: { kind: "unauthorized", detail: "Invalid API key" },
  },
  {
    name: "a missing header",
    status: 401,
    body: { statusCode: 401, error: "Unauthorized", message: "Missing authorization header" },
    failure: { kind: "unauthorized" },
  },
  {
    name: "a 401 that speaks of something else than the key",
    status: 401,
    body: { error: "Unauthorized", message: "Workspace is suspended" },
    failure: { kind: "rejected", status: 401, detail: "Workspace is suspended" },
  },
  {
    name: "a proxy's 401 that speaks of a token",
    status: 401,
    body: { error: "invalid_token", message: "The token or API key has expired" },
    failure: { kind: "rejected", status: 401 },
  },
  {
    name: "a proxy's 401 in the API's form that speaks of another credential",
    status: 401,
    body: { statusCode: 401, error: "Unauthorized", message: "Proxy credentials or token required" },
    failure: { kind: "rejected", status: 401 },
  },
  {
    name: "a proxy's 401 that is a bare sentence",
    status: 401,
    body: '"Invalid API key"',
    type: "application/json",
    failure: { kind: "rejected", status: 401, detail: "Invalid API key" },
  },
  {
    name: "a proxy's 401 with a code of its own",
    status: 401,
    body: { statusCode: "ERR_401", error: "Unauthorized", message: "Invalid API key" },
    failure: { kind: "rejected", status: 401 },
  },
  {
    name: "a proxy's 401 page that speaks of a token",
    status: 401,
    body: "<html><title>Your token or API key is invalid</title></html>",
    type: "text/html",
    failure: { kind: "blockedAtEdge", status: 401 },
  },
  {
    name: "a 401 without a body",
    status: 401,
    body: "",
    failure: { kind: "rejected", status: 401, detail: "" },
  },
  {
    name: "a missing scope as 401",
    status: 401,
    body: {
      statusCode: 401,
      error: "Unauthorized",
      message: "Invalid scope. Required: accounts:read, all:read. Found: campaigns:all, background-jobs:all",
    },
    failure: {
      kind: "missingScope",
      required: ["accounts:read", "all:read"],
      found: ["campaigns:all", "background-jobs:all"],
    },
  },
  {
    name: "a missing scope as 403",
    status: 403,
    body: { message: "Invalid scope. Required: emails:read." },
    failure: { kind: "missingScope", required: ["emails:read"], found: [] },
  },
  {
    name: "a missing scope in other words",
    status: 403,
    body: { message: "Forbidden: your API key does not have the scope email_verifications:create" },
    failure: { kind: "missingScope", required: ["email_verifications:create"], found: [] },
  },
  {
    name: "a missing scope in quotes, without the word",
    status: 403,
    body: { error: "Forbidden", message: "This key is not allowed to do this (needs `accounts:read`)." },
    failure: { kind: "missingScope", required: ["accounts:read"], found: [] },
  },
  {
    name: "a missing permission, and what the key has",
    status: 401,
    body: {
      error: "Unauthorized",
      message: "Missing permission (leads:read or leads:all). Granted: emails:read",
    },
    failure: { kind: "missingScope", required: ["leads:read", "leads:all"], found: [] },
  },
  {
    name: "another 403",
    status: 403,
    body: { message: "Not your campaign" },
    failure: { kind: "rejected", status: 403, detail: "Not your campaign" },
  },
  {
    name: "no plan",
    status: 402,
    body: { message: "No active paid plan" },
    failure: { kind: "paymentRequired", detail: "No active paid plan" },
  },
  {
    name: "an unknown record",
    status: 404,
    body: { message: "Resource not found" },
    failure: { kind: "notFound" },
  },
  {
    name: "a validation error",
    status: 400,
    body: { message: "querystring/limit must be <= 100", code: "X" },
    failure: { kind: "rejected", status: 400, detail: "querystring/limit must be <= 100" },
  },
  {
    name: "an error of the short form",
    status: 400,
    body: { error: "accounts is required" },
    failure: { kind: "rejected", detail: "accounts is required" },
  },
  {
    name: "a fault of the server",
    status: 500,
    body: { message: "Internal Server Error" },
    failure: { kind: "serverFault", status: 500 },
  },
  {
    name: "a 503 without a body",
    status: 503,
    body: "",
    failure: { kind: "serverFault", status: 503, detail: "" },
  },
  {
    name: "a Cloudflare refusal in plain text",
    status: 403,
    body: "error code: 1010",
    type: "text/plain; charset=UTF-8",
    failure: { kind: "blockedAtEdge", status: 403, detail: "error code: 1010" },
  },
  {
    name: "a gateway's HTML page",
    status: 502,
    body: "<!DOCTYPE html><html><head><title>502: Bad\n gateway</title></head><body><script>1</script></body></html>",
    type: "text/html",
    failure: { kind: "blockedAtEdge", status: 502, detail: "502: Bad gateway" },
  },
  {
    name: "a captive portal's 200",
    status: 200,
    body: "<html><title>Welcome to the hotel</title></html>",
    type: "text/html",
    failure: { kind: "blockedAtEdge", status: 200, detail: "Welcome to the hotel" },
  },
  {
    name: "a 404 page of another site",
    status: 404,
    body: "<h1>Not Found</h1>",
    type: "text/html",
    failure: { kind: "blockedAtEdge", status: 404 },
  },
  {
    name: "cut-off JSON",
    status: 200,
    body: '{"items":[{"id":"1"',
    type: "application/json",
    failure: { kind: "unexpectedShape", issues: ["body: expected complete JSON"] },
  },
  {
    name: "JSON of another shape",
    status: 200,
    body: [1, 2],
    failure: { kind: "unexpectedShape", issues: ["expected object, received array"] },
  },
  {
    name: "an empty answer where one was due",
    status: 200,
    body: "",
    failure: { kind: "unexpectedShape", issues: ["expected object, received undefined"] },
  },
];

test.each(ANSWERS)("tells $name", async ({ status, body, type, failure }) => {
  const { origin } = await serve((response) => {
    response.writeHead(status, { "content-type": type ?? "application/json; charset=utf-8" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });

  expect(await failureOf(transportTo(origin).transport.call("get", account, z.object({})))).toMatchObject(
    failure,
  );
});

test("keeps the key and the address out of messages, details and log lines, whatever the server says", async () => {
  const body = {
    statusCode: 401,
    error: "Unauthorized",
    message: `Invalid API key ${TEST_KEY} (${encodeURIComponent(TEST_KEY)}) in "Bearer ${TEST_KEY}" \u202Eevil\u0007${"x".repeat(900)}${TEST_KEY}`,
  };
  const { origin } = await serve((response) => json(response, 401, body));
  const { transport, log } = transportTo(origin);

  const error = await errorOf(transport.call("get", account, anything));

  const seen = inspect([error, error.failure, log], { depth: Infinity, maxStringLength: null });
  expect(seen).not.toContain(TEST_KEY.replace(/=+$/, ""));
  expect(error.message).toBe("GET /accounts/{email}: the key was refused");
  expect(JSON.stringify(log)).not.toContain("jo");
  expect(log).toEqual([
    { method: "GET", template: "/accounts/{email}", status: 401, ms: 0, failure: "unauthorized" },
  ]);
  const { failure } = error;
  if (failure.kind !== "unauthorized") throw new Error(failure.kind);
  expect(failure.detail.length).toBe(300);
  expect(failure.detail).toMatch(/^Invalid API key …=* \(…\S*\) in "Bearer … evil xxx/);
});

test("finds a quoted key that was percent-encoded or lost its padding", async () => {
  const key = "c2VjcmV0+/c2VjcmV0Pz8/==";
  const message = `No key c2VjcmV0+/c2VjcmV0Pz8/ (key=${encodeURIComponent(key)})`;
  const { origin } = await serve((response) => json(response, 400, { message }));
  const { transport } = transportTo(origin, { apiKey: () => Promise.resolve(` ${key}\n`) });

  expect(inspect(await errorOf(transport.call("get", account, anything)))).not.toContain("c2VjcmV0");
});
