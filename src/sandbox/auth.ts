import { failure } from "./httpFailure.ts";
import type { KeyRecord, World } from "./world.ts";

/**
 * The key that a request carries.
 * @throws HttpFailure 401 when the header is missing or the key is unknown or revoked.
 */
export function authenticated(world: World, header: string | undefined): KeyRecord {
  if (header === undefined || header === "") throw failure(401, "Missing authorization header");
  const key = world.keys.get(header.replace(/^Bearer\s+/i, ""));
  if (key === undefined || key.revoked === true) throw failure(401, "Invalid API key");
  return key;
}

/**
 * Every scope that opens an operation: `accounts:read` is also opened by `accounts:all`, `all:read` and `all:all`.
 */
export function scopesFor(scope: string): string[] {
  const [resource = "", action = ""] = scope.split(":");
  return [scope, `${resource}:all`, `all:${action}`, "all:all"];
}

/** @throws HttpFailure 401 (the API answers a missing scope so, not with 403) naming the wanted and held scopes. */
export function requireScope(key: KeyRecord, scope: string): void {
  if (scopesFor(scope).some((name) => key.scopes.includes(name))) return;
  throw failure(401, `Invalid scope. Required: ${scope}. Found: ${key.scopes.join(", ")}`);
}
