import { describe, expect, test } from "vitest";
import { type OpenSandbox, openSandbox, pageOf, type TestPage, walk } from "./openSandbox.ts";

type Row = TestPage["items"][number];

const rowsOf = async (sandbox: OpenSandbox, request: string): Promise<readonly Row[]> =>
  pageOf(await sandbox.ask(request)).items;
const allOf = async (sandbox: OpenSandbox, request: string): Promise<readonly Row[]> => {
  const pages = await walk((cursor) =>
    sandbox.ask(request + (cursor === undefined ? "" : `&starting_after=${encodeURIComponent(cursor)}`)),
  );
  return pages.flatMap(({ items }) => items);
};
const countOf = (rows: readonly Row[], field: string): Set<unknown> => new Set(rows.map((row) => row[field]));

describe("accounts", () => {
  test("show every status, provider and warm-up state, and two values that nobody knows", async () => {
    const rows = await allOf(await openSandbox(), "GET /accounts?limit=100");
    expect([...countOf(rows, "status")].sort()).toEqual([-1, -2, -3, 1, 2, 3, 42, undefined]);
    expect([...countOf(rows, "provider_code")].sort()).toEqual([1, 11, 2, 3, 4, 77, 8]);
    expect([...countOf(rows, "warmup_status")].sort()).toEqual([-1, -2, -3, 0, 1]);
    const broken = rows.filter(({ status }) => Number(status) < 0);
    expect(broken.every((row) => row["status_message"] !== undefined)).toBe(true);
  });

  test("carry tags only when asked for, and the whole warm-up only one by one", async () => {
    const sandbox = await openSandbox();
    const [plain] = await rowsOf(sandbox, "GET /accounts?limit=1");
    const [tagged] = await rowsOf(sandbox, "GET /accounts?limit=1&include_tags=true");
    expect(plain).not.toHaveProperty("tags");
    expect(tagged?.["tags"]).toMatchObject([{ label: "Nordics" }]);
    expect(Object.keys(plain?.["warmup"] as object)).toEqual(["limit"]);
    const one = await sandbox.ask(`GET /accounts/${encodeURIComponent(String(plain?.["email"]))}`);
    expect(one.json).toMatchObject({ warmup: { advanced: {}, increment: expect.any(String) as string } });
  });

  test("are filtered by what is asked", async () => {
    const sandbox = await openSandbox();
    const failing = await allOf(sandbox, "GET /accounts?limit=100&filter=ACC_FILTER_ERROR");
    expect(failing.length).toBeGreaterThan(5);
    expect(failing.every(({ status }) => Number(status) < 0)).toBe(true);
    const found = await allOf(sandbox, "GET /accounts?limit=100&search=MAYA@");
    expect(found.map(({ email }) => String(email)).every((email) => email.startsWith("maya@"))).toBe(true);
    const paused = await sandbox.ask("POST /accounts/pause", { body: { emails: ["maya@lumenoak.example"] } });
    const again = await sandbox.ask("POST /accounts/pause", { body: { emails: ["maya@lumenoak.example"] } });
    expect([paused.json, again.json]).toEqual([
      { paused_emails: ["maya@lumenoak.example"], failed_emails: [] },
      { paused_emails: [], failed_emails: ["maya@lumenoak.example"] },
    ]);
  });

  test("change warm-up through a job that takes its time", async () => {
    let time = Date.UTC(2026, 4, 4, 9);
    const sandbox = await openSandbox({ now: () => new Date(time) });
    const started = await sandbox.ask("POST /accounts/warmup/disable", {
      body: { emails: ["maya@lumenoak.example"] },
    });
    const { id } = started.json as { id: string };
    expect(started.json).toMatchObject({ type: "update-warmup-accounts", status: "pending", progress: 0 });
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    time += 1_500;
    expect((await sandbox.ask(`GET /background-jobs/${id}`)).json).toMatchObject({ status: "in-progress" });
    time += 2_000;
    expect((await sandbox.ask(`GET /background-jobs/${id}`)).json).toMatchObject({
      status: "success",
      progress: 100,
    });
    const account = await sandbox.ask("GET /accounts/maya%40lumenoak.example");
    expect(account.json).toMatchObject({ warmup_status: 0, stat_warmup_score: 0 });
  });
});

