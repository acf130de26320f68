import type { LiveRun } from "../../../../src/core/verification/liveRun.ts";
import type { VerificationRuns } from "../../../../src/core/verification/verificationRuns.ts";
import type { Sandbox } from "../../../../src/sandbox/startSandbox.ts";
import { bulk, type Charge, SETTINGS } from "./bulk.ts";

export const ADD = "POST /leads/add";
/** States are waited for as long as a busy machine may need; the run itself looks every second at most. */
export const PATIENT = { timeout: 15_000 };
export const RICH = { ...SETTINGS, maxCredits: 4_000 };

export async function startedImport(
  runs: VerificationRuns,
  addresses: Iterable<string>,
  settings = SETTINGS,
): Promise<LiveRun> {
  const plan = await runs.plan(addresses, { reuseDays: 30 });
  const run = await runs.startImport(plan, settings, "list.csv", { listName: "Verification of list.csv" });
  if (run === undefined) throw new Error("The run did not start.");
  return run;
}

/** Asks the sandbox itself, past the client. */
async function ask<T>(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${sandbox.origin}/api/v2${path}`, {
    method,
    headers: {
      authorization: `Bearer ${sandbox.keys.full}`,
      "user-agent": "import-test/1",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}

/** A sandbox that takes a second for each lead, and whose time can be moved on. */
export async function slowBulk(): Promise<
  Awaited<ReturnType<typeof bulk>> & { readonly pass: (ms: number) => void }
> {
  let skewMs = 0;
  const made = await bulk({ verifyDelayMs: 1_000, now: () => new Date(Date.now() + skewMs) });
  return { ...made, pass: (ms) => (skewMs += ms) };
}

export async function addCalls(sandbox: Sandbox): Promise<number> {
  const requests = (await (await fetch(`${sandbox.origin}/__sandbox/requests`)).json()) as { path: string }[];
  return requests.filter(({ path }) => path.endsWith("/leads/add")).length;
}

interface ListRow {
  readonly id: string;
  readonly name: string;
}

/** The lists that runs have made, and how many leads each has. */
export async function madeLists(
  sandbox: Sandbox,
): Promise<readonly (ListRow & { readonly leads: number })[]> {
  const { items } = await ask<{ items: ListRow[] }>(
    sandbox,
    "GET",
    "/lead-lists?limit=100&search=Verification",
  );
  return Promise.all(
    items.map(async ({ id, name }) => {
      const path = `/lead-lists/${id}/verification-stats`;
      const { total_leads: leads } = await ask<{ total_leads: number }>(sandbox, "GET", path);
      return { id, name, leads };
    }),
  );
}

export const doubles = (charges: readonly Charge[]): readonly Charge[] =>
  charges.filter((line) => line.charges > 1);
