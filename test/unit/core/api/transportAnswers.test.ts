import { expect, test } from "vitest";
import * as z from "zod";
import { serve } from "../httpServer.ts";
import { account, failureOf, transportTo } from "../testTransport.ts";

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