describe("emails", () => {
  test("are recent, of every type, in threads, and name campaigns that exist", async () => {
    const sandbox = await openSandbox({ now: () => new Date("2026-05-04T09:00:00Z") });
    const rows = await allOf(sandbox, "GET /emails?limit=100");
    const newest = Date.parse(String(rows[0]?.["timestamp_created"]));
    expect(Date.parse("2026-05-04T09:00:00Z") - newest).toBeLessThan(10 * 60_000);
    expect([...countOf(rows, "ue_type")].sort()).toEqual([1, 2, 3, 4, 7]);
    expect(countOf(rows, "thread_id").size).toBeLessThan(rows.length * 0.7);
    const campaigns = await allOf(sandbox, "GET /campaigns?limit=100&include_ai_sales_agent_campaigns=true");
    const known = countOf(campaigns, "id");
    expect(rows.every(({ campaign_id: id }) => id === null || id === undefined || known.has(id))).toBe(true);
  });

  test("lack is_auto_reply in lists and a body in previews, both there one by one", async () => {
    const sandbox = await openSandbox();
    const [preview] = await rowsOf(sandbox, "GET /emails?limit=1&preview_only=true");
    const [full] = await rowsOf(sandbox, "GET /emails?limit=1");
    expect(preview).not.toHaveProperty("body");
    expect(full).toHaveProperty("body");
    expect(full).not.toHaveProperty("is_auto_reply");
    expect((await sandbox.ask(`GET /emails/${String(full?.["id"])}`)).json).toHaveProperty("is_auto_reply");
  });

  test("are found by thread, kind and state, and read state counts", async () => {
    const sandbox = await openSandbox();
    const [reply] = await rowsOf(
      sandbox,
      "GET /emails?limit=1&email_type=received&mode=emode_focused&is_unread=true",
    );
    const thread = String(reply?.["thread_id"]);
    const conversation = await rowsOf(sandbox, `GET /emails?limit=100&search=thread:${thread}`);
    expect(countOf(conversation, "thread_id")).toEqual(new Set([thread]));
    expect(conversation.length).toBeGreaterThan(1);
    const unread = async (): Promise<number> =>
      ((await sandbox.ask("GET /emails/unread/count")).json as { count: number }).count;
    const before = await unread();
    const inThread = conversation.filter((row) => row["is_unread"] === 1).length;
    await sandbox.ask(`POST /emails/threads/${thread}/mark-as-read`);
    expect(await unread()).toBe(before - inThread);
    await sandbox.ask(`PATCH /emails/${String(reply?.["id"])}`, { body: { is_unread: 1 } });
    expect(await unread()).toBe(before - inThread + 1);
  });

  test("sent as a reply join the thread and go to whoever wrote", async () => {
    const sandbox = await openSandbox();
    const [reply] = await rowsOf(sandbox, "GET /emails?limit=1&email_type=received&mode=emode_focused");
    const sent = await sandbox.ask("POST /emails/reply", {
      body: {
        eaccount: reply?.["eaccount"],
        reply_to_uuid: reply?.["id"],
        subject: "Re: hello",
        body: { html: "<p>Thanks</p>" },
      },
    });
    expect(sent.json).toMatchObject({
      ue_type: 3,
      thread_id: reply?.["thread_id"],
      to_address_email_list: reply?.["from_address_email"],
    });
    const [newest] = await rowsOf(sandbox, "GET /emails?limit=1");
    expect(newest?.["id"]).toBe((sent.json as Row)["id"]);
  });

  test("try to harm their reader in known ways, and all that they load would be logged here", async () => {
    const sandbox = await openSandbox();
    const hostile = await rowsOf(sandbox, "GET /emails?limit=100&search=attacker@hostile.test");
    expect(hostile.length).toBeGreaterThanOrEqual(10);
    const bodies = JSON.stringify(hostile);
    for (const danger of [
      "<script",
      "<form",
      "<iframe",
      "onerror=",
      "http-equiv",
      "@import",
      "javascript:",
    ]) {
      expect(bodies).toContain(danger);
    }
    await (await fetch(`${sandbox.origin}/__sandbox/pixel/hostile/pixel.gif`)).arrayBuffer();
    expect((await sandbox.steer("GET /requests")).text).toContain("/__sandbox/pixel/hostile/pixel.gif");
  });
});

