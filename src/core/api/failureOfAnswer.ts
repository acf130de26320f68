import type { ApiFailure } from "./errors.ts";
import { cleanDetail } from "./cleanDetail.ts";
import { isRecord } from "./lenient.ts";
import type { Answer } from "./readAnswer.ts";
import { retryAfterMs } from "./retryAfter.ts";

/**
 * What an answer says went wrong; undefined when it is a good one. Whether an answer comes from the API at all is
 * decided by its content type, not by its status: Cloudflare answers for the API with its own pages.
 */
export function failureOfAnswer(answer: Answer, key: string, now: number): ApiFailure | undefined {
  const { status, form } = answer;
  const waitMs = retryAfterMs(answer.headers, now);
  if (status === 429) return { kind: "rateLimited", retryAfterMs: waitMs };
  const after = status < 500 || waitMs === undefined ? {} : { retryAfterMs: waitMs };
  if (form === "other" || status === 0 || (status >= 300 && status < 400)) {
    return { kind: "blockedAtEdge", status, detail: cleanDetail(pageText(answer), key), ...after };
  }
  if (status < 300) {
    return form === "brokenJson"
      ? { kind: "unexpectedShape", issues: ["body: expected complete JSON"] }
      : undefined;
  }
  const message = messageOf(answer.json);
  const detail = cleanDetail(message, key);
  if (status === 401 || status === 403) return refusal(answer, message, detail);
  if (status === 402) return { kind: "paymentRequired", detail };
  if (status === 404) return { kind: "notFound", detail };
  return status >= 500
    ? { kind: "serverFault", status, detail, ...after }
    : { kind: "rejected", status, detail };
}

/**
 * A missing scope comes as 401 (seen live) or 403; only its message tells it from a bad key. And only the API's own
 * 401 that speaks of the key says that the key is bad: that failure signs people out.
 */
function refusal({ status, json }: Answer, message: string, detail: string): ApiFailure {
  if (message.startsWith("Invalid scope")) {
    return { kind: "missingScope", required: scopes(message, "Required:"), found: scopes(message, "Found:") };
  }
  // A 403 is about rights, whatever its words are; a 401 may be about anything.
  const named = status === 403 || /scope|permission/i.test(message) ? namedScopes(message) : [];
  if (named.length > 0) return { kind: "missingScope", required: named, found: [] };
  return isKeyRefused(json) ? { kind: "unauthorized", detail } : { kind: "rejected", status, detail };
}

/**
 * Documented and seen: {"statusCode":401,"error":"Unauthorized","message":"Invalid API key"}, or "Missing
 * authorization header". Proxies answer 401 in forms of their own, and speak of tokens and credentials as well.
 */
function isKeyRefused(json: unknown): boolean {
  if (!isRecord(json) || json["statusCode"] !== 401 || typeof json["error"] !== "string") return false;
  const message = json["message"];
  return typeof message === "string" && /\bkey\b|\bauthori[sz]ation header\b/i.test(message);
}

/** Scopes that are named in other words than the API's usual ones, before it goes on to what the key has. */
function namedScopes(message: string): readonly string[] {
  const [lacks = ""] = message.split(/\b(?:found|granted|has|have)\s*:/i);
  return [...lacks.matchAll(/(?<![\w:.-])[a-z][a-z_-]{0,59}:(?:all|read|create|update|delete)\b/g)].map(
    ([scope]) => scope,
  );
}

/** The list after a label of "Invalid scope. Required: a, b. Found: c". Only what has a scope's form: it is logged. */
function scopes(message: string, label: string): readonly string[] {
  const start = message.indexOf(label);
  if (start < 0) return [];
  const rest = message.slice(start + label.length);
  const other = rest.search(/(?:Required|Found):/);
  const list = other < 0 ? rest : rest.slice(0, other);
  return list
    .split(",")
    .map((scope) => scope.trim().replace(/\.$/, ""))
    .filter((scope) => /^[\w-]{1,60}:[\w-]{1,20}$/.test(scope));
}

/** The error bodies seen: {message}, {error}, {statusCode, error, message}, {status, message, host}, plain text. */
function messageOf(json: unknown): string {
  if (typeof json === "string") return json;
  if (!isRecord(json)) return "";
  for (const field of ["message", "error"]) {
    const value = json[field];
    if (typeof value === "string" && value !== "") return value;
    if (isRecord(value) && typeof value["message"] === "string") return value["message"];
  }
  return "";
}

/** What a page that is not the API's says: its title, or the text itself when it is plain. */
function pageText({ headers, text }: Answer): string {
  const head = text.slice(0, 10_000);
  const isHtml = /html/i.test(headers.get("content-type") ?? "") || head.trimStart().startsWith("<");
  return isHtml ? (/<title[^>]*>([^<]*)/i.exec(head)?.[1] ?? "") : head;
}
