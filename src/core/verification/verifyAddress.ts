import type { Clock } from "../clock.ts";
import { ApiError } from "../api/errors.ts";
import type { EmailVerification, EmailVerificationApi, Verdict } from "../api/resources/emailVerification.ts";
import { mayHaveArrived } from "./chargeRisk.ts";
import { nextPollMs } from "./pollDelay.ts";

/** What one verification said, what it cost, and when. */
export interface VerificationResult {
  readonly email: string;
  readonly verdict: Verdict;
  /** The API's own word. */
  readonly rawStatus: string;
  readonly catchAll: boolean | "pending" | undefined;
  readonly creditsUsed: number | undefined;
  readonly creditsLeft: number | undefined;
  readonly checkedAt: Date;
  /** "instantly": asked for and paid now; "lookup": read back after the answer was lost. */
  readonly source: "instantly" | "lookup";
}

/** The answer to a paid question was lost, and no trace of the check was found: it may or may not have been charged. */
export class UncertainChargeError extends ApiError {
  override readonly name = "UncertainChargeError";

  constructor(readonly original: ApiError) {
    super(original.failure, original.request);
  }
}

/** How to wait for a verification, and who wants to hear of it. */
export interface VerifyOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Ends a question that has not left yet. */
  readonly turn?: AbortSignal | undefined;
  /** After a lost answer, for how long "not found" is not believed; at once when absent. */
  readonly settleMs?: number;
  readonly onProgress?: (
    step:
      | { readonly kind: "asked" }
      | { readonly kind: "pending"; readonly polls: number; readonly elapsedMs: number },
  ) => void;
  /** 120 s when absent; then the result stays "pending". */
  readonly giveUpAfterMs?: number;
}

const GIVE_UP_AFTER_MS = 120_000;
const SETTLE_STEP_MS = 1_000;

/**
 * Verifies one address: asks once (which costs credits), then reads the answer back until it is final.
 * @throws UncertainChargeError when the answer was lost and cannot be read back; ApiError for other failures of the
 * question; the signal's reason when cancelled. A failed poll is not a failure: the result stays "pending".
 */
export async function verifyAddress(
  api: EmailVerificationApi,
  email: string,
  options: VerifyOptions,
): Promise<VerificationResult> {
  options.onProgress?.({ kind: "asked" });
  return follow(api, email, await ask(api, email, options), options);
}

/**
 * Reads the answer to a question that was paid for before, until it is final; undefined when the API does not know the
 * address. Nothing is charged.
 * @throws ApiError when it cannot be read; the signal's reason when cancelled.
 */
export async function lookUpAddress(
  api: EmailVerificationApi,
  email: string,
  options: VerifyOptions,
): Promise<VerificationResult | undefined> {
  const answer = await readBack(api, email, options.signal);
  if (!(answer instanceof ApiError)) return follow(api, email, { answer, source: "lookup" }, options);
  if (answer.failure.kind === "notFound") return undefined;
  throw answer;
}

async function follow(
  api: EmailVerificationApi,
  email: string,
  { answer: asked, source }: Asked,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const { clock, signal } = options;
  const startedAt = clock.now();
  const giveUpAt = startedAt + (options.giveUpAfterMs ?? GIVE_UP_AFTER_MS);
  let answer = asked;
  let delayMs = nextPollMs();
  for (let polls = 1; answer.verdict === "pending" && clock.now() + delayMs <= giveUpAt; polls++) {
    await clock.sleep(delayMs, signal);
    options.onProgress?.({ kind: "pending", polls, elapsedMs: clock.now() - startedAt });
    const polled = await readBack(api, email, signal);
    answer = polled instanceof ApiError ? answer : polled;
    delayMs = nextPollMs(delayMs);
  }
  return {
    email,
    verdict: answer.verdict,
    rawStatus: answer.rawStatus,
    catchAll: answer.catchAll,
    // What a check costs is said when it is asked for; a read-back need not repeat it.
    creditsUsed: asked.creditsUsed ?? answer.creditsUsed,
    creditsLeft: asked.creditsLeft ?? answer.creditsLeft,
    checkedAt: new Date(clock.now()),
    source,
  };
}

interface Asked {
  readonly answer: EmailVerification;
  readonly source: VerificationResult["source"];
}

async function ask(
  api: EmailVerificationApi,
  email: string,
  { signal, turn, clock, settleMs = 0 }: VerifyOptions,
): Promise<Asked> {
  try {
    return { answer: await api.verify(email, { signal, turn }), source: "instantly" };
  } catch (error) {
    if (!(error instanceof ApiError) || !mayHaveArrived(error.failure)) throw error;
    for (const until = clock.now() + settleMs; ;) {
      const found = await readBack(api, email, signal);
      if (!(found instanceof ApiError)) return { answer: found, source: "lookup" };
      // A look-up that fails was repeated by the transport: whoever waits is told, and the next one to ask looks again.
      if (found.failure.kind !== "notFound" || clock.now() >= until) throw new UncertainChargeError(error);
      await clock.sleep(SETTLE_STEP_MS, signal);
    }
  }
}

/** A failed look-up is an answer here; anything but an ApiError is not. */
async function readBack(
  api: EmailVerificationApi,
  email: string,
  signal: AbortSignal | undefined,
): Promise<EmailVerification | ApiError> {
  try {
    return await api.get(email, { signal });
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
