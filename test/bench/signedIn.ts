import type { OpenOptions } from "../hosts/openVsCode.ts";
import type { RunningSandbox } from "../hosts/startSandbox.ts";

/** A round trip to the API, as from a place with a good line. */
export const LATENCY_MS = 30;

/** A window in which the extension finds itself signed in to the sandbox. */
export function signedIn({ origin, key }: RunningSandbox): Required<Pick<OpenOptions, "settings" | "env">> {
  return { settings: { "instantly.api.baseUrl": origin }, env: { INSTANTLY_API_KEY: key } };
}
