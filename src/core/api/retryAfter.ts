/** No service that is to come back asks for longer; what does is a mistake, or a taunt. */
const MAX_MS = 24 * 60 * 60 * 1_000;

/**
 * How long an answer asks its reader to stay away, in ms and at most a day; undefined where it does not say so in one of
 * the header's two forms, seconds or a date.
 * @param now this machine's clock; a date is counted from the server's own, where the answer names it
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  const ms = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) * 1000 : untilDate(value, headers, now);
  return ms === undefined ? undefined : Math.min(MAX_MS, Math.ceil(ms));
}

function untilDate(value: string, headers: Headers, now: number): number | undefined {
  const at = httpDate(value);
  if (at === undefined) return undefined;
  return Math.max(0, at - (httpDate(headers.get("date") ?? "") ?? now));
}

/** Begins with a weekday: the platform's parser takes "-5" and "7 or so" for dates as well. */
function httpDate(value: string): number | undefined {
  const at = /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : at;
}
