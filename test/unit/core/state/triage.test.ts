import { expect, test } from "vitest";
import { readThread } from "../../../../src/core/mail/readThread.ts";
import { settled } from "../fakeClock.ts";
import { withSandbox } from "../sandbox.ts";
import { failureOf, opened, shown, THREAD } from "./mailScene.ts";

const SECOND = 1_000;

/** Lets the clock run while real answers come in. */
async function until(test: () => boolean): Promise<void> {
  while (!test()) await settled();
}

test("reads a whole conversation in one list call, without bodies", async () => {
  const { client, requests } = await withSandbox();
  const { api } = client();
  const signal = new AbortController().signal;

  const mail = await readThread(api.emails, THREAD, { signal });

  expect(mail).toMatchObject({ unreadable: 0, isComplete: true });
  expect(new Set(mail.emails.map(({ id }) => id)).size).toBe(100);
  expect(
    mail.emails.every(({ bodyHtml, bodyText }) => bodyHtml === undefined && bodyText === undefined),
  ).toBe(true);
  expect((await requests()).filter((line) => !line.includes("starting_after"))).toEqual([
    `GET /emails?limit=100&search=thread%3A${THREAD}&preview_only=true`,
  ]);
});

test("reads a conversation with its bodies, one by one where the list leaves them out, and each message once", async () => {
  const { client, fault } = await withSandbox();
  const { api } = client();
  const signal = new AbortController().signal;
  const plain = await readThread(api.emails, THREAD, { signal });
  const [first, second] = plain.emails;
  if (first === undefined || second === undefined) throw new Error("The conversation is empty");
  const page = (items: readonly object[], next?: string): Promise<void> =>
    fault({ match: "GET /emails", status: 200, times: 1, body: { items, next_starting_after: next } });
  await page([first.raw], "c");
  await page([first.raw, second.raw]);

  const mail = await readThread(api.emails, THREAD, { signal, withBodies: true });

  expect(mail.emails.map(({ id }) => id)).toEqual([first.id, second.id]);
  expect(mail.emails.every(({ bodyHtml, bodyText }) => (bodyHtml ?? bodyText) !== undefined)).toBe(true);
});

test("cuts a conversation without an end after five list calls, and says so", async () => {
  const { client, fault, requests } = await withSandbox();
  const pages: number[] = [];
  for (let i = 0; i < 6; i++)
    await fault({
      match: "GET /emails",
      status: 200,
      times: 1,
      body: { items: [{ id: `m${i}` }, { subject: "no id" }], next_starting_after: `c${i}` },
    });

  const mail = await readThread(client().api.emails, "t", {
    signal: new AbortController().signal,
    onPage: ({ emails }) => pages.push(emails.length),
  });

  expect(mail).toMatchObject({ unreadable: 5, isComplete: false });
  expect(mail.emails).toHaveLength(5);
  expect(pages).toEqual([1, 2, 3, 4, 5]);
  expect(await requests()).toHaveLength(5);
});

test("sets and clears a reminder at once, and takes a refused one back", async () => {
  const { client, fault } = await withSandbox();
  const { session, email } = await opened(client());
  const at = new Date(Date.UTC(2026, 1, 1, 9));

  const done = session.emails.setReminder(email, at);
  expect(shown(session, email).reminderAt).toEqual(at);
  await done;
  expect((await client().api.emails.get(email.id)).reminderAt).toEqual(at);

  await fault({ match: "PATCH /emails/*", status: 500, times: 1 });
  const refused = session.emails.setReminder(email, undefined);
  expect(shown(session, email).reminderAt).toBeUndefined();
  expect(await failureOf(refused)).toMatchObject({ kind: "serverFault" });
  expect(shown(session, email).reminderAt).toEqual(at);

  await session.emails.setReminder(email, undefined);
  expect((await client().api.emails.get(email.id)).reminderAt).toBeUndefined();
});

test("keeps a change that is under way over a page that was asked for before it, and over what is held elsewhere", async () => {
  const { client, fault } = await withSandbox();
  const { session, email } = await opened(client());
  const stale = { items: [email.raw, { id: "x" }] };
  await fault({ match: "GET /emails", delayMs: 100, status: 200, body: stale, times: 1 });
  const at = new Date(Date.UTC(2026, 1, 1, 9));
  const elsewhere = { ...email };

  const refresh = session.emails.list.refresh();
  const done = session.emails.setReminder(email, at);
  expect(session.emails.changes.shown(elsewhere).reminderAt).toEqual(at);
  await Promise.all([done, refresh]);

  expect(session.emails.list.find("x")).toBeDefined();
  expect(shown(session, email).reminderAt).toEqual(at);
  expect(session.emails.changes.shown(elsewhere)).toBe(elsewhere);
});

