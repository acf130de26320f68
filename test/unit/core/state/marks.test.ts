import { expect, test } from "vitest";
import { itemsOf } from "../itemsOf.ts";
import { withSandbox } from "../sandbox.ts";
import { failureOf, opened, shown, THREAD } from "./mailScene.ts";

test("takes marks of one message one after the other, so that the last of them holds", async () => {
  const { client, requests } = await withSandbox();
  const { session, email } = await opened(client());
  const { emails } = session;
  await emails.refreshUnreadCount();
  const count = emails.unreadCount ?? 0;
  const first = emails.markUnread(email);
  const second = emails.markRead(shown(session, email));
  const third = emails.markRead(shown(session, email));
  expect(shown(session, email).unread).toBe(true);

  await Promise.all([first, second, third]);

  expect([shown(session, email).unread, emails.unreadCount]).toEqual([false, count]);
  expect((await client().api.emails.get(email.id)).unread).toBe(false);
  expect((await requests()).filter((line) => line.startsWith("PATCH"))).toHaveLength(2);
});

test("toggles a mark as often as it is asked to, whatever copy of the message it is given", async () => {
  const { client } = await withSandbox();
  const { session, email } = await opened(client());
  const was = shown(session, email).unread === true;
  await Promise.all([1, 2, 3].map(() => session.emails.toggleUnread(email)));

  expect(shown(session, email).unread).toBe(!was);
  expect((await client().api.emails.get(email.id)).unread).toBe(!was);
  await session.emails.toggleUnread(email);
  expect(shown(session, email).unread).toBe(was);
});

test("sends no mark after one that was refused when nothing is left to change", async () => {
  const { client, fault, requests } = await withSandbox();
  const { session, email } = await opened(client());
  await fault({ match: "PATCH /emails/*", status: 500, times: 1 });
  const first = session.emails.markUnread(email);
  const second = session.emails.markRead(shown(session, email));

  expect(await failureOf(first)).toMatchObject({ kind: "serverFault" });
  await second;

  expect(shown(session, email).unread).toBe(false);
  expect((await requests()).filter((line) => line.startsWith("PATCH"))).toHaveLength(1);
});

test("marks a message of a conversation after the conversation", async () => {
  const { client, fault } = await withSandbox();
  const { session, email } = await opened(client());
  await fault({ match: "POST /emails/threads/*", delayMs: 100, times: 1 });
  const thread = session.emails.markThreadRead(THREAD);
  const one = session.emails.markUnread(shown(session, email));
  await Promise.all([thread, one]);

  expect(shown(session, email).unread).toBe(true);
  expect((await client().api.emails.get(email.id)).unread).toBe(true);
});

test("marks a conversation read in every row of it, and takes that back when it is refused", async () => {
  const { client, fault } = await withSandbox();
  const { session, email } = await opened(client());
  await session.emails.markUnread(email);
  await session.emails.refreshUnreadCount();
  const count = session.emails.unreadCount ?? 0;
  const unread = (): number =>
    itemsOf(session.emails.list.state.rows).filter((row) => row.threadId === THREAD && row.unread === true)
      .length;
  const before = unread();
  expect(before).toBeGreaterThan(0);

  await fault({ match: "POST /emails/threads/*", status: 404, times: 1 });
  const refused = session.emails.markThreadRead(THREAD);
  expect([unread(), session.emails.unreadCount]).toEqual([0, count - before]);
  expect(await failureOf(refused)).toMatchObject({ kind: "notFound" });
  expect([unread(), session.emails.unreadCount]).toEqual([before, count]);

  await session.emails.markThreadRead(THREAD);
  expect(unread()).toBe(0);
  expect(session.emails.unreadCount).toBe(await client().api.emails.countUnread());
});

test("sets the last of two reminders, however long the first is on its way", async () => {
  const { client, fault } = await withSandbox();
  const { session, email } = await opened(client());
  await fault({ match: "PATCH /emails/*", delayMs: 100, times: 1 });
  const at = (hour: number): Date => new Date(Date.UTC(2026, 1, 1, hour));

  await Promise.all([9, 10].map((hour) => session.emails.setReminder(email, at(hour))));

  expect(shown(session, email).reminderAt).toEqual(at(10));
  expect((await client().api.emails.get(email.id)).reminderAt).toEqual(at(10));
});
