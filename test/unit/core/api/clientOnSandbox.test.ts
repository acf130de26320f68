import { inspect } from "node:util";
import { expect, test } from "vitest";
import type { Page } from "../../../../src/core/api/page.ts";
import { checkKey } from "../../../../src/core/api/checkKey.ts";
import { itemsOf } from "../itemsOf.ts";
import { errorOf, failureOf } from "../testTransport.ts";
import { withSandbox } from "../sandbox.ts";

/** Every row of a list, page by page as a client reads it. */
async function readAll<T>(list: (after: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  let after: string | undefined;
  do {
    const page = await list(after);
    rows.push(...itemsOf(page.rows));
    after = page.next;
  } while (after !== undefined);
  return rows;
}

test("reads every account once, by cursor and in every order", async () => {
  const { client } = await withSandbox();
  const { api } = client();

  const byCursor = await readAll((after) => api.accounts.list({ after, limit: 50 }));
  const byScore = await readAll((after) =>
    api.accounts.list({ after, limit: 70, sortBy: "stat_warmup_score", sortOrder: "desc" }),
  );
  const byName = await readAll((after) => api.accounts.list({ after, sortBy: "email", sortOrder: "asc" }));

  expect(new Set(byCursor.map(({ email }) => email)).size).toBe(240);
  const scores = byScore.map(({ warmupScore }) => warmupScore ?? 0);
  expect(byScore).toHaveLength(240);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(byName.map(({ email }) => email)).toEqual(byCursor.map(({ email }) => email).toSorted());
  expect(new Set(byCursor.map(({ status }) => status.word)).size).toBeGreaterThanOrEqual(6);
});

test("reads one account whole, searches, asks for tags, and tests the vitals of its domain", async () => {
  const { client, requests } = await withSandbox();
  const { api } = client();
  const { rows } = await api.accounts.list({ limit: 1, includeTags: true });
  const [row] = itemsOf(rows);
  if (row === undefined) throw new Error("no account");

  const account = await api.accounts.get(row.email);
  const found = await api.accounts.list({ search: row.email });
  const [vitals] = await api.accounts.testVitals([row.email]);

  expect(account.email).toBe(row.email);
  expect(account.warmup?.replyRate).toBeTypeOf("number");
  expect(row.warmup?.replyRate).toBeUndefined();
  expect(found.rows).toMatchObject([{ email: row.email }]);
  expect(vitals).toMatchObject({ domain: row.email.split("@")[1] });
  expect(vitals?.spf).toBeTypeOf("boolean");
  expect((await requests())[0]).toBe("GET /accounts?limit=1&include_tags=true");
});

test("reads mail in its directions, marks it read, and counts what is unread", async () => {
  const { client, requests } = await withSandbox();
  const { api } = client();

  const all = await api.emails.list({ limit: 100 });
  const received = await api.emails.list({ emailType: "received", limit: 30 });
  const unread = await api.emails.list({ unread: true, limit: 10 });
  const [first] = itemsOf(unread.rows);
  if (first === undefined) throw new Error("no unread mail");
  const before = await api.emails.countUnread();
  const changed = await api.emails.setUnread(first.id, false);
  const after = await api.emails.countUnread();

  expect(all.rows).toHaveLength(100);
  const stamps = itemsOf(all.rows).map(({ storedAt }) => Number(storedAt));
  expect(stamps).toHaveLength(100);
  expect(stamps).toEqual(stamps.toSorted((a, b) => b - a));
  expect(itemsOf(received.rows).map(({ direction }) => direction)).toEqual(
    Array.from({ length: 30 }, () => "received"),
  );
  expect(changed).toMatchObject({ id: first.id, unread: false });
  expect(after).toBe(before - 1);
  if (first.threadId !== undefined) await api.emails.markThreadRead(first.threadId);
  expect(await requests()).toContain("GET /emails?limit=10&is_unread=true");
});

test("reads lead lists, their stats, campaigns, the workspace, its plan and its jobs", async () => {
  const { client } = await withSandbox();
  const { api } = client();

  const lists = await readAll((after) => api.leadLists.list({ after, limit: 5 }));
  const [list] = lists;
  if (list === undefined) throw new Error("no list");
  const stats = await api.leadLists.verificationStats(list.id);
  const campaigns = await readAll((after) => api.campaigns.list({ after }));
  const workspace = await api.workspaces.current();
  const plan = await api.workspaceBilling.planDetails();
  const jobs = await api.backgroundJobs.list();

  expect(new Set(lists.map(({ id }) => id)).size).toBe(12);
  expect((await api.leadLists.get(list.id)).name).toBe(list.name);
  const { verified, invalid, risky, catchAll, jobChange, pending, notVerified, total } = stats;
  expect(verified + invalid + risky + catchAll + jobChange + pending + notVerified).toBe(total);
  expect(campaigns.length).toBeGreaterThan(0);
  expect(campaigns[0] && (await api.campaigns.get(campaigns[0].id)).name).toBe(campaigns[0]?.name);
  expect(workspace.name).not.toBe("");
  expect(plan.creditsAvailable).toBeTypeOf("number");
  expect(itemsOf(jobs.rows)).toHaveLength(jobs.rows.length);
});

test("verifies for what it really costs, and reads back for nothing", async () => {
  const { client } = await withSandbox();
  const { api } = client();
  const before = (await api.workspaceBilling.planDetails()).creditsAvailable ?? 0;

  const verified = await api.emailVerification.verify("catchall@example.com");
  const readBack = await api.emailVerification.get("catchall@example.com");
  const after = (await api.workspaceBilling.planDetails()).creditsAvailable;

  expect(verified).toMatchObject({
    verdict: "verified",
    catchAll: true,
    creditsUsed: 0.25,
    creditsLeft: before - 0.25,
  });
  expect(readBack).toMatchObject({ verdict: "verified", catchAll: true });
  expect(after).toBe(before - 0.25);
  expect(await failureOf(api.emailVerification.get("nobody@example.com"))).toMatchObject({
    kind: "notFound",
  });
});

test.each([
  ["odd.empty@x.com", "unknown", "", false],
  ["odd.noresult@x.com", "unknown", "no_result", false],
  ["odd.acceptall@x.com", "unknown", "accept_all", false],
  ["odd.yes@x.com", "verified", "verified", true],
  ["risky@x.com", "risky", "risky", false],
  ["never@x.com", "pending", "pending", "pending"],
] as const)("reads the odd answer about %s", async (email, verdict, rawStatus, catchAll) => {
  const { client } = await withSandbox();

  expect(await client().api.emailVerification.verify(email)).toMatchObject({ verdict, rawStatus, catchAll });
});

test("checks keys: good ones with and without their workspace, and bad ones", async () => {
  const { client, sandbox } = await withSandbox();

  expect((await checkKey(client("full").api)).workspace?.name).toBeTypeOf("string");
  expect(await checkKey(client("accountsOnly").api)).toEqual({ workspace: undefined });
  expect(await failureOf(checkKey(client("revoked").api))).toMatchObject({ kind: "unauthorized" });
  expect(await failureOf(checkKey(client("unpaid").api))).toMatchObject({ kind: "paymentRequired" });
  const error = await errorOf(checkKey(client("revoked").api));
  expect(inspect(error, { depth: Infinity })).not.toContain(sandbox.keys.revoked);
});

test("tells which scope is missing", async () => {
  const { client } = await withSandbox();

  expect(await failureOf(client("noLeadLists").api.leadLists.list())).toMatchObject({
    kind: "missingScope",
    required: ["lead_lists:read"],
  });
  expect(
    await failureOf(client("readOnly").api.emails.setUnread("0198c0de-ffff-7000-8000-000000000000", false)),
  ).toMatchObject({
    kind: "missingScope",
    required: ["emails:update"],
    found: ["all:read"],
  });
});

test("knows from one refusal which other scopes the key lacks, and says nothing before", async () => {
  const { client } = await withSandbox();
  const { api } = client("noLeadLists");
  expect(api.lacks("email_verifications:create")).toBe(false);
  await failureOf(api.leadLists.list());
  expect(api.lacks("email_verifications:create")).toBe(true);
  expect(api.lacks("email_verifications:read")).toBe(false);
  const reading = client("readOnly").api;
  await failureOf(reading.emails.setUnread("0198c0de-ffff-7000-8000-000000000000", false));
  expect(reading.lacks("leads:update")).toBe(true);
  expect(reading.lacks("leads:read")).toBe(false);
});

test("never meets the mail list's limit of 20 calls a minute", async () => {
  const { client, clock } = await withSandbox();
  const { api, log } = client();

  const pages = Promise.all(
    Array.from({ length: 45 }, (_, n) => api.emails.list({ limit: 1, search: `lead${n}@x.com` })),
  );
  for (const answered of [20, 40]) {
    await expect.poll(() => log.length).toBe(answered);
    await clock.advance(61_000);
  }
  await pages;

  expect(log.map(({ status }) => status)).toEqual(Array.from({ length: 45 }, () => 200));
});

test("survives what a faulty way to the API does, and keeps the key to itself", async () => {
  const { client, fault, sandbox } = await withSandbox();
  const { api, log } = client();

  await fault({ match: "GET /accounts*", status: 502, body: "<html><title>502 Bad Gateway</title></html>" });
  const gateway = await errorOf(api.accounts.list());
  await fault({ match: "GET /lead-lists*", drop: "mid" });
  const cut = await errorOf(api.leadLists.list());
  await fault({ match: "GET /campaigns*", status: 200, body: { items: "none" } });
  const shape = await errorOf(api.campaigns.list());
  await fault({ match: "GET /workspaces/current", status: 403, body: "error code: 1010" });
  const edge = await errorOf(checkKey(api));

  expect(gateway.failure).toEqual({ kind: "blockedAtEdge", status: 502, detail: "502 Bad Gateway" });
  expect(cut.failure).toMatchObject({ kind: "unreachable" });
  expect(shape.failure).toEqual({
    kind: "unexpectedShape",
    issues: ["items: expected array, received string"],
  });
  expect(edge.failure).toMatchObject({ kind: "blockedAtEdge", status: 403 });
  const seen = inspect([gateway, cut, shape, edge, log], { depth: Infinity });
  expect(seen).not.toContain(sandbox.keys.full);
});

test("recovers by itself from a passing 500, and from a 429 with a short Retry-After", async () => {
  const { client, fault } = await withSandbox();
  const { api } = client();

  await fault({ match: "GET /lead-lists*", status: 500, times: 2 });
  await fault({ match: "GET /campaigns*", status: 429, headers: { "retry-after": "3" }, times: 1 });

  expect((await api.leadLists.list()).rows).toHaveLength(12);
  expect((await api.campaigns.list()).rows.length).toBeGreaterThan(0);
});

test("makes a list, fills it, reads it page by page with its verdicts, and empties and deletes it", async () => {
  const { client, clock } = await withSandbox();
  const { api } = client();
  const emails = Array.from({ length: 250 }, (_, index) => `verified+${index}@a.example`);

  const { id } = await api.leadLists.create("Made by a test");
  const added = await api.leads.addToList(id, [
    ...emails,
    "invalid@a.example",
    "nobody",
    "invalid@a.example",
  ]);
  const again = await api.leads.addToList(id, emails.slice(0, 2));
  await clock.advance(1_000);
  const leads = await readAll((after) => api.leads.listOf(id, { after }));

  expect(added.created).toEqual(Array.from({ length: 251 }, (_, index) => index));
  expect(added).toMatchObject({ alreadyThere: 0, refused: 2 });
  expect(again).toMatchObject({ created: [], alreadyThere: 2, refused: 0 });
  expect(leads.map(({ email }) => email).toSorted()).toEqual([...emails, "invalid@a.example"].toSorted());
  expect(new Set(leads.map(({ verification }) => verification.word))).toEqual(
    new Set(["verified", "invalid"]),
  );
  expect(await api.leadLists.verificationStats(id)).toMatchObject({ verified: 250, invalid: 1, pending: 0 });
  expect(await api.leads.deleteOfList(id)).toBe(251);
  await api.leadLists.delete(id);
  expect(await failureOf(api.leadLists.get(id))).toMatchObject({ kind: "notFound" });
});
