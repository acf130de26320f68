import { systemClock } from "../../core/clock.ts";
import { isFresh } from "../../core/verification/ledger.ts";
import { waitOutLocks } from "../../core/verification/storeWrites.ts";
import type { VerificationResult } from "../../core/verification/verifyAddress.ts";
import type { ActiveSession } from "../auth/sessions.ts";
import type { RunService } from "../runs/runService.ts";
import { reuseDaysSetting } from "../settings.ts";
import type { Verifier } from "./verifier.ts";

/** What an address that was paid for is known by; nothing is charged. */
export interface KnownResult {
  readonly result: VerificationResult;
  /** "ledger": kept on this machine; "lookup": paid for before, and the answer has come since. */
  readonly source: "ledger" | "lookup";
}

/**
 * What was already paid for, if it is young enough to be used again (`instantly.verification.reuseDays`); an answer that
 * was still out is looked up. Undefined when the address would have to be paid for.
 * @throws UserError when nobody is signed in, ApiError when the look-up fails, StoreError, the signal's reason.
 */
export async function knownResult(
  { verifier, runs }: { readonly verifier: Verifier; readonly runs: RunService },
  active: ActiveSession,
  email: string,
  signal: AbortSignal,
): Promise<KnownResult | undefined> {
  await runs.open();
  // A ledger that cannot be read may well know it: what the StoreError says is better than paying twice.
  const entry = await waitOutLocks(systemClock, () => runs.find(email));
  if (entry?.verdict === "pending") {
    const result = await verifier.lookUp(active, email, entry.creditsUsed, signal);
    return result === undefined ? undefined : { result, source: "lookup" };
  }
  if (entry === undefined || !isFresh(entry, reuseDaysSetting(), Date.now())) return undefined;
  const { verdict, rawStatus, catchAll, creditsUsed, checkedAt, source } = entry;
  const result = {
    email,
    verdict,
    rawStatus,
    catchAll,
    creditsUsed,
    creditsLeft: undefined,
    checkedAt,
    source,
  };
  return { result, source: "ledger" };
}
