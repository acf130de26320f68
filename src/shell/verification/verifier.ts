import * as vscode from "vscode";
import { systemClock } from "../../core/clock.ts";
import { LearntPrice } from "../../core/verification/learntPrice.ts";
import {
  lookUpAddress,
  UncertainChargeError,
  verifyAddress,
  type VerificationResult,
} from "../../core/verification/verifyAddress.ts";
import type { ActiveSession, Sessions } from "../auth/sessions.ts";
import { explain, UserError } from "../explain.ts";

export type VerifyStep = Parameters<NonNullable<Parameters<typeof verifyAddress>[2]["onProgress"]>>[0];

/** Verifies for whoever is signed in, keeps what came out, and knows what a check costs. */
export class Verifier implements vscode.Disposable {
  readonly #sessions: Sessions;
  readonly #verified = new vscode.EventEmitter<VerificationResult>();
  /** Told of every result that was paid for. */
  readonly onDidVerify = this.#verified.event;
  /** Learnt from every answer in this window, those of runs included. */
  readonly price = new LearntPrice();

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }

  dispose(): void {
    this.#verified.dispose();
  }

  /** What one check is expected to cost. */
  get creditsPerCheck(): number {
    return this.price.credits;
  }

  /** The session to spend from; @throws UserError when nobody is signed in. */
  async session(): Promise<ActiveSession> {
    await this.#sessions.ready;
    if (this.#sessions.current !== undefined) return this.#sessions.current;
    throw new UserError(vscode.l10n.t("Sign in to verify addresses."), {
      label: vscode.l10n.t("Sign In"),
      command: "instantly.signIn",
    });
  }

  /**
   * Pays for one check and follows it until it is final.
   * @throws ApiError, or UserError when the answer was lost and the check may have been charged.
   */
  async verify(
    { session }: ActiveSession,
    address: string,
    signal: AbortSignal,
    onProgress?: (step: VerifyStep) => void,
  ): Promise<VerificationResult> {
    const result = await verifyAddress(session.api.emailVerification, address, {
      clock: systemClock,
      signal,
      ...(onProgress === undefined ? {} : { onProgress }),
    }).catch((error: unknown) => {
      throw lostAnswer(error) ?? error;
    });
    this.price.learn(result.creditsUsed);
    this.#keep(session, result);
    return result;
  }

  /**
   * Reads the answer to a check that was paid for before; undefined when Instantly does not know the address.
   * @param creditsUsed what it cost then.
   * @throws ApiError
   */
  async lookUp(
    { session }: ActiveSession,
    address: string,
    creditsUsed: number | undefined,
    signal: AbortSignal,
  ): Promise<VerificationResult | undefined> {
    const options = { clock: systemClock, signal };
    const found = await lookUpAddress(session.api.emailVerification, address, options);
    if (found === undefined) return undefined;
    const result = { ...found, creditsUsed: creditsUsed ?? found.creditsUsed };
    this.#keep(session, result);
    return result;
  }

  #keep(session: ActiveSession["session"], result: VerificationResult): void {
    session.verifications.add(result);
    this.#verified.fire(result);
  }
}

/** A question whose answer was lost may have been charged; saying less would be untrue. */
function lostAnswer(error: unknown): UserError | undefined {
  if (!(error instanceof UncertainChargeError)) return undefined;
  const { sentence } = explain(error.original);
  return new UserError(
    vscode.l10n.t("{0} Whether the check was charged is not known; it was not asked again.", sentence),
    { label: vscode.l10n.t("Show Log"), command: "instantly.showLog" },
  );
}
