import { expect, test } from "vitest";
import { InstantlyApi } from "../../../../src/core/api/instantlyApi.ts";
import { verifyAddress } from "../../../../src/core/verification/verifyAddress.ts";
import { json, serve } from "../httpServer.ts";
import { failureOf, transportTo } from "../testTransport.ts";

async function answering(...answers: readonly unknown[]) {
  const { origin, requests } = await serve((response, _, count) =>
    json(response, 200, answers[Math.min(count, answers.length) - 1]),
  );
  const { transport, clock } = transportTo(origin);
  return { api: new InstantlyApi(transport), clock, requests };
}

const OTHER = { id: "other", email: "other@x.example", name: "other", eaccount: "other@x.example" };
const page = (row: object): object => ({ items: [{ ...OTHER, ...row }] });
const MAIL = {
  ...{ originalId: "m1", account: "me@x.example", subject: "s", html: "", text: "t", cc: undefined },
  bcc: undefined,
};

test.each<[string, object, (api: InstantlyApi) => Promise<unknown>]>([
  ["an account", OTHER, (api) => api.accounts.get("jo@x.example")],
  ["an email", OTHER, (api) => api.emails.get("m1")],
  ["a marked email", OTHER, (api) => api.emails.setUnread("m1", true)],
  ["a lead list", OTHER, (api) => api.leadLists.get("l1")],
  ["a new lead list", OTHER, (api) => api.leadLists.create("mine")],
  ["a deleted lead list", OTHER, (api) => api.leadLists.delete("l1")],
  ["a lead", OTHER, (api) => api.leads.get("p1")],
  ["a campaign", OTHER, (api) => api.campaigns.get("c1")],
  ["a background job", OTHER, (api) => api.backgroundJobs.get("b1")],
  [
    "a check",
    { ...OTHER, verification_status: "verified" },
    (api) => api.emailVerification.get("jo@x.example"),
  ],
  [
    "a paid check",
    { ...OTHER, verification_status: "x" },
    (api) => api.emailVerification.verify("jo@x.example"),
  ],
  [
    "a domain",
    { success_list: [{ domain: "y.example" }] },
    (api) => api.accounts.testVitals(["jo@x.example"]),
  ],
  [
    "a batch",
    { created_leads: [{ index: 0, email: "other@x.example" }] },
    (api) => api.leads.addToList("l1", ["jo@x.example"]),
  ],
  ["the leads of a list", page({ list_id: "l2" }), (api) => api.leads.listOf("l1")],
  ["a conversation", page({ thread_id: "t2" }), (api) => api.emails.listThread("t1")],
  [
    "the mail of a lead",
    page({ lead: "other@x.example" }),
    (api) => api.emails.list({ lead: "jo@x.example" }),
  ],
  ["a sent message", OTHER, (api) => api.outgoing.reply(MAIL)],
  ["the answered message", { id: "m1" }, (api) => api.outgoing.reply(MAIL)],
])("does not take for %s what is about another", async (_, answer, call) => {
  const { api } = await answering(answer);

  expect(await failureOf(call(api))).toMatchObject({ kind: "unexpectedShape", isOthers: true });
});

test.each([
  ["jo@x.example", "JO@X.example"],
  ["Jo@bücher.example", "jo@xn--bcher-kva.example"],
  ["jo@xn--bcher-kva.example", "jo@BÜCHER.example"],
  ["jose\u0301@x.example", "jos\u00e9@x.example"],
])("knows %s as %s", async (asked, answered) => {
  const { api } = await answering({ email: answered, verification_status: "verified" });

  expect(await api.emailVerification.verify(asked)).toMatchObject({ verdict: "verified" });
});

test("reads again what came as another's answer, and never asks twice for what costs credits", async () => {
  const ours = { email: "jo@x.example", verification_status: "verified" };
  const other = { email: "al@x.example", verification_status: "invalid" };
  const { api, clock, requests } = await answering(other, other, ours);

  const result = await verifyAddress(api.emailVerification, "jo@x.example", { clock });

  expect(result).toMatchObject({ verdict: "verified", source: "lookup" });
  expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
});

test("takes answers that name nobody as it did, and rows of which one is the one asked for", async () => {
  const { api } = await answering(
    { message: "queued" },
    { stats: {}, total_leads: 3 },
    {
      items: [
        { id: "a", list_id: "l2" },
        { id: "b", list_id: "L1" },
      ],
    },
  );

  await api.leads.setInterest({ email: "jo@x.example", campaignId: undefined }, 1);
  expect(await api.leadLists.verificationStats("l1")).toMatchObject({ total: 3 });
  expect((await api.leads.listOf("l1")).rows).toHaveLength(2);
});
