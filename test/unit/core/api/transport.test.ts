import { type AddressInfo, createServer, type Socket } from "node:net";
import { inspect } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { RequestBudget } from "../../../../src/core/api/budget.ts";
import { isAbort } from "../../../../src/core/api/errors.ts";
import { path } from "../../../../src/core/api/path.ts";
import { email } from "../../../../src/core/api/resources/emails.ts";
import { FakeClock } from "../fakeClock.ts";
import { json, refusingOrigin, serve } from "../httpServer.ts";
import { errorOf, failureOf, TEST_KEY, transportTo } from "../testTransport.ts";

const anything = z.unknown();
const account = path`accounts/${{ email: "jo@example.com" }}`;

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

test("keeps the key out of errors of the network", async () => {
  const { transport, log } = transportTo(await refusingOrigin());

  const error = await errorOf(transport.call("get", account, anything));

  expect(error.failure).toMatchObject({ kind: "unreachable" });
  expect(inspect([error, log], { depth: Infinity })).not.toContain(TEST_KEY);
});

test("never follows a redirect, so the key stays at its origin", async () => {
  const elsewhere = await serve((response) => json(response, 200, {}));
  const { origin } = await serve((response) => {
    response.writeHead(302, { location: `${elsewhere.origin}/stolen` });
    response.end();
  });

  expect(await failureOf(transportTo(origin).transport.call("get", account, anything))).toMatchObject({
    kind: "blockedAtEdge",
  });
  expect(elsewhere.requests).toHaveLength(0);
});

test("names the platform's code when nobody listens, after two retries of a read", async () => {
  const { transport, log } = transportTo(await refusingOrigin());

  const failure = await failureOf(transport.call("get", account, anything));

  expect(failure).toEqual({ kind: "unreachable", code: "ECONNREFUSED" });
  expect(log.map((line) => line.failure)).toEqual(["unreachable", "unreachable", "unreachable"]);
});

test("tries a read again after a 500 and a reset, with growing jittered back-off", async () => {
  const { origin } = await serve((response, _request, count) => {
    if (count === 1) json(response, 500, { message: "oops" });
    else if (count === 2) response.destroy();
    else json(response, 200, { ok: true });
  });
  const { transport, clock } = transportTo(origin);

  await expect(transport.call("get", account, anything)).resolves.toEqual({ ok: true });

  const [first = 0, second = 0] = clock.slept.filter((ms) => ms < 10_000);
  expect(first).toBeGreaterThanOrEqual(300);
  expect(first).toBeLessThan(600);
  expect(second).toBeGreaterThanOrEqual(600);
  expect(second).toBeLessThan(1_200);
});

test.each(["post", "patch", "put", "delete"] as const)("never sends a %s twice", async (method) => {
  const { origin, requests } = await serve((response, request) => {
    if (request.url.endsWith("500")) json(response, 500, {});
    else if (request.url.endsWith("429")) json(response, 429, {}, { "retry-after": "1" });
    else response.destroy();
  });
  const { transport } = transportTo(origin);

  for (const id of ["500", "429", "reset"]) {
    await failureOf(transport.call(method, path`emails/${{ id }}`, anything, { body: {} }));
  }

  expect(requests).toHaveLength(3);
});

test("waits out a short Retry-After once", async () => {
  const { origin, requests } = await serve((response, _request, count) => {
    if (count === 1) json(response, 429, {}, { "retry-after": "7" });
    else json(response, 200, { ok: true });
  });
  const { transport, clock } = transportTo(origin);
  const before = clock.now();

  await expect(transport.call("get", account, anything)).resolves.toEqual({ ok: true });

  expect(requests).toHaveLength(2);
  expect(clock.now() - before).toBeGreaterThanOrEqual(7_000);
});

test("gives up on the second 429, without a Retry-After too", async () => {
  const { origin, requests } = await serve((response) =>
    json(response, 429, { message: "Rate limit exceeded" }),
  );

  const failure = await failureOf(transportTo(origin).transport.call("get", account, anything));

  expect(failure).toEqual({ kind: "rateLimited", retryAfterMs: undefined });
  expect(requests).toHaveLength(2);
});

