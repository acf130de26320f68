import { expect, onTestFinished, test } from "vitest";
import type { Email } from "../../../../src/core/api/resources/emails.ts";
import type { EmailFilter } from "../../../../src/core/state/emailFilter.ts";
import { MailPoll, type InSight } from "../../../../src/core/state/mailPoll.ts";
import { Session } from "../../../../src/core/state/session.ts";
import { FakeClock, settled } from "../fakeClock.ts";
import { withSandbox } from "../sandbox.ts";

const MINUTE = 60_000;

/** A view that was opened, and is looked at from now on. */
async function watched(filter: EmailFilter = { kind: "all" }, everyMs = MINUTE, inSight: InSight = "list") {
  const world = await withSandbox();
  const { api } = world.client();
  const clock = new FakeClock({ start: world.clock.now() });
  // The sandbox stamps by a clock of its own, which the poll's time must not overtake.
  const session = new Session({ api, clock });
  const { emails } = session;
  emails.setFilter(filter);
  await Promise.all([emails.list.ensureLoaded(), emails.refreshUnreadCount()]);
  const received: string[][] = [];
  const poll = new MailPoll({
    emails,
    clock,
    onReceived: (mails: readonly Email[]) => received.push(mails.map(({ subject }) => subject)),
  });
  const controller = new AbortController();
  onTestFinished(() => {
    controller.abort();
    session.dispose();
  });
  const done = poll.run(everyMs, controller.signal, inSight);
  const lists = async (): Promise<string[]> =>
    (await world.requests()).filter((line) => /^GET \/emails(?:\?|$)/.test(line));
  /** Lets time pass in small steps, each until all that it set off is over. */
  const pass = async (minutes: number): Promise<void> => {
    for (let second = 0; second < minutes * 60; second += 5) {
      await clock.advance(5_000);
      await quiet();
    }
  };
  const quiet = async (): Promise<void> => {
    for (let still = 0, last = -1; still < 3; still++) {
      const count = (await world.requests()).length;
      if (count !== last || emails.list.state.loading) still = 0;
      last = count;
      await settled();
    }
  };
  return { ...world, emails, received, lists, pass, clock, poll, controller, done };
}

test.each([MINUTE, 3_000, 5 * MINUTE])(
  "asks for no more than 10 lists in 10 idle minutes, looking every %d ms",
  async (everyMs) => {
    const { lists, pass, requests } = await watched({ kind: "all" }, everyMs);

    await pass(10);

    expect((await lists()).length).toBeLessThanOrEqual(10);
    expect((await lists()).length).toBeGreaterThan(1);
    expect((await requests()).filter((line) => line === "GET /emails/unread/count").length).toBeGreaterThan(
      1,
    );
  },
);

test("asks only for what is newer", async () => {
  const { lists, pass } = await watched();

  await pass(1);

  const [, second] = await lists();
  expect(second).toMatch(/^GET \/emails\?limit=100&min_timestamp_created=20/);
});

test("tells of a new reply and puts it on top, once", async () => {
  const { mail, pass, received, emails, requests } = await watched();
  await mail({ subject: "Re: first", from: "ann@lead.example" });

  await pass(1);
  await pass(8);

  expect(received).toEqual([["Re: first"]]);
  const [row] = emails.list.state.rows;
  expect(row).toMatchObject({ subject: "Re: first", unread: true });
  if (row === undefined || !("id" in row)) throw new Error("no row");
  const before = (await requests()).length;
  await emails.open(row.id); // its body came with it
  expect(await requests()).toHaveLength(before);
});

test("notices unread mail by its count, before the next list is due", async () => {
  const { mail, pass, received } = await watched({ kind: "all" }, 3_000);
  await pass(5); // by now lists are far apart
  await mail({ subject: "Re: second" });

  await pass(0.25);

  expect(received).toEqual([["Re: second"]]);
});

test("shows what was sent, and does not tell of it", async () => {
  const { mail, pass, received, emails } = await watched();
  await mail({ subject: "Our pitch", sent: true });

  await pass(1);

  expect(emails.list.state.rows[0]).toMatchObject({ subject: "Our pitch" });
  expect(received).toEqual([]);
});

test("tells of several at once", async () => {
  const { mail, pass, received } = await watched();
  await mail({ subject: "Re: a" });
  await mail({ subject: "Re: b" });

  await pass(1);

  expect(received).toEqual([["Re: b", "Re: a"]]);
});

test("tells of a reply that the filter leaves out, and asks the API what passes", async () => {
  const { mail, pass, received, emails, lists } = await watched({ kind: "sent" });
  await pass(1); // the first look only finds out where new begins
  await mail({ subject: "Re: hidden" });

  await pass(3);

  expect(received).toEqual([["Re: hidden"]]);
  expect(emails.list.state.rows.some((row) => "subject" in row && row.subject === "Re: hidden")).toBe(false);
  expect((await lists()).slice(1)).toContain("GET /emails?limit=50&email_type=sent");
});

test("reads the list again when mail was read elsewhere", async () => {
  const { client, pass, emails } = await watched();
  const unread = emails.list.state.rows.find((row) => "unread" in row && row.unread === true);
  if (unread === undefined || !("id" in unread)) throw new Error("no unread mail");
  await client().api.emails.setUnread(unread.id, false);

  await pass(1);

  expect(emails.list.find(unread.id)?.unread).toBe(false);
});

test("mends a list that had failed as soon as the API is back", async () => {
  const { fault, pass, emails } = await watched();
  await fault({ match: "GET /emails", status: 403, times: 1 });
  await pass(1);
  expect(emails.list.state.error).toBeDefined();

  await pass(2);

  expect(emails.list.state.error).toBeUndefined();
});

test("starts at its first pace again for somebody who comes back, without asking at once", async () => {
  const { pass, lists, poll, clock, controller, done } = await watched();
  await pass(6);
  const before = (await lists()).length;
  controller.abort();
  await done;
  const again = new AbortController();
  onTestFinished(() => again.abort());
  void poll.run(MINUTE, again.signal);
  await clock.advance(0);
  await settled();
  expect((await lists()).length).toBe(before);

  await pass(2);

  expect((await lists()).length).toBeGreaterThan(before);
});

test("counts alone where only the count is in sight, and reads the list at once when that shows again", async () => {
  const { pass, lists, mail, emails, poll, clock, controller, done, received } = await watched(
    { kind: "all" },
    MINUTE,
    "count",
  );
  const [before, listsBefore] = [emails.unreadCount ?? 0, (await lists()).length];
  await mail({ subject: "Re: unseen" });
  await pass(4);
  expect(emails.unreadCount).toBe(before + 1);
  expect(await lists()).toHaveLength(listsBefore);
  expect(received).toEqual([]);

  controller.abort();
  await done;
  const shown = new AbortController();
  onTestFinished(() => shown.abort());
  void poll.run(MINUTE, shown.signal);
  await clock.advance(0);
  await pass(0.1);

  expect(received).toEqual([["Re: unseen"]]);
});

test("does not read a list again that was read after the count had moved", async () => {
  const { pass, lists, mail, emails, poll, clock, controller, done } = await watched(
    { kind: "all" },
    MINUTE,
    "count",
  );
  await mail({ subject: "Re: unseen" });
  await pass(2);
  await clock.advance(1);
  await emails.list.refresh();
  const before = (await lists()).length;

  controller.abort();
  await done;
  const shown = new AbortController();
  onTestFinished(() => shown.abort());
  void poll.run(3_000, shown.signal);
  await pass(0.5);

  expect(await lists()).toHaveLength(before);
});
