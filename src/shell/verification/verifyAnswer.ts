import type { Verdict } from "../../core/api/resources/emailVerification.ts";
import type { CheckedAddress } from "../../core/verification/singleChecks.ts";
import type { VerificationResult } from "../../core/verification/verifyAddress.ts";

/** What `instantly.verifyEmail` and the exported API answer; `checkedAt` is ISO 8601, so that it survives a copy between hosts. */
export interface VerifyAnswer {
  readonly email: string;
  readonly verdict: Verdict;
  readonly catchAll: boolean | "pending" | undefined;
  readonly creditsUsed: number | undefined;
  readonly creditsLeft: number | undefined;
  readonly checkedAt: string;
  /**
   * "instantly": asked for and paid now; "lookup": read back after an answer was lost or still out; "ledger": paid for
   * earlier and kept on this machine.
   */
  readonly source: VerificationResult["source"] | "ledger";
}

/** A result that was paid for now. */
export function toAnswer(result: VerificationResult): VerifyAnswer {
  const { email, verdict, catchAll, creditsUsed, creditsLeft, checkedAt, source } = result;
  return { email, verdict, catchAll, creditsUsed, creditsLeft, checkedAt: checkedAt.toISOString(), source };
}

/** A result that was paid for before: this call has cost nothing. */
export function toFreeAnswer({ result, how }: CheckedAddress): VerifyAnswer {
  return { ...toAnswer(result), creditsUsed: 0, source: how === "ledger" ? how : "lookup" };
}

export interface VerifyOptions {
  readonly signal?: AbortSignal;
  /** Stop before the credits spent in this call would exceed this; `instantly.verification.maxCreditsPerRun` caps it. */
  readonly maxCredits?: number;
}
