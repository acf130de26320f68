/** Why a call failed: closed, so that every place that speaks about failures handles all of them. */
export type ApiFailure =
  /** A 401 that says the key is invalid or missing: the only failure that means a bad key. */
  | { readonly kind: "unauthorized"; readonly detail: string }
  /** 401 or 403 "Invalid scope. Required: a, b. Found: c": the key is good, a scope is missing. */
  | { readonly kind: "missingScope"; readonly required: readonly string[]; readonly found: readonly string[] }
  /** 402: no plan for the API, or no credits; the API does not tell which in a documented form. */
  | { readonly kind: "paymentRequired"; readonly detail: string }
  | { readonly kind: "notFound"; readonly detail: string }
  | { readonly kind: "rateLimited"; readonly retryAfterMs: number | undefined }
  /** Any other 4xx, answered by the API itself. */
  | { readonly kind: "rejected"; readonly status: number; readonly detail: string }
  /** A 5xx, answered by the API itself. */
  | {
      readonly kind: "serverFault";
      readonly status: number;
      readonly detail: string;
      /** There when it said how long to stay away. */
      readonly retryAfterMs?: number;
    }
  /** An answer that is not the API's: a Cloudflare or proxy page, a redirect. Status 0 when it was hidden from us. */
  | {
      readonly kind: "blockedAtEdge";
      readonly status: number;
      readonly detail: string;
      readonly retryAfterMs?: number;
    }
  /** No answer: refused, reset, not found, TLS. `code` is the platform's, e.g. ECONNREFUSED. */
  | { readonly kind: "unreachable"; readonly code: string | undefined }
  | { readonly kind: "timedOut"; readonly afterMs: number }
  /** An answer of another shape than the API's. Issues name paths and types, never values. */
  | {
      readonly kind: "unexpectedShape";
      readonly issues: readonly string[];
      /** It is the answer to another question, about something else: asked again, the right one may come. */
      readonly isOthers?: true;
      /** It is so much larger than what was asked for that it was not read. */
      readonly isTooLarge?: true;
    }
  /** A list goes on where nobody can read: its answer names the next page in no usable way, or leads back. */
  | { readonly kind: "lostPlace" }
  /** What was asked for cannot be named in a request; `name` is what it is called there. Nothing was sent. */
  | { readonly kind: "unusableName"; readonly name: string }
  /** There was no key to send; nothing was sent. */
  | { readonly kind: "noKey" };

/**
 * The only error that a call to the API throws, besides the caller's own abort reason.
 * `message` is for logs: it never holds a key, an address or a body. `failure.detail`, where there is one, is the
 * API's own sentence (at most 300 characters, no control characters, the key removed): for people, not for logs.
 */
export class ApiError extends Error {
  override readonly name: string = "ApiError";

  constructor(
    readonly failure: ApiFailure,
    /** The operation as "GET /accounts/{email}": a template, never values. */
    readonly request: string,
  ) {
    super(`${request}: ${describe(failure)}`);
  }
}

/** Whether an error only says that the caller cancelled (a DOM abort, or VS Code's own "Canceled"). */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "Canceled");
}

/** How long the server asked everybody to stay away, if it did. */
export function retryAfterOf(failure: ApiFailure): number | undefined {
  return "retryAfterMs" in failure ? failure.retryAfterMs : undefined;
}

function describe(failure: ApiFailure): string {
  switch (failure.kind) {
    case "unauthorized":
      return "the key was refused";
    case "missingScope":
      return `missing scope ${failure.required.join(" or ")}`;
    case "paymentRequired":
      return "no active plan or no credits (402)";
    case "notFound":
      return "not found (404)";
    case "rateLimited":
      return failure.retryAfterMs === undefined
        ? "rate limited"
        : `rate limited, retry after ${failure.retryAfterMs} ms`;
    case "rejected":
      return `rejected (${failure.status})`;
    case "serverFault":
      return `server fault (${failure.status})`;
    case "blockedAtEdge":
      return `answered by something other than the API (${failure.status})`;
    case "unreachable":
      return `unreachable${failure.code === undefined ? "" : ` (${failure.code})`}`;
    case "timedOut":
      return `no complete answer within ${failure.afterMs} ms`;
    case "unexpectedShape":
      return `unexpected shape: ${failure.issues.join("; ")}`;
    case "lostPlace":
      return "the answer does not say where the list goes on";
    case "unusableName":
      return `no request can name this ${failure.name}`;
    case "noKey":
      return "no API key";
  }
}
