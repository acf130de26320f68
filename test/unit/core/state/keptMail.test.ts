import { expect, test } from "vitest";
import { Session } from "../../../../src/core/state/session.ts";
import { itemsOf } from "../itemsOf.ts";
import { settled } from "../fakeClock.ts";
import { type SandboxClient, withSandbox } from "../sandbox.ts";
import { failureOf } from "../testTransport.ts";
import { MemoryCache } from "./memoryCache.ts";

const BARE = {
  items: [{ id: "bare", subject: "Re: hello", is_unread: 1, timestamp_created: "2026-01-14T10:00:00Z" }],
};
const WHOLE = { ...BARE.items[0], body: { html: "<p>hi</p>" } };

const sessionOf = ({ api, clock }: SandboxClient, cache: MemoryCache): Session =>
  new Session({ api, clock, cache });

test("leaves accounts, lead lists and mail to the next window, each row as the API sent it", async () => {
  const { client, fault } = await withSandbox();
  const cache = new MemoryCache();
  const first = sessionOf(client(), cache);
  await Promise.all(
    [first.accounts.list, first.leadLists.list, first.emails.list].map((list) => list.ensureLoaded()),
  );
  await fault({ match: "GET *", drop: true });

  const next = sessionOf(client(), cache);
  await Promise.all(
    [next.accounts.list, next.leadLists.list, next.emails.list].map((list) => list.ensureShown()),
  );

  const keys = ({ accounts, leadLists, emails }: Session): string[][] => [
    itemsOf(accounts.list.state.rows)
      .map(({ email }) => email)
      .slice(0, 100), // no more are kept
    itemsOf(leadLists.list.state.rows).map(({ id }) => id),
    itemsOf(emails.list.state.rows).map(({ id, subject, date }) => `${id} ${subject} ${String(date)}`),
  ];
  expect(keys(next)).toEqual(keys(first));
  expect(next.emails.list.state.kept).toBe(true);
});

test("keeps a filtered list apart from the whole one", async () => {
  const { client, fault } = await withSandbox();
  const cache = new MemoryCache();
  const first = sessionOf(client(), cache);
  await first.emails.list.ensureLoaded();
  await fault({ match: "GET *", drop: true });
  const next = sessionOf(client(), cache);
  next.emails.setFilter({ kind: "unread" });

  await next.emails.list.ensureShown();

  expect(next.emails.list.state).toMatchObject({ rows: [], kept: false });
});

test("keeps a mark that was made after the list was read", async () => {
  const { client, fault } = await withSandbox();
  const cache = new MemoryCache();
  const first = sessionOf(client(), cache);
  await first.emails.list.ensureLoaded();
  const unread = itemsOf(first.emails.list.state.rows).find((row) => row.unread === true);
  if (unread === undefined) throw new Error("no unread mail");
  await first.emails.markRead(unread);
  await fault({ match: "GET *", drop: true });

  const next = sessionOf(client(), cache);
  await next.emails.list.ensureShown();

  expect(next.emails.list.find(unread.id)?.unread).toBe(false);
});

test("opens without a network what was listed or opened before, and says since when it is known", async () => {
  const { client, fault } = await withSandbox();
  const cache = new MemoryCache();
  const made = client();
  const first = sessionOf(made, cache);
  await first.emails.list.ensureLoaded();
  const [listed] = itemsOf(first.emails.list.state.rows);
  if (listed === undefined) throw new Error("no mail");
  await fault({ match: "GET *", drop: true });
  const next = sessionOf(client(), cache);
  await next.emails.list.ensureShown();

  const opened = await next.emails.open(listed.id);

  expect(opened.bodyHtml ?? opened.bodyText).toBe(listed.bodyHtml ?? listed.bodyText);
  expect(next.emails.asOf(listed.id)).toEqual(new Date(made.clock.now()));
  expect(await failureOf(next.emails.open("never-seen"))).toMatchObject({ kind: "unreachable" });
});

test("shows a kept body under what the list says now, without a request", async () => {
  const { client, fault, requests } = await withSandbox();
  const cache = new MemoryCache();
  cache.write("email bare", new Date(0), () => ({ ...WHOLE, is_unread: 1 }));
  const { emails } = sessionOf(client(), cache);
  await fault({ match: "GET /emails", status: 200, body: { items: [{ ...BARE.items[0], is_unread: 0 }] } });
  await emails.list.ensureLoaded();

  const opened = await emails.open("bare");

  expect(opened).toMatchObject({ bodyHtml: "<p>hi</p>", unread: false });
  expect(emails.asOf("bare")).toBeUndefined();
  expect(await requests()).toEqual(["GET /emails?limit=50"]);
});

