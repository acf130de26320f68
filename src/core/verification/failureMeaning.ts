import type { ApiFailure } from "../api/errors.ts";

type Refusal = Extract<ApiFailure, { readonly kind: "rejected" | "serverFault" }>;

/** The API has a word about this address, not about the run. */
export function isRefusal(failure: ApiFailure): failure is Refusal {
  return failure.kind === "rejected" && (failure.status === 400 || failure.status === 422);
}

/** The API has a word about this address, or none can be had, and so about nothing else. */
export function isAnswer(failure: ApiFailure): boolean {
  return failure.kind === "notFound" || failure.kind === "unusableName" || isRefusal(failure);
}

/** Every further call would end the same way. */
export function isFatal(failure: ApiFailure): boolean {
  switch (failure.kind) {
    case "unauthorized":
    case "noKey":
    case "missingScope":
    case "paymentRequired":
      return true;
    case "rejected":
      return !isRefusal(failure);
    default:
      return false;
  }
}
