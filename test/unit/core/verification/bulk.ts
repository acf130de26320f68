import { onTestFinished } from "vitest";
import { RequestBudget } from "../../../../src/core/api/budget.ts";
import { InstantlyApi } from "../../../../src/core/api/instantlyApi.ts";
import { Transport } from "../../../../src/core/api/transport.ts";
import { type Clock, systemClock } from "../../../../src/core/clock.ts";
import type { ImportCalls } from "../../../../src/core/verification/importDesk.ts";
import type { RunSettings } from "../../../../src/core/verification/journal.ts";
import type { LiveRun } from "../../../../src/core/verification/liveRun.ts";
import type { RunState } from "../../../../src/core/verification/runState.ts";
import {
  VerificationRuns,
  type VerificationRunsOptions,
} from "../../../../src/core/verification/verificationRuns.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../../src/sandbox/startSandbox.ts";
import { MemoryJournal, MemoryLedger } from "../../../../src/store/memoryStore.ts";
import type { SandboxFault } from "../sandbox.ts";

export const SETTINGS: RunSettings = { maxCredits: 1_000, balanceFloor: 0, domains: "verify" };

/** A clock that a test can move; sleeps take their real time. */
export class MovableClock implements Clock {
  offsetMs = 0;
  now(): number {
    return systemClock.now() + this.offsetMs;
  }
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(ms, signal);
  }
}

export interface Charge {
  readonly email: string;
  readonly charges: number;
}

/** A sandbox with windows that verify in bulk on one store, over HTTP and by the machine's clock. */
export async function bulk(options: SandboxOptions = {}): Promise<{
  readonly sandbox: Sandbox;
  readonly clock: MovableClock;
  readonly journal: MemoryJournal;
  readonly ledger: MemoryLedger;
  /** Another window of the same workspace. */
  readonly window: (
    parts?: Partial<VerificationRunsOptions> & {
      readonly key?: string;
      /** Stands between the run and the calls by which it adds leads. */
      readonly adding?: (leads: InstantlyApi["leads"]) => ImportCalls["leads"];
    },
  ) => VerificationRuns;
  readonly fault: (fault: SandboxFault | undefined) => Promise<void>;
  readonly keyWith: (...scopes: readonly string[]) => Promise<string>;
  /** What the API charged. */
  readonly charges: () => Promise<readonly Charge[]>;
}> {
  const sandbox = await startSandbox({ verifyDelayMs: 0, strictAgent: true, ...options });
  onTestFinished(() => sandbox.close());
  const clock = new MovableClock();
  const journal = new MemoryJournal();
  const ledger = new MemoryLedger();
  const control = async (path: string, method = "GET", body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return (await fetch(`${sandbox.origin}/__sandbox/${path}`, { method, ...sent })).json();
  };
  return {
    sandbox,
    clock,
    journal,
    ledger,
    window: ({
      key = sandbox.keys.full,
      adding = (leads: InstantlyApi["leads"]) => leads,
      ...parts
    } = {}) => {
      const budget = new RequestBudget({ clock });
      const apiKey = (): Promise<string> => Promise.resolve(key);
      const transport = new Transport({
        origin: sandbox.origin,
        apiKey,
        userAgent: "bulk-test/1",
        budget,
        clock,
      });
      const api = new InstantlyApi(transport);
      const runs = new VerificationRuns({
        api: api.emailVerification,
        importing: { lists: api.leadLists, leads: adding(api.leads) },
        budget,
        ledger,
        journal,
        clock,
        scope: "workspace",
        balance: async () => (await api.workspaceBilling.planDetails()).creditsAvailable,
        check: () => undefined,
        settleMs: 0,
        ...parts,
      });
      onTestFinished(() => runs.dispose());
      return runs;
    },
    fault: async (fault) => {
      await (fault === undefined ? control("faults", "DELETE") : control("faults", "POST", fault));
    },
    keyWith: async (...scopes) => ((await control("keys", "POST", { scopes })) as { key: string }).key,
    charges: async () => (await control("ledger")) as readonly Charge[],
  };
}

/** `count` addresses whose domains are neither catch-all nor dead. */
export function people(count: number, domain = "verified.test"): readonly string[] {
  return Array.from({ length: count }, (_, index) => `verified+${index}@${domain}`);
}

/** A run over `addresses`, planned and begun. */
export async function started(
  runs: VerificationRuns,
  addresses: Iterable<string>,
  settings = SETTINGS,
): Promise<LiveRun> {
  const plan = await runs.plan(addresses, { reuseDays: 30 });
  const run = await runs.start(plan, settings, "list.csv");
  if (run === undefined) throw new Error("The run did not start.");
  return run;
}

/** The state in which a run ends that was taken up again. */
export async function resumed(
  runs: VerificationRuns,
  { id }: { id: string },
  settings = {},
): Promise<RunState> {
  const run = await runs.resume(id, settings);
  if (run === undefined) throw new Error("The run cannot be resumed.");
  return run.ended;
}