test("hands a long Retry-After to the caller, and holds the next call back for it", async () => {
  const { origin, requests } = await serve((response, _request, count) => {
    if (count === 1) json(response, 429, {}, { "retry-after": "30" });
    else json(response, 200, { ok: true });
  });
  const { transport, clock } = transportTo(origin);

  expect(await failureOf(transport.call("get", account, anything))).toEqual({
    kind: "rateLimited",
    retryAfterMs: 30_000,
  });
  const next = transport.call("get", account, anything);
  await clock.advance(29_999);
  expect(requests).toHaveLength(1);
  await clock.advance(1);
  await expect(next).resolves.toEqual({ ok: true });
});

test("reads a Retry-After that is a date", async () => {
  const date = new Date(new FakeClock().now() + 90_000).toUTCString();
  const { origin } = await serve((response) => json(response, 429, {}, { "retry-after": date }));

  const failure = await failureOf(transportTo(origin).transport.call("get", account, anything));

  expect(failure).toEqual({ kind: "rateLimited", retryAfterMs: 90_000 });
});

test("calls a connection reset in mid-body unreachable", async () => {
  const { origin, requests } = await serve((response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"items":[', () => response.destroy());
  });

  expect(await failureOf(transportTo(origin).transport.call("get", account, anything))).toMatchObject({
    kind: "unreachable",
  });
  expect(requests).toHaveLength(3);
});

test("times out on a body that never ends, counting from the start", async () => {
  const { origin } = await serve((response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"items":[');
    const drip = setInterval(() => response.write(" "), 5);
    response.on("close", () => clearInterval(drip));
  });
  const { transport, clock, log } = transportTo(origin);

  const failure = failureOf(transport.call("get", account, anything));
  await expect.poll(() => clock.slept).toContain(30_000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await clock.advance(30_000);

  expect(await failure).toEqual({ kind: "timedOut", afterMs: 30_000 });
  expect(log).toMatchObject([{ status: 200, failure: "timedOut", ms: 30_000 }]);
});

test("times out on 30 s of silence, without a retry", async () => {
  const { origin, requests } = await serve(() => undefined);
  const { transport, clock } = transportTo(origin);

  const failure = failureOf(transport.call("get", account, anything));
  await expect.poll(() => requests.length).toBe(1);
  await clock.advance(30_000);

  expect(await failure).toEqual({ kind: "timedOut", afterMs: 30_000 });
  expect(requests).toHaveLength(1);
});

test("takes the caller's own time limit", async () => {
  const { origin, requests } = await serve(() => undefined);
  const { transport, clock } = transportTo(origin);

  const failure = failureOf(transport.call("post", account, anything, { timeoutMs: 60_000 }));
  await expect.poll(() => requests.length).toBe(1);
  await clock.advance(60_000);

  expect(await failure).toEqual({ kind: "timedOut", afterMs: 60_000 });
});

test("stops reading a body larger than any answer of the API", async () => {
  const chunk = Buffer.alloc(1024 * 1024, 0x20);
  const { origin } = await serve((response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once("drain", pour);
    };
    pour();
  });

  expect(await failureOf(transportTo(origin).transport.call("get", account, anything))).toEqual({
    kind: "unexpectedShape",
    issues: ["body: expected at most 67108864 bytes"],
  });
});

test("reads a 10 MB email whole, characters that fall between chunks included", async () => {
  const html = "é€😀".repeat(1_200_000);
  const { origin } = await serve((response) => json(response, 200, { id: "1", body: { html } }));

  const read = await transportTo(origin).transport.call("get", path`emails/${{ id: "1" }}`, email);

  expect(read.bodyHtml?.length).toBe(html.length);
  expect(read.bodyHtml === html).toBe(true);
});

test("sends equal reads that overlap once, and answers every caller by its own schema", async () => {
  const { origin, requests } = await serve((response) => setTimeout(() => json(response, 200, { n: 1 }), 20));
  const { transport } = transportTo(origin);

  const [first, second, failed] = await Promise.all([
    transport.call("get", account, z.object({ n: z.number() })),
    transport.call(
      "get",
      account,
      z.object({ n: z.number() }).transform(({ n }) => n + 1),
    ),
    failureOf(transport.call("get", account, z.object({ n: z.string() }))),
  ]);

  expect(first).toEqual({ n: 1 });
  expect(second).toBe(2);
  expect(failed).toEqual({ kind: "unexpectedShape", issues: ["n: expected string, received number"] });
  expect(requests).toHaveLength(1);
});

test("keeps a shared read going for the callers that stay", async () => {
  const answers: (() => void)[] = [];
  const { origin } = await serve((response) => answers.push(() => json(response, 200, { ok: true })));
  const { transport } = transportTo(origin);
  const leaver = new AbortController();
  const left = transport.call("get", account, anything, { signal: leaver.signal });
  const stayed = transport.call("get", account, anything, { signal: new AbortController().signal });
  await expect.poll(() => answers.length).toBe(1);

  leaver.abort();
  await expect(left).rejects.toSatisfy(isAbort);
  answers[0]?.();

  await expect(stayed).resolves.toEqual({ ok: true });
  expect(answers).toHaveLength(1);
});

test("aborts a shared read when all its callers have gone, and logs no failure", async () => {
  let closed = 0;
  const { origin, requests } = await serve((response) => response.on("close", () => closed++));
  const { transport, log } = transportTo(origin);
  const controllers = [new AbortController(), new AbortController()];
  const calls = controllers.map(({ signal }) => transport.call("get", account, anything, { signal }));
  await expect.poll(() => requests.length).toBe(1);

  for (const controller of controllers) controller.abort();

  for (const call of calls) await expect(call).rejects.toSatisfy(isAbort);
  await expect.poll(() => closed).toBe(1);
  expect(log).toHaveLength(0);
});

test("does not join a read that left before a write", async () => {
  const held: (() => void)[] = [];
  const { origin, requests } = await serve((response, { method }) => {
    if (method === "GET") held.push(() => json(response, 200, {}));
    else json(response, 200, {});
  });
  const { transport } = transportTo(origin);

  const before = transport.call("get", account, anything);
  await expect.poll(() => held.length).toBe(1);
  await transport.call("patch", account, anything, { body: {} });
  const after = transport.call("get", account, anything);
  await expect.poll(() => held.length).toBe(2);
  for (const answer of held) answer();
  await Promise.all([before, after]);

  expect(requests.map(({ method }) => method)).toEqual(["GET", "PATCH", "GET"]);
});

test("throws the caller's own reason when cancelled, and sends nothing after", async () => {
  const { origin, requests } = await serve(() => undefined);
  const { transport } = transportTo(origin);
  const controller = new AbortController();
  const reason = new Error("closed the panel");
  const call = transport.call("post", account, anything, { signal: controller.signal });
  await expect.poll(() => requests.length).toBe(1);

  controller.abort(reason);

  await expect(call).rejects.toBe(reason);
  await expect(transport.call("get", account, anything, { signal: controller.signal })).rejects.toBe(reason);
  await expect(transport.call("post", account, anything, { signal: controller.signal })).rejects.toBe(reason);
  expect(requests).toHaveLength(1);
});

test("tells a raw socket that speaks no HTTP as unreachable", async () => {
  const server = createServer((socket: Socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  const failure = await failureOf(
    transportTo(`http://127.0.0.1:${port}`).transport.call("get", account, anything),
  );

  expect(failure.kind).toBe("unreachable");
});

test("gives up a call whose turn has not come, and follows one that has left to its answer", async () => {
  const { origin, requests } = await serve((response) => json(response, 200, { ok: true }));
  const clock = new FakeClock();
  const budget = new RequestBudget({ clock, limits: { workspace: [{ count: 1, windowMs: 60_000 }] } });
  const { transport } = transportTo(origin, { budget }, clock);
  const halt = new AbortController();
  const first = transport.call("post", path`leads`, anything, { turn: halt.signal });
  const second = transport.call("post", path`leads`, anything, { turn: halt.signal });
  const reason = new Error("halted");
  halt.abort(reason);

  await expect(second).rejects.toBe(reason);
  await expect(first).resolves.toEqual({ ok: true });
  await clock.advance(120_000);
  expect(requests).toHaveLength(1);
});

test("leaves trying again to a caller that wants to", async () => {
  const { origin, requests } = await serve((response) => json(response, 503, {}));

  const call = transportTo(origin).transport.call("get", account, anything, { retries: "never" });

  expect(await failureOf(call)).toMatchObject({ kind: "serverFault" });
  expect(requests).toHaveLength(1);
});
