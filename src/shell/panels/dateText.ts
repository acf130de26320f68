import { formatAge, formatDate } from "../words/text.ts";

const WEEK_MS = 7 * 24 * 60 * 60_000;

/** A date in full, with its age while that says more than the date does. */
export function dateText(date: Date, now: Date): string {
  const ageMs = now.getTime() - date.getTime();
  return ageMs >= 0 && ageMs < WEEK_MS ? `${formatDate(date)} · ${formatAge(date, now)}` : formatDate(date);
}
