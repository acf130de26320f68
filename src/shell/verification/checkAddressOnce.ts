import * as vscode from "vscode";
import { systemClock } from "../../core/clock.ts";
import { DAY_MS } from "../../core/verification/ledger.ts";
import type { CheckedAddress, SingleCheckOptions } from "../../core/verification/singleChecks.ts";
import { StoreError } from "../../core/verification/storeError.ts";
import { waitOutLocks } from "../../core/verification/storeWrites.ts";
import { UserError } from "../explain.ts";
import type { RunService } from "../runs/runService.ts";
import { reuseDaysSetting } from "../settings.ts";
import { lostAnswer } from "./verifier.ts";

/** How one address is checked. */
export interface CheckOnceOptions extends Omit<SingleCheckOptions, "since"> {
  /** Pays for it though its verdict is known. */
  readonly again?: boolean;
  /** False where there is no person to ask whether to pay though nothing can be kept: it is refused then. */
  readonly isAsked?: boolean;
}

/**
 * The verdict on one address: what was paid for is used again if it is young enough (`instantly.verification.reuseDays`).
 * @throws UserError when nobody is signed in, nothing can be kept, or the answer was lost and the check may have been
 * charged; ApiError, the signal's reason.
 */
export async function checkAddressOnce(
  runs: RunService,
  email: string,
  { again = false, isAsked = true, ...options }: CheckOnceOptions,
): Promise<CheckedAddress> {
  const reused = new Date(Date.now() - reuseDaysSetting() * DAY_MS);
  await runs.open();
  // A ledger that cannot be read may well know it: what the StoreError says is better than paying twice.
  const entry = await waitOutLocks(systemClock, () => runs.find(email));
  const isKnown = !again && entry !== undefined && entry.verdict !== "pending" && entry.checkedAt >= reused;
  if (!isKnown) runs.requireScope();
  if (!isKnown) await runs.openToPay({ isAsked });
  const checks = await runs.openChecks();
  return checks.check(email, { ...options, since: again ? "now" : reused }).catch((error: unknown) => {
    if (error instanceof StoreError)
      throw new UserError(
        vscode.l10n.t("What is kept on this machine cannot be written now. Nothing was asked or charged."),
      );
    throw lostAnswer(error) ?? error;
  });
}
