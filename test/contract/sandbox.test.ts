import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/startSandbox.ts";
import { table } from "../../src/sandbox/table.ts";
import { OpenApiSchemas } from "./openApiSchemas.ts";
import { NO_ID, sandboxCalls, type SandboxIds } from "./sandboxCalls.ts";

/** Rows that break the documents on purpose, by id: real answers do so too, and clients must bear it. */
const DELIBERATELY_ODD = new Map([
  ["unknown-provider@oddities.test", "provider code 77"],
  ["unknown-status@oddities.test", "status 42"],
  ["0198c0de-00dd-7000-8000-000000000004", "message type 7"],
  ["0198c0de-00dd-7000-8000-000000000006", "no subject"],
]);

const folder = process.env["INSTANTLY_OPENAPI"];

describe.skipIf(folder === undefined)(
  "the sandbox against the OpenAPI documents in INSTANTLY_OPENAPI",
  () => {
    const documents: OpenApiSchemas[] = [];
    let contract: OpenApiSchemas;
    let sandbox: Sandbox;
    let ids: SandboxIds;
    let minutes = 0;

    beforeAll(async () => {
      contract = new OpenApiSchemas(folder ?? "", "contract.openapi.json");
      documents.push(contract, new OpenApiSchemas(folder ?? "", "openapi.official.2026-08-21.json"));
      // Each call comes a minute after the one before, so that none meets a rate limit.
      const now = (): Date => new Date(Date.UTC(2026, 4, 4, 9) + minutes * 60_000);
      sandbox = await startSandbox({ verifyDelayMs: 0, strictAgent: true, now });
      ids = await findIds();
    });
    afterAll(() => sandbox.close());

    async function ask(
      request: string,
      body?: unknown,
      key = sandbox.keys.full,
    ): Promise<{ status: number; json: unknown }> {
      minutes += 1;
      const [method = "", path = ""] = request.split(" ");
      const response = await fetch(`${sandbox.origin}/api/v2${path}`, {
        method,
        headers: {
          "user-agent": "contract-test/1",
          ...(key !== "" && { authorization: `Bearer ${key}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: await response.json() };
    }

    async function findIds(): Promise<SandboxIds> {
      const first = async (request: string, body?: unknown): Promise<Record<string, unknown>> =>
        ((await ask(request, body)).json as { items: [Record<string, unknown>] }).items[0];
      const email = await first("GET /emails?limit=1&email_type=received&mode=emode_focused");
      return {
        account: String((await first("GET /accounts?limit=1"))["email"]),
        list: String((await first("GET /lead-lists?limit=1"))["id"]),
        lead: String((await first("POST /leads/list", { limit: 1 }))["id"]),
        leadEmail: String(email["lead"]),
        campaign: String((await first("GET /campaigns?limit=1"))["id"]),
        email: String(email["id"]),
        thread: String(email["thread_id"]),
        label: String((await first("GET /lead-labels?limit=1"))["id"]),
        job: String((await first("GET /background-jobs?limit=1"))["id"]),
      };
    }

    /** The answer held against every document that knows this operation and status. */
    function expectValid(
      method: string,
      path: string,
      status: number,
      json: unknown,
      judges = documents,
    ): void {
      for (const document of judges) {
        expect(
          document.problems(method, `/api/v2${path}`, status, json) ?? [],
          `${method} ${path} ${status}`,
        ).toEqual([]);
      }
    }

    test("serves only operations that the contract has, with its scopes and its parameters", () => {
      for (const { method, path, scope, query } of table) {
        const operation = contract.operation(method, `/api/v2${path}`);
        expect(operation, `${method} ${path}`).toBeDefined();
        expect(operation?.["x-scopes"] ?? operation?.["x-scopes-inferred"], `${method} ${path}`).toContain(
          scope,
        );
        const wanted = operation?.parameters?.filter((parameter) => parameter.in === "query") ?? [];
        expect(Object.keys(query?.shape ?? {}).sort(), `${method} ${path}`).toEqual(
          wanted.map(({ name }) => name).sort(),
        );
      }
    });

    test("answers each operation as the documents say, in success and failure", async () => {
      const called = new Set<string>();
      for (const call of sandboxCalls(ids)) {
        const [method = ""] = call.request.toLowerCase().split(" ");
        const { status, json } = await ask(call.request, call.body);
        expect(status, `${call.request} ${JSON.stringify(json).slice(0, 300)}`).toBe(call.status ?? 200);
        expectValid(method, call.path, status, json, call.notOfficial === undefined ? documents : [contract]);
        if (status < 300) called.add(`${method} ${call.path}`);
      }
      expect(
        table.map(({ method, path }) => `${method} ${path}`).filter((name) => !called.has(name)),
      ).toEqual([]);
    });

    test("refuses every operation in the documented form without a key, without a scope, without a plan", async () => {
      for (const { method, path } of table) {
        const request = `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, NO_ID)}`;
        const none = await keyWithout(method);
        for (const [key, status] of [
          ["", 401],
          [none, 401],
          [sandbox.keys.unpaid, 402],
        ] as const) {
          const answer = await ask(request, undefined, key);
          expect(answer.status, request).toBe(status);
          expectValid(method, path, status, answer.json);
        }
      }
    });

    /** A key that lacks the scope of every operation with this method that the sandbox serves. */
    async function keyWithout(method: string): Promise<string> {
      const scopes = [method === "get" ? "webhooks:create" : "webhooks:read"];
      const response = await fetch(`${sandbox.origin}/__sandbox/keys`, {
        method: "POST",
        body: JSON.stringify({ scopes }),
      });
      return ((await response.json()) as { key: string }).key;
    }

    test.each([
      ["/accounts", 240, (next: string) => ask(`GET /accounts?limit=100${next}`)],
      ["/emails", 1500, (next: string) => ask(`GET /emails?limit=100${next}`)],
      ["/lead-lists", 12, (next: string) => ask(`GET /lead-lists?limit=100${next}`)],
      [
        "/campaigns",
        12,
        (next: string) => ask(`GET /campaigns?limit=100&include_ai_sales_agent_campaigns=true${next}`),
      ],
    ])(
      "holds only rows that the documents allow, the listed oddities aside: %s",
      async (path, count, page) => {
        await fetch(`${sandbox.origin}/__sandbox/reset`, { method: "POST" });
        let next = "";
        let rows = 0;
        for (;;) {
          const { json } = await page(next);
          const { items, next_starting_after: cursor } = json as {
            items: Record<string, unknown>[];
            next_starting_after?: string;
          };
          rows += items.length;
          const isOdd = (row: Record<string, unknown>): boolean =>
            DELIBERATELY_ODD.has(String(row["id"] ?? row["email"]));
          expectValid("get", path, 200, { items: items.filter((row) => !isOdd(row)) });
          for (const row of items.filter(isOdd)) {
            expect(
              contract.problems("get", `/api/v2${path}`, 200, { items: [row] }),
              String(row["id"]),
            ).not.toEqual([]);
          }
          if (cursor === undefined || items.length === 0) break;
          next = `&starting_after=${encodeURIComponent(cursor)}`;
        }
        expect(rows).toBe(count);
      },
    );

    test("holds only leads that the documents allow", async () => {
      let starting_after: string | undefined;
      let rows = 0;
      do {
        const { json } = await ask("POST /leads/list", {
          limit: 100,
          ...(starting_after && { starting_after }),
        });
        expectValid("post", "/leads/list", 200, json);
        const page = json as { items: unknown[]; next_starting_after?: string };
        rows += page.items.length;
        starting_after = page.items.length === 0 ? undefined : page.next_starting_after;
      } while (starting_after !== undefined);
      expect(rows).toBe(4000);
    });
  },
);
