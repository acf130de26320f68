import { isFresh } from "../../core/verification/ledger.ts";
import { StoreError } from "../../core/verification/storeError.ts";
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
 * @throws UserError when nobody is signed in, ApiError when the look-up fails, the signal's reason.
 */
export async function knownResult(
  { verifier, runs }: { readonly verifier: Verifier; readonly runs: RunService },
  active: ActiveSession,
  email: string,
  signal: AbortSignal,
): Promise<KnownResult | undefined> {
  await runs.open();
  const entry = find(runs, email);
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

/** A ledger that cannot be read knows nothing: a person who asks for one address is not kept from it. */
function find(runs: RunService, email: string): ReturnType<RunService["find"]> {
  try {
    return runs.find(email);
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}
