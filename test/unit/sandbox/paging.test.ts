import { describe, expect, test } from "vitest";
import { type Answer, openSandbox, pageOf, walk } from "./openSandbox.ts";

const after = (cursor: string | undefined): string =>
  cursor === undefined ? "" : `&starting_after=${encodeURIComponent(cursor)}`;

describe("pages of the sandbox", () => {
  test.each([
    ["accounts", 240, "email", (c?: string) => `GET /accounts?limit=50${after(c)}`],
    ["emails", 1500, "id", (c?: string) => `GET /emails?limit=100${after(c)}`],
    ["emails, oldest first", 1500, "id", (c?: string) => `GET /emails?limit=100&sort_order=asc${after(c)}`],
    ["lead lists", 12, "id", (c?: string) => `GET /lead-lists?limit=5${after(c)}`],
    ["campaigns", 11, "id", (c?: string) => `GET /campaigns?limit=4${after(c)}`],
    [
      "campaigns with the agents'",
      12,
      "id",
      (c?: string) => `GET /campaigns?limit=4&include_ai_sales_agent_campaigns=true${after(c)}`,
    ],
    ["background jobs", 3, "id", (c?: string) => `GET /background-jobs?limit=2${after(c)}`],
  ])("give every row exactly once: %s", async (_, count, key, request) => {
    const sandbox = await openSandbox();
    const pages = await walk((cursor) => sandbox.ask(request(cursor)));
    const rows = pages.flatMap(({ items }) => items.map((row) => row[key]));
    expect(rows).toHaveLength(count);
    expect(new Set(rows).size).toBe(count);
  });

  test("give every lead exactly once, the list being read by POST", async () => {
    const sandbox = await openSandbox();
    const pages = await walk((starting_after) =>
      sandbox.ask("POST /leads/list", { body: { limit: 100, ...(starting_after && { starting_after }) } }),
    );
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(4000);
    expect(ids).toHaveLength(4000);
  });

  test("come short in the middle and carry a cursor at the end", async () => {
    const sandbox = await openSandbox();
    const pages = await walk((cursor) => sandbox.ask(`GET /emails?limit=100${after(cursor)}`));
    expect(pages.map(({ items }) => items.length).slice(0, 3)).toEqual([100, 97, 100]);
    expect(pages.at(-1)?.items).toEqual([]);
    expect(pages.at(-2)?.next_starting_after).toBeDefined();
  });

  test("go on where they were after a row has been deleted", async () => {
    const sandbox = await openSandbox();
    const first = pageOf(await sandbox.ask("GET /emails?limit=3"));
    const expected = pageOf(await sandbox.ask(`GET /emails?limit=3${after(first.next_starting_after)}`));
    await sandbox.ask(`DELETE /emails/${String(first.items[2]?.["id"])}`);
    const second = pageOf(await sandbox.ask(`GET /emails?limit=3${after(first.next_starting_after)}`));
    expect(second.items).toEqual(expected.items);
  });

  test("have cursors in the forms of the API", async () => {
    const sandbox = await openSandbox();
    const cursor = (answer: Answer): string | undefined => pageOf(answer).next_starting_after;
    expect(cursor(await sandbox.ask("GET /accounts?limit=1"))).toMatch(/^\d{4}-.*Z&.+@.+$/);
    expect(cursor(await sandbox.ask("GET /emails?limit=1"))).toMatch(/^[0-9a-f-]{36}$/);
    expect(cursor(await sandbox.ask("GET /lead-lists?limit=1"))).toMatch(/^\d{4}-.*Z$/);
  });

  test("hold ten rows when no limit is asked for", async () => {
    const sandbox = await openSandbox();
    expect(pageOf(await sandbox.ask("GET /accounts")).items).toHaveLength(10);
  });

  test("of sorted accounts go by skip and have no cursor", async () => {
    const sandbox = await openSandbox();
    const page = async (skip: number): Promise<readonly unknown[]> => {
      const { items, next_starting_after: next } = pageOf(
        await sandbox.ask(`GET /accounts?limit=100&sort_by=stat_warmup_score&skip=${skip}`),
      );
      expect(next).toBeUndefined();
      return items.map(({ email }) => email);
    };
    const emails = [...(await page(0)), ...(await page(100)), ...(await page(200))];
    expect(new Set(emails).size).toBe(240);
  });
});
