import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { startSandbox } from "../../../src/sandbox/startSandbox.ts";
import { openSandbox } from "./openSandbox.ts";

describe("faults", () => {
  test("answer a status in place of the work, as often as asked, for what they match", async () => {
    const sandbox = await openSandbox();
    await sandbox.steer("POST /faults", [{ match: "GET /accounts*", status: 500, times: 2 }]);
    const statuses = async (): Promise<number[]> => [
      (await sandbox.ask("GET /accounts?limit=1")).status,
      (await sandbox.ask("GET /lead-lists?limit=1")).status,
    ];
    expect([await statuses(), await statuses(), await statuses()]).toEqual([
      [500, 200],
      [500, 200],
      [200, 200],
    ]);
  });

  test("serve any body and headers: a page of HTML, cut-off JSON, a wait", async () => {
    const sandbox = await openSandbox();
    await sandbox.steer("POST /faults", [
      { match: "GET /accounts", status: 502, body: "<html>Bad gateway</html>", times: 1 },
      {
        match: "GET /accounts",
        body: '{"items":[',
        headers: { "content-type": "application/json" },
        times: 1,
      },
      { match: "GET /accounts", status: 429, headers: { "retry-after": "7" }, times: 1 },
    ]);
    const html = await sandbox.ask("GET /accounts");
    expect([html.status, html.type, html.text]).toEqual([
      502,
      "text/html; charset=utf-8",
      "<html>Bad gateway</html>",
    ]);
    const cut = await sandbox.ask("GET /accounts");
    expect([cut.status, cut.type, cut.json]).toEqual([200, "application/json", undefined]);
    const headers = { "user-agent": "t/1", authorization: `Bearer ${sandbox.keys.full}` };
    const limited = await fetch(`${sandbox.origin}/api/v2/accounts`, { headers });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
  });

  test("break the connection before the answer, in mid-body, or leave it hanging", async () => {
    const sandbox = await openSandbox();
    await sandbox.steer("POST /faults", [
      { match: "GET /accounts", drop: true, times: 1 },
      { match: "GET /accounts", drop: "mid", times: 1 },
      { match: "GET /accounts", drop: "stall" },
    ]);
    const get = (): Promise<Response> => {
      const headers = { "user-agent": "t/1", authorization: `Bearer ${sandbox.keys.full}` };
      return fetch(`${sandbox.origin}/api/v2/accounts`, { headers });
    };
    await expect(get()).rejects.toThrow();
    const broken = await get();
    expect(broken.status).toBe(200);
    await expect(broken.text()).rejects.toThrow();
    const stalled = await get();
    expect(stalled.status).toBe(200);
    const reader = stalled.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
    const { json } = await sandbox.steer("GET /requests");
    expect((json as { status: unknown }[]).map(({ status }) => status)).toEqual(Array(3).fill("dropped"));
  });

  test("go away when told, and say what they do not understand", async () => {
    const sandbox = await openSandbox();
    await sandbox.steer("POST /faults", { match: "*", status: 503 });
    expect((await sandbox.ask("GET /accounts")).status).toBe(503);
    await sandbox.steer("DELETE /faults");
    expect((await sandbox.ask("GET /accounts")).status).toBe(200);
    expect((await sandbox.steer("POST /faults", [{ status: 500 }])).status).toBe(400);
  });
});

describe("the record of a sandbox", () => {
  test("shows each request without its key", async () => {
    const sandbox = await openSandbox();
    await sandbox.ask("GET /accounts?limit=2");
    await sandbox.ask("GET /nope");
    const { json, text } = await sandbox.steer("GET /requests");
    expect(json).toMatchObject([
      { method: "GET", path: "/api/v2/accounts", query: "limit=2", status: 200 },
      { method: "GET", path: "/api/v2/nope", query: "", status: 404 },
    ]);
    expect(text).not.toContain(sandbox.keys.full);
  });

  test("and all its changes are gone after a reset", async () => {
    const now = (): Date => new Date("2026-05-04T09:00:00Z");
    const sandbox = await openSandbox({ now });
    const before = (await sandbox.ask("GET /accounts?limit=100")).text;
    await sandbox.ask("DELETE /accounts/maya%40lumenoak.example");
    await sandbox.ask("POST /email-verification", { body: { email: "verified@a.example" } });
    await sandbox.steer("POST /faults", { match: "*", status: 503 });
    await sandbox.steer("POST /reset");
    expect((await sandbox.steer("GET /requests")).json).toEqual([]);
    expect((await sandbox.steer("GET /ledger")).json).toEqual([]);
    expect((await sandbox.ask("GET /accounts?limit=100")).text).toBe(before);
  });
});

test("says that its port is taken", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  await expect(startSandbox({ port })).rejects.toThrow(`Port ${port} is already in use`);
  other.close();
});
