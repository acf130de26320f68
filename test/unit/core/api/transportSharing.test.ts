import { expect, test } from "vitest";
import * as z from "zod";
import { RequestBudget } from "../../../../src/core/api/budget.ts";
import { isAbort } from "../../../../src/core/api/errors.ts";
import { path } from "../../../../src/core/api/path.ts";
import { FakeClock } from "../fakeClock.ts";
import { json, serve } from "../httpServer.ts";
import { account, anything, failureOf, transportTo } from "../testTransport.ts";

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