describe("lead lists and leads", () => {
  test("count the leads of a list by verification status", async () => {
    const sandbox = await openSandbox();
    let total = 0;
    for (const { id } of await rowsOf(sandbox, "GET /lead-lists?limit=100")) {
      const { json } = await sandbox.ask(`GET /lead-lists/${String(id)}/verification-stats`);
      const { stats, total_leads: leads } = json as { stats: Record<string, number>; total_leads: number };
      expect(Object.values(stats).reduce((sum, count) => sum + count, 0)).toBe(leads);
      total += leads;
    }
    expect(total).toBeGreaterThan(2_000);
  });

  test("take new leads once, and say what became of each", async () => {
    const sandbox = await openSandbox();
    const made = await sandbox.ask("POST /lead-lists", { body: { name: "New" } });
    const { id: list_id } = made.json as { id: string };
    const leads = [{ email: "a@new.example" }, { email: "A@new.example" }, { email: "no address" }];
    const added = await sandbox.ask("POST /leads/add", {
      body: { list_id, leads, verify_leads_on_import: true },
    });
    expect(added.json).toMatchObject({
      leads_uploaded: 1,
      duplicate_email_count: 1,
      invalid_email_count: 1,
      created_leads: [{ index: 0, email: "a@new.example" }],
    });
    const again = await sandbox.ask("POST /leads/add", { body: { list_id, leads } });
    expect(again.json).toMatchObject({ leads_uploaded: 0, duplicated_leads: 1, remaining_in_plan: null });
    const elsewhere = await sandbox.ask("POST /lead-lists", { body: { name: "Another" } });
    const other = { list_id: (elsewhere.json as { id: string }).id, leads };
    const skipped = await sandbox.ask("POST /leads/add", { body: { ...other, skip_if_in_list: true } });
    expect(skipped.json).toMatchObject({ leads_uploaded: 0, skipped_count: 1 });
    const taken = await sandbox.ask("POST /leads/add", { body: other });
    expect(taken.json).toMatchObject({ leads_uploaded: 1 });
  });

  test("are gone from a list once deleted from it", async () => {
    const sandbox = await openSandbox();
    const made = await sandbox.ask("POST /lead-lists", { body: { name: "New" } });
    const { id: list_id } = made.json as { id: string };
    await sandbox.ask("POST /leads/add", {
      body: { list_id, leads: [{ email: "a@new.example" }, { email: "b@new.example" }] },
    });

    expect((await sandbox.ask("DELETE /leads", { body: { list_id, limit: 1 } })).json).toEqual({ count: 1 });
    expect((await sandbox.ask("DELETE /leads", { body: {} })).status).toBe(400);
    expect((await sandbox.ask("DELETE /leads", { body: { list_id } })).json).toEqual({ count: 1 });
    expect(pageOf(await sandbox.ask("POST /leads/list", { body: { list_id } })).items).toEqual([]);
  });
});

test("The document describes exactly what is served", async () => {
  const sandbox = await openSandbox();
  const document = (await (await fetch(`${sandbox.origin}/openapi/api_v2.json`)).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { parameters: { name: string }[]; operationId: string }>>;
  };
  expect(document.openapi).toBe("3.1.0");
  expect(document.paths["/api/v2/accounts/{email}"]).toHaveProperty("patch");
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  expect(document.paths["/api/v2/emails"]?.["get"]?.parameters.map(({ name }) => name)).toContain(
    "latest_of_thread",
  );
});
