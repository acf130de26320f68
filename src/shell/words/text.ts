import * as vscode from "vscode";

// Controls, zero-width marks and bidi overrides: harmless in data, but they can reorder or hide what a row says.
// The zero-width joiner stays: emoji are built with it.
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\u{200d}]]+/gv;

/** Text from the API as one line that cannot reorder or hide what stands around it. */
export function plain(text: string): string {
  return text.replace(INVISIBLE, " ").replace(/\s+/gu, " ").trim();
}

/** "22 November 2026, 10:42" in the person's own language and time zone. */
export function formatDate(date: Date): string {
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "long", timeStyle: "short" }).format(date);
}

/** "22/11/2026, 10:42": a date that stands in a column. */
export function formatShortDate(date: Date): string {
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "short", timeStyle: "short" }).format(
    date,
  );
}

/** "Nov 22, 2026", in the person's own language. */
export function formatDay(date: Date): string {
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "medium" }).format(date);
}

/** "10:42". */
export function formatTime(date: Date): string {
  return new Intl.DateTimeFormat(vscode.env.language, { timeStyle: "short" }).format(date);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "now", "5 min", "3 h", "2 d", then the date: short enough for the end of a row. What is to come has date and time. */
export function formatAge(date: Date, now: Date): string {
  const ms = now.getTime() - date.getTime();
  if (ms < MINUTE && ms > -MINUTE) return vscode.l10n.t("now");
  if (ms > 0 && ms < HOUR) return vscode.l10n.t("{0} min", Math.floor(ms / MINUTE));
  if (ms > 0 && ms < DAY) return vscode.l10n.t("{0} h", Math.floor(ms / HOUR));
  if (ms > 0 && ms < 7 * DAY) return vscode.l10n.t("{0} d", Math.floor(ms / DAY));
  if (ms < 0)
    return new Intl.DateTimeFormat(vscode.env.language, {
      day: "numeric",
      month: "short",
      hour: "numeric",
      minute: "numeric",
    }).format(date);
  const sameYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(vscode.env.language, {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

/** Whole numbers with the language's own grouping. */
export function formatCount(count: number): string {
  return new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: 0 }).format(count);
}

/** Credits are fractional (a check has cost 0.25); shown with up to two decimals. */
export function formatCredits(credits: number): string {
  return new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: 2 }).format(credits);
}

/** A share of 0 to 1 as "12.5%". */
export function formatShare(share: number): string {
  return new Intl.NumberFormat(vscode.env.language, { style: "percent", maximumFractionDigits: 1 }).format(
    share,
  );
}

/** "12.3 kB": how much a file holds. */
export function formatBytes(bytes: number): string {
  const [unit, size] =
    bytes < 1e3
      ? (["byte", 1] as const)
      : bytes < 1e6
        ? (["kilobyte", 1e3] as const)
        : (["megabyte", 1e6] as const);
  return new Intl.NumberFormat(vscode.env.language, {
    style: "unit",
    unit,
    maximumFractionDigits: 1,
  }).format(bytes / size);
}
