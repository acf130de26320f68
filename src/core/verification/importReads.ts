import { ApiError } from "../api/errors.ts";
import type { Clock } from "../clock.ts";
import type { ItemOutcome } from "./journal.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { VerificationCalls } from "./runCalls.ts";

const NO_BALANCE = { kind: "missingScope", required: ["workspace_billing:read"], found: [] } as const;

/**
 * The workspace's credits.
 * @throws ApiError (missingScope too: without the balance nothing could hold an import to its limit).
 */
export async function readBalance(
  parts: { readonly balance: (signal?: AbortSignal) => Promise<number | undefined> },
  signal: AbortSignal,
): Promise<number> {
  const balance = await parts.balance(signal);
  if (balance === undefined) throw new ApiError(NO_BALANCE, "GET /workspace-billing/plan-details");
  return balance;
}

/** Reads a single check back, free of charge; undefined when there was none. @throws ApiError */
export async function lookUp(
  parts: { readonly api: Pick<VerificationCalls, "get">; readonly clock: Clock },
  address: string,
  signal: AbortSignal,
): Promise<ItemOutcome | undefined> {
  try {
    const answer = await parts.api.get(address, { signal, priority: "background" });
    const { verdict, rawStatus, catchAll, creditsUsed } = answer;
    const checkedAt = new Date(parts.clock.now());
    const entry: LedgerEntry = { verdict, rawStatus, catchAll, creditsUsed, checkedAt, source: "lookup" };
    return { state: "settled", entry, isKnown: true };
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === "notFound") return undefined;
    throw error;
  }
}
