import { ApiError } from "../../core/api/errors.ts";
import type { InstantlyApi } from "../../core/api/instantlyApi.ts";

/**
 * The workspace's credits; undefined where the key lacks the scope for it: the API's own 402 still stops a run.
 * @throws ApiError
 */
export async function knownBalance(
  { workspaceBilling }: Pick<InstantlyApi, "workspaceBilling">,
  signal?: AbortSignal,
): Promise<number | undefined> {
  try {
    return (await workspaceBilling.planDetails({ signal })).creditsAvailable;
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === "missingScope") return undefined;
    throw error;
  }
}
