import { expect, test } from "vitest";
import { type OpenSandbox, openSandbox, pageOf } from "./openSandbox.ts";

type Figures = Readonly<Record<string, number>>;

async function figures(sandbox: OpenSandbox, path: string): Promise<readonly Figures[]> {
  return (await sandbox.ask(`GET /campaigns/${path}`)).json as readonly Figures[];
}

const sum = (rows: readonly Figures[], key: string): number =>
  rows.reduce((total, row) => total + (row[key] ?? 0), 0);

async function firstCampaign(sandbox: OpenSandbox, status: number): Promise<string> {
  const [row] = pageOf(await sandbox.ask(`GET /campaigns?status=${status}`)).items;
  return String(row?.["id"]);
}

test("campaign figures say the same by campaign, day, step and together", async () => {
  const sandbox = await openSandbox();
  const id = await firstCampaign(sandbox, 1);

  const [whole] = await figures(sandbox, `analytics?id=${id}`);
  const days = await figures(sandbox, `analytics/daily?campaign_id=${id}`);
  const steps = await figures(sandbox, `analytics/steps?campaign_id=${id}`);
  const overview = (await sandbox.ask(`GET /campaigns/analytics/overview?id=${id}`)).json as Figures;

  expect(whole?.["emails_sent_count"]).toBeGreaterThan(0);
  for (const [name, key] of [
    ["emails_sent_count", "sent"],
    ["reply_count_unique", "unique_replies"],
    ["open_count", "opened"],
  ] as const) {
    expect([sum(days, key), sum(steps, key), overview[name]]).toEqual(Array(3).fill(whole?.[name]));
  }
  expect(steps.map(({ step, variant }) => [step, variant])).toContainEqual(["0", "0"]);
});

test("campaign figures keep to the days asked for, and a draft has none", async () => {
  const sandbox = await openSandbox();
  const [active, draft] = [await firstCampaign(sandbox, 1), await firstCampaign(sandbox, 0)];
  const all = await figures(sandbox, `analytics/daily?campaign_id=${active}`);
  const third = String(all[2]?.["date"]);

  expect(await figures(sandbox, `analytics?id=${draft}`)).toEqual([]);
  const from = await figures(sandbox, `analytics/daily?campaign_id=${active}&start_date=${third}`);
  expect(from).toEqual(all.slice(2));
  const refused = await sandbox.ask(
    "GET /campaigns/analytics/daily?start_date=2026-02-02&end_date=2026-02-01",
  );
  expect([refused.status, refused.json]).toEqual([
    400,
    { message: "Start Date must be earlier than End Date" },
  ]);
});

test("launched campaigns are counted without drafts", async () => {
  const sandbox = await openSandbox();
  const rows = pageOf(
    await sandbox.ask("GET /campaigns?limit=100&include_ai_sales_agent_campaigns=true"),
  ).items;

  const { json } = await sandbox.ask("GET /campaigns/count-launched");
  expect(json).toEqual({ count: rows.filter(({ status }) => status !== 0).length });
});
