import type { Verdict } from "../../core/api/resources/emailVerification.ts";
import type { VerificationResult } from "../../core/verification/verifyAddress.ts";

/** What `instantly.verifyEmail` and the exported API answer; `checkedAt` is ISO 8601, so that it survives a copy between hosts. */
export interface VerifyAnswer {
  readonly email: string;
  readonly verdict: Verdict;
  readonly catchAll: boolean | "pending" | undefined;
  readonly creditsUsed: number | undefined;
  readonly creditsLeft: number | undefined;
  readonly checkedAt: string;
  readonly source: VerificationResult["source"];
}

export function toAnswer(result: VerificationResult): VerifyAnswer {
  const { email, verdict, catchAll, creditsUsed, creditsLeft, checkedAt, source } = result;
  return { email, verdict, catchAll, creditsUsed, creditsLeft, checkedAt: checkedAt.toISOString(), source };
}

export interface VerifyOptions {
  readonly signal?: AbortSignal;
  /** Stop before the credits spent in this call would exceed this; `instantly.verification.maxCreditsPerRun` caps it. */
  readonly maxCredits?: number;
}
