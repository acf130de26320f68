import type { ApiFailure } from "../api/errors.ts";
import type { StoreFault } from "./storeError.ts";

/** Why a run stands still. */
export type PauseReason =
  /** The person said so. */
  | { readonly kind: "asked" }
  /** Signed out, switched the workspace, or closed the window. */
  | { readonly kind: "sessionEnded" }
  | { readonly kind: "maxCredits"; readonly credits: number }
  | { readonly kind: "balanceFloor"; readonly balance: number }
  /** A check on import costs more credits than was agreed to; resuming agrees. */
  | { readonly kind: "dearer"; readonly credits: number; readonly agreed: number }
  /** Instantly's servers have come no further for long with so many addresses; resuming looks again. */
  | { readonly kind: "stalled"; readonly addresses: number }
  /** So many addresses were sent to Instantly's servers by another run, which stands still: they are not paid for again. */
  | { readonly kind: "elsewhere"; readonly addresses: number }
  /** No credits or plan (paymentRequired), a missing scope, a refused key, or no way to the API for long. */
  | { readonly kind: "failure"; readonly failure: ApiFailure }
  /** Without a journal nothing is asked. */
  | { readonly kind: "store"; readonly fault: StoreFault }
  /** Another window took the run while this one slept. */
  | { readonly kind: "leaseLost" };
