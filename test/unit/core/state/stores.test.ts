import { expect, test } from "vitest";
import type { Email } from "../../../../src/core/api/resources/emails.ts";
import type { Verdict } from "../../../../src/core/api/resources/emailVerification.ts";
import { Session } from "../../../../src/core/state/session.ts";
import { VerificationLog } from "../../../../src/core/state/verificationLog.ts";
import type { VerificationResult } from "../../../../src/core/verification/verifyAddress.ts";
import { itemsOf } from "../itemsOf.ts";
import { failureOf } from "../testTransport.ts";
import { type SandboxClient, withSandbox } from "../sandbox.ts";

const sessionOf = ({ api, clock }: SandboxClient): Session => new Session({ api, clock });

async function firstUnread(session: Session): Promise<Email> {
  session.emails.setFilter({ kind: "unread" });
  await session.emails.list.ensureLoaded();
  const [row] = itemsOf(session.emails.list.state.rows);
  if (row === undefined) throw new Error("no unread mail");
  return row;
}

test("sorts and searches accounts, asking again only when something changed and was shown", async () => {
  const { client, requests } = await withSandbox();
  const { accounts } = sessionOf(client());
  expect(accounts.inTrouble).toBeUndefined();
  expect(await requests()).toEqual([]);

  await accounts.list.ensureLoaded();
  const broken = itemsOf(accounts.list.state.rows).map(({ status }) => Number(status.code) < 0);
  expect(broken.lastIndexOf(true)).toBeLessThan(broken.indexOf(false));
  accounts.setOptions({ search: "" });
  expect(await requests()).toHaveLength(2); // those with an error are asked for apart
  accounts.setOptions({ search: "nobody-has-this" });
  await accounts.list.ensureLoaded();

  expect(accounts.list.state).toMatchObject({ rows: [], hasMore: false, error: undefined });
  expect(accounts.options).toEqual({ sortBy: "status", search: "nobody-has-this" });
});

test("counts the accounts with errors over all, whatever is loaded, in whatever order", async () => {
  const { client } = await withSandbox();
  const { api } = client();
  const { accounts } = sessionOf(client());
  let errors = 0;
  for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
    const page = await api.accounts.list({ onlyErrors: true, after });
    errors += page.rows.length;
    after = page.next;
  }
  expect(errors).toBeGreaterThan(5);

  await accounts.list.ensureLoaded();
  expect(accounts.inTrouble).toEqual({ count: errors, isAll: true });
  accounts.setOptions({ sortBy: "name" });
  expect(accounts.inTrouble).toEqual({ count: errors, isAll: true });
  await accounts.list.refresh();
  expect(accounts.inTrouble).toEqual({ count: errors, isAll: true });
  await accounts.loadAll();
  expect(accounts.list.state).toMatchObject({ hasMore: false, error: undefined });
  expect(accounts.list.state.rows).toHaveLength(240);
});

test("loads 240 accounts page by page without a row twice", async () => {
  const { client } = await withSandbox();
  const { accounts } = sessionOf(client());
  await accounts.list.ensureLoaded();
  while (accounts.list.state.hasMore) await accounts.list.loadMore();

  expect(accounts.list.state.rows).toHaveLength(240);
  const [row] = itemsOf(accounts.list.state.rows);
  if (row === undefined) throw new Error("no account");
  expect(accounts.list.find(row.email)).toBe(row);
  expect((await accounts.details(row.email)).warmup?.replyRate).toBeTypeOf("number");
});

test("keeps the rows of a list whose refresh fails", async () => {
  const { client, fault } = await withSandbox();
  const { leadLists } = sessionOf(client());
  await leadLists.list.ensureLoaded();

  await fault({ match: "GET /lead-lists*", status: 500 });
  await leadLists.refresh();

  expect(leadLists.list.state.rows).toHaveLength(12);
  expect(leadLists.list.state.error?.failure).toMatchObject({ kind: "serverFault" });
});

