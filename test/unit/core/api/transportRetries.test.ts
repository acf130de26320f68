import { expect, test } from "vitest";
import { path } from "../../../../src/core/api/path.ts";
import { FakeClock } from "../fakeClock.ts";
import { json, serve } from "../httpServer.ts";
import { account, anything, failureOf, transportTo } from "../testTransport.ts";

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
  const { origin } = await serve((response) => {
    response.sendDate = false;
    json(response, 429, {}, { "retry-after": date });
  });

  const failure = await failureOf(transportTo(origin).transport.call("get", account, anything));

  expect(failure).toEqual({ kind: "rateLimited", retryAfterMs: 90_000 });
});

test.each([
  ["a 503", 503, "application/json"],
  ["a gateway's page", 502, "text/html"],
])("waits out the short Retry-After of %s", async (_name, status, type) => {
  const { origin, requests } = await serve((response, _request, count) => {
    if (count > 1) json(response, 200, { ok: true });
    else response.writeHead(status, { "content-type": type, "retry-after": "7" }).end("{}");
  });
  const { transport, clock } = transportTo(origin);
  const before = clock.now();

  await expect(transport.call("get", account, anything)).resolves.toEqual({ ok: true });

  expect(requests).toHaveLength(2);
  expect(clock.now() - before).toBeGreaterThanOrEqual(7_000);
});

test("hands the long Retry-After of a 503 to the caller, and holds the next call back for it", async () => {
  const { origin, requests } = await serve((response, _request, count) => {
    if (count === 1) json(response, 503, {}, { "retry-after": "30" });
    else json(response, 200, { ok: true });
  });
  const { transport, clock } = transportTo(origin);

  expect(await failureOf(transport.call("get", account, anything))).toMatchObject({
    kind: "serverFault",
    retryAfterMs: 30_000,
  });
  const next = transport.call("post", account, anything);
  await clock.advance(29_999);
  expect(requests).toHaveLength(1);
  await clock.advance(1);
  await expect(next).resolves.toEqual({ ok: true });
});

test("takes the Retry-After of another fault for that of one call", async () => {
  const { origin } = await serve((response, _request, count) => {
    if (count === 1) json(response, 500, {}, { "retry-after": "30" });
    else json(response, 200, { ok: true });
  });
  const { transport, clock } = transportTo(origin);

  expect(await failureOf(transport.call("get", account, anything))).toMatchObject({ retryAfterMs: 30_000 });
  const before = clock.now();
  await transport.call("get", account, anything);
  expect(clock.now()).toBe(before);
});

test("leaves trying again to a caller that wants to", async () => {
  const { origin, requests } = await serve((response) => json(response, 503, {}));

  const call = transportTo(origin).transport.call("get", account, anything, { retries: "never" });

  expect(await failureOf(call)).toMatchObject({ kind: "serverFault" });
  expect(requests).toHaveLength(1);
});
