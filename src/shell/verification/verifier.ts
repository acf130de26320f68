import * as vscode from "vscode";
import { ApiError } from "../../core/api/errors.ts";
import { LearntPrice } from "../../core/verification/learntPrice.ts";
import { UncertainChargeError, type VerificationResult } from "../../core/verification/verifyAddress.ts";
import type { ActiveSession, Sessions } from "../auth/sessions.ts";
import { explain, UserError } from "../explain.ts";

const SCOPE = "email_verifications:create";

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

  /** The scope for it that the key is known to lack. */
  get missingScope(): string | undefined {
    return this.#sessions.current?.session.api.lacks(SCOPE) === true ? SCOPE : undefined;
  }

  /** Called before anything is asked that would have to be paid for. @throws ApiError where the key may not. */
  requireScope(): void {
    if (this.missingScope === undefined) return;
    throw new ApiError({ kind: "missingScope", required: [SCOPE], found: [] }, "POST /email-verification");
  }

  /** Tells of a result that came, also when nobody waits for it any more. */
  heard(session: ActiveSession["session"], result: VerificationResult): void {
    this.price.learn(result.creditsUsed);
    session.verifications.add(result);
    this.#verified.fire(result);
  }
}

/** A question whose answer was lost may have been charged; saying less would be untrue. */
export function lostAnswer(error: unknown): UserError | undefined {
  if (!(error instanceof UncertainChargeError)) return undefined;
  const { sentence } = explain(error.original);
  return new UserError(
    vscode.l10n.t("{0} Whether the check was charged is not known; it was not asked again.", sentence),
    { label: vscode.l10n.t("Show Log"), command: "instantly.showLog" },
  );
}
