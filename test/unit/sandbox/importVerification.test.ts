import { describe, expect, test } from "vitest";
import { type OpenSandbox, openSandbox, pageOf } from "./openSandbox.ts";

interface Stats {
  readonly stats: Readonly<Record<string, number>>;
  readonly total_leads: number;
}

async function listOf(
  sandbox: OpenSandbox,
  emails: readonly string[],
  key = sandbox.keys.full,
): Promise<string> {
  const made = await sandbox.ask("POST /lead-lists", { key, body: { name: "New" } });
  const { id: list_id } = made.json as { id: string };
  const leads = emails.map((email) => ({ email }));
  await sandbox.ask("POST /leads/add", { key, body: { list_id, leads, verify_leads_on_import: true } });
  return list_id;
}

const statsOf = async (sandbox: OpenSandbox, list: string, key = sandbox.keys.full): Promise<Stats> =>
  (await sandbox.ask(`GET /lead-lists/${list}/verification-stats`, { key })).json as Stats;
const charges = async (sandbox: OpenSandbox): Promise<readonly { email: string; charges: number }[]> =>
  (await sandbox.steer("GET /ledger")).json as readonly { email: string; charges: number }[];

describe("verification on import", () => {
  test("works through the leads on its own time, charging each as it is done", async () => {
    let time = Date.UTC(2026, 4, 4, 9);
    const sandbox = await openSandbox({ verifyDelayMs: 10, now: () => new Date(time) });
    const list = await listOf(
      sandbox,
      Array.from({ length: 100 }, (_, index) => `verified+${index}@a.example`),
    );
    expect(await statsOf(sandbox, list)).toMatchObject({
      total_leads: 100,
      stats: { verified: 0, verification_job_pending_user: 100 },
    });
    const jobs = pageOf(await sandbox.ask("GET /background-jobs?limit=1")).items;
    expect(jobs).toMatchObject([{ entity_type: "list", entity_id: list, status: "pending" }]);

    time += 400;

    expect(await statsOf(sandbox, list)).toMatchObject({
      stats: { verified: 40, verification_job_pending_user: 60 },
    });
    expect(await charges(sandbox)).toHaveLength(40);
    time += 600;
    expect(await statsOf(sandbox, list)).toMatchObject({ stats: { verified: 100 } });
    expect((await charges(sandbox)).every((line) => line.charges === 1)).toBe(true);
  });

  test("gives a lead one status for verdict and domain together", async () => {
    let time = Date.UTC(2026, 4, 4, 9);
    const sandbox = await openSandbox({ now: () => new Date(time) });
    const names = ["verified", "invalid", "risky", "catchall", "jobchange", "odd.empty", "pending", "never"];
    const list = await listOf(
      sandbox,
      names.map((name) => `${name}@a.example`),
    );

    time += 3_600_000;

    const rows = pageOf(await sandbox.ask("POST /leads/list", { body: { list_id: list } })).items;
    const status = new Map(rows.map((row) => [row["email"], row["verification_status"]]));
    expect(names.map((name) => status.get(`${name}@a.example`))).toEqual([1, -1, -2, -3, -4, 0, 1, 12]);
    expect(await charges(sandbox)).toHaveLength(7);
  });

  test("leaves leads pending when the credits are gone, and does not charge for leads that were deleted", async () => {
    let time = Date.UTC(2026, 4, 4, 9);
    const sandbox = await openSandbox({ verifyDelayMs: 10, now: () => new Date(time) });
    const key = sandbox.keys.lowCredits;
    let list = await listOf(sandbox, ["a@a.example"], key);
    await sandbox.ask("DELETE /leads", { key, body: { list_id: list } });
    list = await listOf(
      sandbox,
      ["verified+1@a.example", "verified+2@a.example", "verified+3@a.example"],
      key,
    );

    time += 60_000;

    expect(await statsOf(sandbox, list, key)).toMatchObject({
      stats: { verified: 2, verification_job_pending_user: 1 },
    });
    expect(await charges(sandbox)).toHaveLength(2);
  });
});
