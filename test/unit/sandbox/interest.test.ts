import { expect, test } from "vitest";
import { openSandbox, pageOf } from "./openSandbox.ts";

const THREAD = "0198c0de-0100-7000-8000-000000000001";

test("takes an interest status at once and writes it later, into the lead and its mail", async () => {
  let time = Date.UTC(2026, 4, 4, 9);
  const sandbox = await openSandbox({ now: () => new Date(time) });
  const [email] = pageOf(await sandbox.ask(`GET /emails?limit=1&search=thread:${THREAD}`)).items;
  const { lead, lead_id: id } = email as { lead: string; lead_id: string };
  const status = async (): Promise<unknown> =>
    ((await sandbox.ask(`GET /leads/${id}`)).json as Record<string, unknown>)["lt_interest_status"];
  const mailStatus = async (): Promise<unknown> =>
    ((await sandbox.ask(`GET /emails/${String(email?.["id"])}`)).json as Record<string, unknown>)["i_status"];

  const taken = await sandbox.ask("POST /leads/update-interest-status", {
    body: { lead_email: lead, interest_value: -3 },
  });
  expect(taken.status).toBe(202);
  time += 2_000;
  expect(await status()).toBe(1);
  time += 1_000;
  expect([await status(), await mailStatus()]).toEqual([-3, -3]);

  await sandbox.ask("POST /leads/update-interest-status", {
    body: { lead_email: lead, interest_value: null },
  });
  time += 3_000;
  expect([await status(), await mailStatus()]).toEqual([undefined, null]);
});

test("holds a conversation of a hundred messages, with a reminder and an answer that is still to go out", async () => {
  const sandbox = await openSandbox();
  const rows = pageOf(
    await sandbox.ask(`GET /emails?limit=100&search=thread:${THREAD}&sort_order=asc`),
  ).items;

  expect(rows).toHaveLength(100);
  expect(rows.filter(({ ue_type: type }) => type === 4)).toHaveLength(1);
  expect(rows.filter(({ reminder_ts: at }) => typeof at === "string")).toHaveLength(1);
  expect(new Set(rows.map(({ ue_type: type }) => type))).toEqual(new Set([1, 2, 3, 4]));
});
