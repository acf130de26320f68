import * as vscode from "vscode";
import { plainLine } from "../../shared/plainLine.ts";

/** Text from the API as one line that cannot reorder or hide what stands around it. */
export function plain(text: string): string {
  return plainLine(text);
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

/** The formatter of the person's own language: one is slow to make (up to 1 ms), and a tree asks for hundreds. */
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(dateFormats, options, () => new Intl.DateTimeFormat(vscode.env.language, options));
}

/** The same for numbers. */
export function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(numberFormats, options, () => new Intl.NumberFormat(vscode.env.language, options));
}

function kept<T>(formats: Map<string, T>, options: object, make: () => T): T {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = make();
  formats.set(key, made);
  return made;
}

/** "22 November 2026, 10:42" in the person's own language and time zone. */
export function formatDate(date: Date): string {
  return dateFormat({ dateStyle: "long", timeStyle: "short" }).format(date);
}

/** "22/11/2026, 10:42": a date that stands in a column. */
export function formatShortDate(date: Date): string {
  return dateFormat({ dateStyle: "short", timeStyle: "short" }).format(date);
}

/** "Nov 22, 2026", in the person's own language. */
export function formatDay(date: Date): string {
  return dateFormat({ dateStyle: "medium" }).format(date);
}

/** "Today", "Yesterday", "Thursday, 19 November": a day as the head of what belongs to it. */
export function formatWeekday(date: Date, now: Date): string {
  const isDay = (ahead: number): boolean =>
    date.toDateString() === new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead).toDateString();
  if (isDay(0)) return vscode.l10n.t("Today");
  if (isDay(-1)) return vscode.l10n.t("Yesterday");
  if (isDay(1)) return vscode.l10n.t("Tomorrow");
  return dateFormat({
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(date);
}

/** "10:42", and for another day than today "21/11/2026, 10:42". */
export function formatSince(date: Date, now: Date): string {
  return date.toDateString() === now.toDateString() ? formatTime(date) : formatShortDate(date);
}

/** "10:42". */
export function formatTime(date: Date): string {
  return dateFormat({ timeStyle: "short" }).format(date);
}

/** "8 s", "4 min", "2 h": how long something takes, roughly. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return vscode.l10n.t("{0} s", seconds);
  return seconds < 5400
    ? vscode.l10n.t("{0} min", Math.round(seconds / 60))
    : vscode.l10n.t("{0} h", Math.round(seconds / 3600));
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
    return dateFormat({
      day: "numeric",
      month: "short",
      hour: "numeric",
      minute: "numeric",
    }).format(date);
  const sameYear = date.getFullYear() === now.getFullYear();
  return dateFormat({
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

/** Makes the formatters that rows use: the first of a process takes some tens of milliseconds. */
export function warmWords(): void {
  formatCount(0);
  formatDay(new Date(0));
}

/** Whole numbers with the language's own grouping. */
export function formatCount(count: number): string {
  return numberFormat({ maximumFractionDigits: 0 }).format(count);
}

/** Credits are fractional (a check has cost 0.25); shown with up to two decimals. */
export function formatCredits(credits: number): string {
  return numberFormat({ maximumFractionDigits: 2 }).format(credits);
}

/** "240 addresses". */
export function addressesText(count: number): string {
  return count === 1 ? vscode.l10n.t("1 address") : vscode.l10n.t("{0} addresses", formatCount(count));
}

/** "0.25 credits". */
export function creditsText(credits: number): string {
  return credits === 1 ? vscode.l10n.t("1 credit") : vscode.l10n.t("{0} credits", formatCredits(credits));
}

/** "0.25 credits used". */
export function creditsUsedText(credits: number): string {
  return credits === 1
    ? vscode.l10n.t("1 credit used")
    : vscode.l10n.t("{0} credits used", formatCredits(credits));
}

/** A share of 0 to 1 as "12.5%". */
export function formatShare(share: number): string {
  return numberFormat({ style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** "12.3 kB": how much a file holds. */
export function formatBytes(bytes: number): string {
  const [unit, size] =
    bytes < 1e3
      ? (["byte", 1] as const)
      : bytes < 1e6
        ? (["kilobyte", 1e3] as const)
        : (["megabyte", 1e6] as const);
  return numberFormat({
    style: "unit",
    unit,
    maximumFractionDigits: 1,
  }).format(bytes / size);
}
