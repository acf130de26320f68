import { expect, test } from "vitest";
import { email, type Email } from "../../../../src/core/api/resources/emails.ts";
import { threadOf } from "../../../../src/core/mail/thread.ts";

const T0 = Date.UTC(2026, 4, 4, 9);
const at = (minutes: number): string => new Date(T0 + minutes * 60_000).toISOString();

function message(id: string, wire: Record<string, unknown> = {}): Email {
  return email.parse({ id, eaccount: "us@corp.example", lead: "ann@lead.example", ...wire });
}
const sent = (id: string, minutes: number, wire = {}): Email =>
  message(id, {
    ue_type: 3,
    from_address_email: "us@corp.example",
    to_address_json: [{ address: "ann@lead.example", name: "Ann Lee" }],
    timestamp_email: at(minutes),
    timestamp_created: at(minutes),
    ...wire,
  });
const received = (id: string, minutes: number, wire = {}): Email =>
  message(id, {
    ue_type: 2,
    from_address_email: "Ann@Lead.example",
    timestamp_email: at(minutes),
    timestamp_created: at(minutes),
    ...wire,
  });
const ids = (emails: readonly Email[]): string =>
  threadOf(emails)
    .messages.map(({ email: { id } }) => id)
    .join("");

test("puts messages in the order of their own dates, however late Instantly stored them", () => {
  const late = received("b", 10, { timestamp_created: at(300) });
  expect(ids([sent("c", 20), late, sent("a", 0)])).toBe("abc");
});

test("does not believe a date that is later than when the message was stored", () => {
  const forged = received("b", 10, { timestamp_email: at(60 * 24 * 365) });
  expect(ids([forged, sent("a", 0), sent("c", 20)])).toBe("abc");
});

test("puts what is scheduled last, and what has no date at all first", () => {
  const scheduled = sent("d", 5, { ue_type: 4, timestamp_email: at(9000) });
  const dateless = message("a", { ue_type: 2 });
  expect(ids([scheduled, sent("c", 20), received("b", 10), dateless])).toBe("abcd");
});

test("keeps one order for messages of the same moment, and counts one that comes twice once", () => {
  expect(ids([received("b", 0), received("a", 0), received("b", 0)])).toBe("ab");
});

test("tells us, the lead and others apart", () => {
  const colleague = received("c", 20, { from_address_email: "boss@lead.example" });
  const thread = threadOf([
    sent("a", 0, { ue_type: 1 }),
    received("b", 10),
    colleague,
    sent("d", 30, { ue_type: 4 }),
  ]);
  expect(thread.messages.map(({ side }) => side)).toEqual(["us", "lead", "other", "us"]);
  expect(thread.lead).toEqual({ address: "ann@lead.example", name: "Ann Lee" });
  expect(thread.accounts).toEqual(["us@corp.example"]);
});

test("takes for the lead whom most messages name", () => {
  const stray = received("x", 1, { lead: "other@lead.example" });
  expect(threadOf([stray, sent("a", 0), received("b", 10)]).lead?.address).toBe("ann@lead.example");
  expect(threadOf([message("a", { lead: null })]).lead).toBeUndefined();
});

test("has the interest status that the newest message speaks of, and every campaign", () => {
  const thread = threadOf([
    sent("a", 0, { campaign_id: "one" }),
    received("b", 10, { i_status: 1, campaign_id: "one" }),
    received("c", 20, { i_status: -1, campaign_id: "two" }),
    sent("d", 30, { campaign_id: null }),
  ]);
  expect(thread.interest).toEqual({ word: "notInterested", code: -1 });
  expect(thread.campaignIds).toEqual(["one", "two"]);
});

test("is empty for no messages", () => {
  expect(threadOf([])).toEqual({
    messages: [],
    lead: undefined,
    accounts: [],
    interest: undefined,
    campaignIds: [],
  });
});
