/** The only host the API's own document names. */
export const DEFAULT_ORIGIN = "https://api.instantly.ai";

/** The outcome of `parseOrigin`. */
export type OriginCheck =
  | { readonly ok: true; readonly origin: string }
  | { readonly ok: false; readonly problem: "notAUrl" | "notHttps" };

/**
 * Reads a base URL as people write it: trailing slashes and /api/v2 are dropped; user names and passwords, queries
 * and other paths are refused. https anywhere, http only to this machine, so that no key crosses a network in clear.
 */
export function parseOrigin(text: string): OriginCheck {
  const notAUrl: OriginCheck = { ok: false, problem: "notAUrl" };
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) && URL.canParse(trimmed)
      ? { ok: false, problem: "notHttps" }
      : notAUrl;
  }
  const url = new URL(trimmed);
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return notAUrl;
  if (!/^\/*(?:api(?:\/v2)?\/*)?$/.test(url.pathname)) return notAUrl;
  if (url.protocol === "http:" && !isLoopback(url.hostname)) return { ok: false, problem: "notHttps" };
  return { ok: true, origin: url.origin };
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
