import { describe, expect, it } from "vitest";
import { lookAlikeOf } from "../../../../src/core/mail/lookAlikes.ts";
import { senderCues } from "../../../../src/core/mail/senderCues.ts";

type Sender = Parameters<typeof senderCues>[0];
const cues = (rest: Partial<Sender>): string[] =>
  senderCues({
    from: "bo@partner.example",
    fromName: undefined,
    replyTo: [],
    account: "ann@lumenoak.example",
    lead: undefined,
    direction: "received",
    ...rest,
  }).map((cue) => cue.kind);
const replyTo = (address: string): Sender["replyTo"] => [{ address, name: undefined }];

describe("a sender", () => {
  it("whose answers go elsewhere is shown", () => {
    expect(cues({ replyTo: replyTo("bo@elsewhere.example") })).toEqual(["replyTo"]);
    expect(cues({ replyTo: replyTo("sales@mail.partner.example") })).toEqual([]);
    expect(cues({ from: "bo@gmail.com", replyTo: replyTo("attacker@gmail.com") })).toEqual(["replyTo"]);
    expect(cues({ from: "bo@gmail.com", replyTo: replyTo("Bo+crm@gmail.com") })).toEqual([]);
  });

  it("whose name is another address is shown", () => {
    expect(cues({ fromName: "ceo@lumenoak.example" })).toEqual(["nameIsAddress"]);
    expect(cues({ fromName: "Ann Lee <ann@lumenoak.example>" })).toEqual(["nameIsAddress"]);
    expect(cues({ fromName: "BO@partner.example" })).toEqual([]);
  });

  it.each([
    "lumen0ak.example",
    "lumennoak.example",
    "lumenoak-billing.example",
    "lumеnoak.example",
    "paypa1.com",
    "rnicrosoft.com",
    "micros0ft.com",
    "paypal-security.com",
    "arnazon.com",
  ])("at a domain that looks like a known one is shown: %s", (domain) => {
    expect(cues({ from: `bo@${domain}` })).toEqual(["lookAlike"]);
  });

  it.each([
    "lumenoak.example",
    "mail.lumenoak.example",
    "partner.example",
    "gmail.com",
    "email.paypal.com",
    "oak.example",
  ])("at an ordinary domain is not: %s", (domain) => {
    expect(cues({ from: `bo@${domain}` })).toEqual([]);
  });

  it("at an international domain is spelt out", () => {
    expect(cues({ from: "bo@bücher.example" })).toEqual(["international"]);
  });

  it("who is us is not suspected, nor is nobody", () => {
    expect(cues({ direction: "sent", replyTo: replyTo("x@y.example") })).toEqual([]);
    expect(cues({ from: "" })).toEqual([]);
  });

  it("is compared with the domain as a whole", () => {
    expect(lookAlikeOf("lumenoak.co", ["lumenoak.example"])).toBeUndefined();
  });
});
