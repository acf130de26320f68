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