test("asks the API again for a message once it can be had", async () => {
  const { client, fault } = await withSandbox();
  const cache = new MemoryCache();
  cache.write("email bare", new Date(0), () => WHOLE);
  const { emails } = sessionOf(client(), cache);
  await fault({ match: "GET *", drop: true, times: 3 });
  await emails.open("bare");
  expect(emails.asOf("bare")).toEqual(new Date(0));
  await fault({ match: "GET /emails/bare", status: 200, body: { ...WHOLE, subject: "now" } });

  expect((await emails.open("bare")).subject).toBe("now");
  expect(emails.asOf("bare")).toBeUndefined();
});

test("says that a message is gone even where its body is kept", async () => {
  const { client } = await withSandbox();
  const cache = new MemoryCache();
  cache.write("email 0198c0de-1a2b-7c3d-8e4f-0123456789ab", new Date(0), () => WHOLE);
  const { emails } = sessionOf(client(), cache);

  expect(await failureOf(emails.open("0198c0de-1a2b-7c3d-8e4f-0123456789ab"))).toMatchObject({
    kind: "notFound",
  });
});

test("does not keep what cannot be read back, and reads nothing that is no page", async () => {
  const { client } = await withSandbox();
  const cache = new MemoryCache();
  cache.write("lead lists", new Date(0), () => "nonsense");
  cache.write("email x", new Date(0), () => ({ id: 7 }));
  const { leadLists, emails } = sessionOf(client(), cache);

  await leadLists.list.ensureShown();
  expect(leadLists.list.state).toMatchObject({ kept: false });
  expect(leadLists.list.state.rows).toHaveLength(12);
  expect(await failureOf(emails.open("x"))).toMatchObject({ kind: "notFound" });
});

test("reads the next unread message ahead, once, and opens it without a wait", async () => {
  const { client, fault, requests } = await withSandbox();
  const { emails } = sessionOf(client(), new MemoryCache());
  const rows = ["a", "b", "c", "d"].map((id) => ({ id, is_unread: id === "b" ? 0 : 1 }));
  await fault({ match: "GET /emails", status: 200, body: { items: rows } });
  for (const { id } of rows)
    await fault({ match: `GET /emails/${id}`, status: 200, body: { id, body: { text: `body of ${id}` } } });
  await emails.list.ensureLoaded();

  await emails.open("a");
  await until(async () => (await requests()).length === 3);
  expect((await emails.open("c")).bodyText).toBe("body of c");
  await until(async () => (await requests()).length === 4);

  expect((await requests()).slice(1)).toEqual(["GET /emails/a", "GET /emails/c", "GET /emails/d"]);
});

test("reads nothing ahead while the mail list's requests of this minute are used up", async () => {
  const { client, fault, requests } = await withSandbox();
  const { api, clock } = client();
  const { emails } = new Session({ api, clock });
  await fault({
    match: "GET /emails",
    status: 200,
    body: {
      items: [
        { id: "a", is_unread: 1 },
        { id: "b", is_unread: 1 },
      ],
    },
  });
  await fault({ match: "GET /emails/a", status: 200, body: { id: "a", body: { text: "x" } } });
  await emails.list.ensureLoaded();
  for (let lists = 1; lists < 20; lists++) await emails.list.refresh();

  await emails.open("a");
  await settled();

  expect((await requests()).filter((line) => line.startsWith("GET /emails/"))).toEqual(["GET /emails/a"]);
});

test("reads no more than eight messages a minute ahead", async () => {
  const { client, fault, requests } = await withSandbox();
  const { emails } = sessionOf(client(), new MemoryCache());
  const rows = Array.from({ length: 24 }, (_, index) => ({ id: `m${index}`, is_unread: 1 }));
  await fault({ match: "GET /emails", status: 200, body: { items: rows } });
  for (const { id } of rows)
    await fault({ match: `GET /emails/${id}`, status: 200, body: { id, body: { text: "x" } } });
  await emails.list.ensureLoaded();
  const ahead = async (): Promise<number> =>
    (await requests()).filter((line) => /^GET \/emails\/m\d*[13579]$/.test(line)).length;

  // Every other message is passed over, so that what is opened was never read ahead.
  for (let index = 0; index < 20; index += 2) await emails.open(`m${index}`);
  await until(async () => (await ahead()) >= 8);
  await emails.open("m20");
  await emails.open("m22");

  expect(await ahead()).toBe(8);
});

async function until(test: () => Promise<boolean>): Promise<void> {
  while (!(await test())) await settled();
}
