import { ApiError } from "./errors.ts";
import type { InstantlyApi } from "./instantlyApi.ts";
import type { Workspace } from "./resources/workspaces.ts";

/**
 * Whether a key is good, with one cheap call. `workspace` undefined: the key is good, but may not read its
 * workspace (scope workspaces:read): a scope error is the API's way to say that it knows the key.
 * @throws ApiError when the key is refused or nothing can be said about it; the signal's reason when cancelled.
 */
export async function checkKey(
  api: InstantlyApi,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<{ readonly workspace: Workspace | undefined }> {
  try {
    return { workspace: await api.workspaces.current(options) };
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === "missingScope") return { workspace: undefined };
    throw error;
  }
}