test("reads the stats of a list once, keeps them when they fail later, and reads them anew after a refresh", async () => {
  const { client, requests, fault } = await withSandbox();
  const { leadLists } = sessionOf(client());
  await leadLists.list.ensureLoaded();
  const [row] = itemsOf(leadLists.list.state.rows);
  if (row === undefined) throw new Error("no list");
  const told: string[] = [];
  leadLists.onDidChangeStats((id) => told.push(id));
  const count = async (): Promise<number> =>
    (await requests()).filter((line) => line.includes("stats")).length;

  expect(leadLists.stats(row.id)).toEqual({ value: undefined, error: undefined, loading: false });
  await Promise.all([leadLists.loadStats(row.id), leadLists.loadStats(row.id)]);
  await leadLists.loadStats(row.id);
  const { value } = leadLists.stats(row.id);
  expect(value?.total).toBeGreaterThan(0);
  expect(told).toEqual([row.id, row.id]);
  expect(await count()).toBe(1);

  await leadLists.refresh();
  expect(leadLists.stats(row.id).value).toEqual(value);
  await fault({ match: "GET /lead-lists/*/verification-stats", status: 403, times: 1 });
  await leadLists.loadStats(row.id);
  expect(leadLists.stats(row.id)).toMatchObject({
    value,
    error: { failure: { kind: "rejected" } },
    loading: false,
  });
  await leadLists.loadStats(row.id);

  expect(leadLists.stats(row.id).error).toBeUndefined();
  expect(await count()).toBe(3);
});

test.each([
  [{ kind: "received" }, "GET /emails?limit=50&email_type=received"],
  [{ kind: "sent" }, "GET /emails?limit=50&email_type=sent"],
  [{ kind: "unread" }, "GET /emails?limit=50&is_unread=true"],
  [{ kind: "focused" }, "GET /emails?limit=50&mode=emode_focused"],
  [{ kind: "others" }, "GET /emails?limit=50&mode=emode_others"],
  [{ kind: "all", account: "jo+1@x.com" }, "GET /emails?limit=50&eaccount=jo%2B1%40x.com"],
  [
    { kind: "all", campaign: { id: "0198c0de-1a2b-7c3d-8e4f-0123456789ab", name: "x" } },
    "GET /emails?limit=50&campaign_id=0198c0de-1a2b-7c3d-8e4f-0123456789ab",
  ],
] as const)("asks for the mail of the filter %j", async (filter, line) => {
  const { client, requests } = await withSandbox();
  const { emails } = sessionOf(client());
  emails.setFilter(filter);

  await emails.list.ensureLoaded();

  expect(await requests()).toEqual([line]);
  expect(emails.filter).toEqual(filter);
});

test("opens a message with its body: from its row, else from the API, and then from memory", async () => {
  const { client, requests, fault } = await withSandbox();
  const { emails } = sessionOf(client());
  await fault({
    match: "GET /emails",
    status: 200,
    body: { items: [{ id: "whole", body: { text: "hi" } }, { id: "bare" }] },
  });
  await fault({ match: "GET /emails/bare", status: 200, body: { id: "bare", body: { html: "<p>hi</p>" } } });
  await emails.list.ensureLoaded();

  expect(await emails.open("whole")).toBe(emails.list.find("whole"));
  const bare = await emails.open("bare");
  expect(bare.bodyHtml).toBe("<p>hi</p>");
  expect(await emails.open("bare")).toBe(bare);

  expect((await requests()).slice(1)).toEqual(["GET /emails/bare"]);
});

test("keeps no more than the last 50 opened messages in memory", async () => {
  const { client, requests, fault } = await withSandbox();
  const { emails } = sessionOf(client());
  for (let id = 0; id < 51; id++)
    await fault({ match: `GET /emails/${id}`, status: 200, body: { id: String(id), body: { text: "hi" } } });

  for (let id = 0; id < 51; id++) await emails.open(String(id));
  await emails.open("1");
  expect(await requests()).toHaveLength(51);
  await emails.open("0");

  expect(await requests()).toHaveLength(52);
});

