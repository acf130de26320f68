import { type AddressInfo, createServer, type Socket } from "node:net";
import { inspect } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { pageOf } from "../../../../src/core/api/page.ts";
import { path } from "../../../../src/core/api/path.ts";
import { email } from "../../../../src/core/api/resources/emails.ts";
import { json, refusingOrigin, serve } from "../httpServer.ts";
import { account, anything, errorOf, failureOf, TEST_KEY, transportTo } from "../testTransport.ts";

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
    isTooLarge: true,
  });
});

test("refuses a page of more rows than anybody asks for, without looking at one", async () => {
  let looked = 0;
  const row = z.unknown().transform(() => looked++);
  const rows = (count: number): object => ({ items: Array.from({ length: count }, (_, id) => ({ id })) });
  const { origin } = await serve((response, _request, count) =>
    json(response, 200, rows(count === 1 ? 1_000 : 1_001)),
  );
  const { transport } = transportTo(origin);
  const read = (): Promise<unknown> => transport.call("get", path`emails`, pageOf(row));

  await read();
  expect(looked).toBe(1_000);
  expect(await failureOf(read())).toEqual({
    kind: "unexpectedShape",
    issues: ["items: expected at most 1000 rows"],
    isTooLarge: true,
  });
  expect(looked).toBe(1_000);
});

test.each([0, 2])(
  "stops reading a body of more objects than any answer has, indented by %i",
  async (indent) => {
    const rows = (count: number): string =>
      JSON.stringify(
        Array.from({ length: count }, () => ({ id: 1 })),
        null,
        indent,
      );
    const { origin } = await serve((response, request) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(rows(request.url.endsWith("many") ? 210_000 : 190_000));
    });
    const { transport } = transportTo(origin);

    await expect(transport.call("get", path`few`, z.array(z.unknown()))).resolves.toHaveLength(190_000);
    expect(await failureOf(transport.call("get", path`many`, anything))).toEqual({
      kind: "unexpectedShape",
      issues: ["body: expected at most 200000 objects"],
      isTooLarge: true,
    });
  },
);

test("takes the braces of a mail's styles for no objects", async () => {
  const html = `<style>${'a{content:"{"} '.repeat(250_000)}</style>`;
  const { origin } = await serve((response) => json(response, 200, { id: "1", body: { html } }));

  const read = await transportTo(origin).transport.call("get", path`emails/${{ id: "1" }}`, email);

  expect(read.bodyHtml === html).toBe(true);
});

test("reads a 10 MB email whole, characters that fall between chunks included", async () => {
  const html = "é€😀".repeat(1_200_000);
  const { origin } = await serve((response) => json(response, 200, { id: "1", body: { html } }));

  const read = await transportTo(origin).transport.call("get", path`emails/${{ id: "1" }}`, email);

  expect(read.bodyHtml?.length).toBe(html.length);
  expect(read.bodyHtml === html).toBe(true);
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
