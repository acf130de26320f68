import type { RequestBudget } from "../../core/api/budget.ts";
import { systemClock } from "../../core/clock.ts";
import { checkAddress } from "../../core/text/checkAddress.ts";
import type { Ledger } from "../../core/verification/ledger.ts";
import { SingleChecks } from "../../core/verification/singleChecks.ts";
import { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import type { ActiveSession } from "../auth/sessions.ts";
import type { Verifier } from "../verification/verifier.ts";
import { knownBalance } from "./knownBalance.ts";
import type { OpenedStore } from "./storeOpener.ts";

/** What one session verifies with, and the store that it is written down in; gone with either. */
export class OpenedRuns {
  readonly runs: VerificationRuns;
  readonly checks: SingleChecks;

  constructor(
    readonly active: ActiveSession,
    readonly store: OpenedStore,
    { verifier, budget }: { readonly verifier: Verifier; readonly budget: RequestBudget },
  ) {
    const { session, profileId: scope } = active;
    const { api } = session;
    const { ledger, journal } = store;
    this.runs = new VerificationRuns({
      api: api.emailVerification,
      importing: { lists: api.leadLists, leads: api.leads },
      budget,
      ledger,
      journal,
      clock: systemClock,
      scope,
      check: freeProblem,
      price: verifier.price,
      balance: (signal) => knownBalance(api, signal),
    });
    this.checks = new SingleChecks({
      api: api.emailVerification,
      ledger,
      journal,
      clock: systemClock,
      scope,
      onResult: (result) => verifier.heard(session, result),
    });
  }

  get ledger(): Ledger {
    return this.store.ledger;
  }

  /** Stops what is at work and waits until it can be resumed from where it stands; no answer is waited for. */
  async dispose(): Promise<void> {
    this.checks.dispose();
    await this.runs.dispose();
  }
}

/** Why an address is refused before it costs anything. */
export function freeProblem(address: string): string | undefined {
  const checked = checkAddress(address);
  return checked.ok ? undefined : checked.reason;
}
