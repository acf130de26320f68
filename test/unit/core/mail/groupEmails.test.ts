import { expect, test } from "vitest";
import { email, type Email } from "../../../../src/core/api/resources/emails.ts";
import {
  arrangeMail,
  EMAIL_GROUPINGS,
  type EmailGrouping,
  groupEmails,
} from "../../../../src/core/mail/groupEmails.ts";

const mail = (id: string, fields: Record<string, unknown> = {}): Email => email.parse({ id, ...fields });

const shapeOf = (emails: readonly Email[], by: Exclude<EmailGrouping, "flat">): string[] =>
  groupEmails(emails, by).map((group) => `${group.key}: ${group.emails.map(({ id }) => id).join("")}`);

test("puts the messages of a thread together, at the place of its newest", () => {
  const emails = [
    mail("a", { thread_id: "t1" }),
    mail("b", { thread_id: "t2" }),
    mail("c", { thread_id: "t1" }),
  ];

  expect(shapeOf(emails, "thread")).toEqual(["t1: ac", "t2: b"]);
});

test("never takes messages without a thread for one conversation", () => {
  expect(shapeOf([mail("a"), mail("b")], "thread")).toEqual(["a: a", "b: b"]);
});

test("takes an account for the same however its address is written, and puts mail of none last", () => {
  const emails = [mail("a"), mail("b", { eaccount: "Jo@x.com" }), mail("c", { eaccount: "jo@X.com" })];

  expect(shapeOf(emails, "account")).toEqual(["jo@x.com: bc", ": a"]);
});

test("puts mail that no campaign sent last", () => {
  const emails = [mail("a"), mail("b", { campaign_id: "c1" }), mail("c")];

  expect(shapeOf(emails, "campaign")).toEqual(["c1: b", ": ac"]);
});

test("groups by the day where the person is, newest first, whatever order the mail was stored in", () => {
  const at = (day: number, hour: number): string => new Date(2026, 0, day, hour).toISOString();
  const emails = [
    mail("a", { timestamp_email: at(2, 0) }),
    mail("b", { timestamp_email: at(1, 23) }),
    mail("c"),
    mail("d", { timestamp_email: at(2, 23) }),
    mail("e", { timestamp_email: at(3, 1) }),
  ];

  expect(shapeOf(emails, "day")).toEqual(["2026-01-03: e", "2026-01-02: ad", "2026-01-01: b", ": c"]);
});

test("loses no message in any grouping", () => {
  const emails = Array.from({ length: 40 }, (_, n) =>
    mail(
      `m${n}`,
      n % 3 === 0 ? {} : { thread_id: `t${n % 5}`, eaccount: `a${n % 4}@x.com`, campaign_id: `c${n % 2}` },
    ),
  );
  for (const by of EMAIL_GROUPINGS) {
    if (by === "flat") continue;
    const ids = groupEmails(emails, by).flatMap((group) => group.emails.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(emails.map(({ id }) => id).toSorted());
  }
});

test("has one order, newest first, and what is yet to be sent apart from it, the next first", () => {
  const at = (hour: number): string => new Date(2026, 0, 2, hour).toISOString();
  const { mail: sent, scheduled } = arrangeMail([
    mail("a", { timestamp_email: at(9), ue_type: 2 }),
    mail("x", { timestamp_email: at(40), ue_type: 4 }),
    mail("b", { timestamp_email: at(11), ue_type: 1 }),
    mail("none", { ue_type: 2 }),
    mail("y", { timestamp_email: at(30), ue_type: 4 }),
    mail("c", { timestamp_email: at(10), ue_type: 2 }),
  ]);
  expect(sent.map(({ id }) => id)).toEqual(["b", "c", "a", "none"]);
  expect(scheduled.map(({ id }) => id)).toEqual(["y", "x"]);
});

test("groups by interest, hot first, what is of no interest status last", () => {
  const emails = [
    mail("a"),
    mail("b", { i_status: -1 }),
    mail("c", { i_status: 7 }),
    mail("d", { i_status: 2 }),
    mail("e", { i_status: 0 }),
    mail("f", { i_status: 1 }),
    mail("g", { i_status: -9 }),
  ];
  expect(shapeOf(emails, "interest")).toEqual(["1: f", "2: d", "7: c", "0: e", "-1: b", "-9: g", ": a"]);
});