test("marks a message read at once, in the list, in the count and on the server", async () => {
  const { client, requests } = await withSandbox();
  const session = sessionOf(client());
  const email = await firstUnread(session);
  await session.emails.refreshUnreadCount();
  const count = session.emails.unreadCount ?? 0;
  let told = 0;
  session.emails.onDidChangeUnread(() => told++);

  const done = session.emails.markRead(email);
  expect(session.emails.list.find(email.id)?.unread).toBe(false);
  expect(session.emails.unreadCount).toBe(count - 1);
  await Promise.all([done, session.emails.markRead(email)]);
  await session.emails.markRead(email);

  expect((await requests()).filter((line) => line.startsWith("PATCH"))).toHaveLength(1);
  expect(told).toBe(1);
  await session.emails.refreshUnreadCount();
  expect(session.emails.unreadCount).toBe(count - 1);
});

test("marks a message unread again, also where it is opened from memory", async () => {
  const { client } = await withSandbox();
  const session = sessionOf(client());
  const email = await firstUnread(session);
  await session.emails.open(email.id);
  await session.emails.refreshUnreadCount();
  const count = session.emails.unreadCount;

  await session.emails.markRead(email);
  await session.emails.markUnread({ ...email, unread: false });

  expect(session.emails.list.find(email.id)?.unread).toBe(true);
  expect((await session.emails.open(email.id)).unread).toBe(true);
  expect(session.emails.unreadCount).toBe(count);
  await session.emails.refreshUnreadCount();
  expect(session.emails.unreadCount).toBe(count);
});

test("takes a refused mark back, and says why", async () => {
  const { client } = await withSandbox();
  const session = sessionOf(client("readOnly"));
  const email = await firstUnread(session);
  await session.emails.refreshUnreadCount();
  const count = session.emails.unreadCount;

  expect(await failureOf(session.emails.markRead(email))).toMatchObject({ kind: "missingScope" });

  expect(session.emails.list.find(email.id)?.unread).toBe(true);
  expect(session.emails.unreadCount).toBe(count);
});

test("does not let a page asked for before the mark call the message unread again", async () => {
  const { client, fault } = await withSandbox();
  const session = sessionOf(client());
  const email = await firstUnread(session);
  const stale = { items: [{ ...email.raw, is_unread: 1 }, { id: "x" }], next_starting_after: "c" };
  await fault({ match: "GET /emails", delayMs: 100, status: 200, body: stale, times: 1 });

  const refresh = session.emails.list.refresh();
  await session.emails.markRead(email);
  await refresh;

  expect(session.emails.list.find("x")).toBeDefined();
  expect(session.emails.list.find(email.id)?.unread).toBe(false);
});

test("keeps the newest verification of each address, newest first", () => {
  const verifications = new VerificationLog();
  const result = (email: string, verdict: Verdict): VerificationResult => ({
    email,
    verdict,
    rawStatus: verdict,
    catchAll: false,
    creditsUsed: 0.25,
    creditsLeft: 1,
    checkedAt: new Date(0),
    source: "instantly",
  });
  let told = 0;
  verifications.onDidChange(() => told++);

  verifications.add(result("a@x.com", "verified"));
  verifications.add(result("b@x.com", "verified"));
  verifications.add(result("A@x.com", "invalid"));
  expect(verifications.results.map(({ email, verdict }) => `${email} ${verdict}`)).toEqual([
    "A@x.com invalid",
    "b@x.com verified",
  ]);
  verifications.remove("b@x.com");
  expect(verifications.results).toHaveLength(1);
  verifications.clear();

  expect(verifications.results).toEqual([]);
  expect(told).toBe(5);
});

test("aborts what is under way when the session ends", async () => {
  const { client, fault } = await withSandbox();
  const session = sessionOf(client());
  await fault({ match: "GET *", delayMs: 5_000 });
  const loading = Promise.all([
    session.accounts.list.ensureLoaded(),
    session.emails.list.ensureLoaded(),
    session.leadLists.loadStats("x"),
  ]);

  session.dispose();
  await loading;

  expect(session.accounts.list.state.rows).toEqual([]);
});
