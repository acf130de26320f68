import { RequestBudget } from "../../src/core/api/budget.ts";
import { InstantlyApi } from "../../src/core/api/instantlyApi.ts";
import { Transport } from "../../src/core/api/transport.ts";
import { type Clock, systemClock } from "../../src/core/clock.ts";
import { VerificationRuns } from "../../src/core/verification/verificationRuns.ts";
import { openStore, type Store } from "../../src/store/openStore.ts";

/** As many addresses as are asked for, of 97 companies. */
export function* sampleCompanies(count: number): Generator<string> {
  for (let i = 0; i < count; i++) yield `person.${i}@company-${i % 97}.example`;
}

/** A clock that is ahead of this machine's by what `skewMs` says at the time. */
export function skewedClock(skewMs: () => number): Clock {
  return {
    now: () => systemClock.now() + skewMs(),
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
  };
}

/** The verification of one workspace as the extension composes it, on a store of its own. */
export async function openWorkspace(options: {
  readonly origin: string;
  readonly key: string;
  readonly storeFile: string;
  readonly secret?: Uint8Array;
  readonly clock?: Clock;
  readonly settleMs?: number;
  /** For a server that knows the workspace's credits. */
  readonly readsBalance?: boolean;
}): Promise<{ readonly runs: VerificationRuns; readonly store: Store }> {
  const { origin, key, storeFile, clock = systemClock } = options;
  const store = await openStore({ file: storeFile, secret: options.secret ?? Buffer.alloc(32, 7) });
  const budget = new RequestBudget({ clock, ...(store.slots === undefined ? {} : { shared: store.slots }) });
  const transport = new Transport({
    origin,
    apiKey: () => Promise.resolve(key),
    userAgent: "instantly-vscode-bench/1",
    budget,
    clock,
  });
  const api = new InstantlyApi(transport);
  const readBalance = async (): Promise<number | undefined> =>
    (await api.workspaceBilling.planDetails()).creditsAvailable;
  const runs = new VerificationRuns({
    api: api.emailVerification,
    importing: { lists: api.leadLists, leads: api.leads },
    budget,
    ledger: store.ledger,
    journal: store.journal,
    clock,
    scope: "bench",
    balance: options.readsBalance === true ? readBalance : () => Promise.resolve(undefined),
    check: () => undefined,
    ...(options.settleMs === undefined ? {} : { settleMs: options.settleMs }),
  });
  return { runs, store };
}