test("shows an interest status at once, as queued until the API shows it", async () => {
  const { client, clock, requests } = await withSandbox();
  const { session, email } = await opened(client());
  const told: (string | undefined)[] = [];
  session.interest.onDidChange((lead) => told.push(session.interest.of(lead)?.state));

  const done = session.interest.set(email, -1);
  expect(shown(session, email).interest).toEqual({ word: "notInterested", code: -1 });
  expect(session.interest.of(email.lead)).toMatchObject({ state: "sending" });
  await done;
  // The clock skips short sleeps: the first look comes too early for the sandbox, the second does not.
  await until(() => session.interest.of(email.lead) === undefined);

  expect(told).toEqual(["sending", "queued", undefined]);
  expect(shown(session, email).interest?.code).toBe(-1);
  expect((await requests()).filter((line) => line.includes("/leads/"))).toEqual([
    "POST /leads/update-interest-status",
    `GET /leads/${email.leadId ?? ""}`,
    `GET /leads/${email.leadId ?? ""}`,
  ]);
  expect(clock.slept.filter((ms) => ms < 10 * SECOND)).toEqual([2 * SECOND, 3 * SECOND]);
  await session.emails.list.refresh();
  expect(shown(session, email).interest?.code).toBe(-1);
});

test("takes a refused interest status back, and says why", async () => {
  const { client } = await withSandbox();
  const { session, email } = await opened(client("readOnly"));
  const before = email.interest;

  const done = session.interest.set(email, 4);
  expect(shown(session, email).interest?.code).toBe(4);
  expect(await failureOf(done)).toMatchObject({ kind: "missingScope" });

  expect(shown(session, email).interest).toEqual(before);
  expect(session.interest.of(email.lead)).toBeUndefined();
});

test("says when an interest status that was taken never shows, and shows what the API has", async () => {
  const { client, clock, fault } = await withSandbox();
  const { session, email } = await opened(client());
  const before = email.interest;
  await fault({ match: "POST /leads/update-interest-status", status: 202, body: { message: "submitted" } });

  await session.interest.set(email, 4);
  for (const seconds of [20, 40, 60]) {
    await until(() => clock.slept.at(-1) === seconds * SECOND);
    expect(session.interest.of(email.lead)?.state).toBe("queued");
    await clock.advance(seconds * SECOND);
  }
  await until(() => session.interest.of(email.lead)?.state === "unseen");

  expect(session.interest.of(email.lead)).toMatchObject({ wanted: { word: "won" } });
  expect(shown(session, email).interest).toEqual(before);
});

test("asks the message where the key may not read leads", async () => {
  const { client, fault, requests } = await withSandbox();
  const { session, email } = await opened(client());
  const message = "Invalid scope. Required: leads:read. Found: emails:all, leads:update";
  await fault({ match: "GET /leads/*", status: 401, body: { statusCode: 401, message } });

  await session.interest.set(email, null);
  await until(() => session.interest.of(email.lead) === undefined);

  expect((await requests()).filter((line) => line === `GET /emails/${email.id}`).length).toBeGreaterThan(0);
  expect(shown(session, email).interest).toBeUndefined();
});

test("believes the lead, not the lost answer", async () => {
  const { client, fault, clock } = await withSandbox();
  const { session, email } = await opened(client());
  const before = email.interest;
  await fault({ match: "POST /leads/update-interest-status", drop: true, times: 1 });
  expect(await failureOf(session.interest.set(email, 2))).toMatchObject({ kind: "unreachable" });
  expect(shown(session, email).interest).toEqual(before);

  clock.set(clock.now() + 3 * SECOND); // the order had come through all the same, and is done by now
  await fault({ match: "POST /leads/update-interest-status", drop: true, times: 1 });
  await session.interest.set(email, 2);
  expect(shown(session, email).interest?.word).toBe("meetingBooked");
});

test("follows the last of two orders alone", async () => {
  const { client } = await withSandbox();
  const { session, email } = await opened(client());

  const first = session.interest.set(email, 4);
  const second = session.interest.set(email, 3);
  await Promise.allSettled([first]);
  await second;
  expect(session.interest.of(email.lead)?.wanted?.word).toBe("meetingCompleted");
  await until(() => session.interest.of(email.lead) === undefined);

  expect(shown(session, email).interest?.word).toBe("meetingCompleted");
});
