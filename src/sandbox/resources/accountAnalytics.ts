import * as z from "zod";
import { failure, HttpFailure } from "../httpFailure.ts";
import { type Call, type Route, route } from "../route.ts";
import { hashOf } from "../seed/random.ts";

const DAY_MS = 86_400_000;
const MAX_DAYS = 31;
const WARMUP_DAYS = 7;

const dailyQuery = z.object({
  start_date: z.string().optional(),
  end_date: z.string().optional(),
  emails: z.array(z.string()).min(1).max(200).optional(),
});

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** A whole number up to `max` that is the same for the same account and day. */
const daily = (email: string, day: string, what: string, max: number): number =>
  hashOf(`${email} ${day} ${what}`) % (max + 1);

function warmup({ world, workspace, body }: Call<unknown, { emails: string[] }>): object {
  const known = body.emails.filter((email) => workspace.accounts.get(email) !== undefined);
  const days = Array.from({ length: WARMUP_DAYS }, (_, i) =>
    dayText(world.options.now().getTime() - i * DAY_MS),
  );
  const byDate = (email: string): Record<string, Record<string, number>> =>
    Object.fromEntries(
      days.map((day) => {
        const sent = 12 + daily(email, day, "sent", 20);
        const spam = daily(email, day, "spam", 20) === 0 ? 2 : 0;
        return [day, { sent, received: sent - 2, landed_inbox: sent - spam, landed_spam: spam }];
      }),
    );
  return {
    email_date_data: Object.fromEntries(known.map((email) => [email, byDate(email)])),
    aggregate_data: Object.fromEntries(known.map((email) => [email, totals(Object.values(byDate(email)))])),
  };
}

function totals(days: readonly Record<string, number>[]): object {
  const sum = (key: string): number => days.reduce((total, day) => total + (day[key] ?? 0), 0);
  const score = Math.round((sum("landed_inbox") / sum("sent")) * 100);
  return {
    sent: sum("sent"),
    received: sum("received"),
    landed_inbox: sum("landed_inbox"),
    landed_spam: sum("landed_spam"),
    health_score_label: `${score}%`,
    health_score: score,
  };
}

function analytics({ world, workspace, query }: Call<z.infer<typeof dailyQuery>>): object[] {
  const end = query.end_date === undefined ? world.options.now().getTime() : Date.parse(query.end_date);
  const start = query.start_date === undefined ? end - 30 * DAY_MS : Date.parse(query.start_date);
  if (Number.isNaN(start) || Number.isNaN(end) || start > end)
    throw new HttpFailure(400, { message: "Invalid date range" });
  if (query.emails === undefined) throw new HttpFailure(400, { message: "emails is required" });
  if ((end - start) / DAY_MS > MAX_DAYS) throw failure(413, `The date range may not exceed ${MAX_DAYS} days`);
  const known = query.emails.filter((email) => workspace.accounts.get(email) !== undefined);
  const days = Array.from({ length: Math.floor((end - start) / DAY_MS) + 1 }, (_, i) =>
    dayText(start + i * DAY_MS),
  );
  return days.flatMap((day) => known.map((email) => dayOf(email, day)));
}

function dayOf(email: string, day: string): object {
  const sent = daily(email, day, "out", 40);
  const opened = Math.round(sent * 0.45);
  const replies = Math.round(sent * 0.06);
  return {
    date: day,
    email_account: email,
    sent,
    bounced: daily(email, day, "bounced", 20) === 0 ? 1 : 0,
    contacted: sent,
    new_leads_contacted: Math.round(sent * 0.4),
    opened: opened + 3,
    unique_opened: opened,
    replies,
    unique_replies: replies,
    replies_automatic: replies > 1 ? 1 : 0,
    unique_replies_automatic: replies > 1 ? 1 : 0,
    clicks: 0,
    unique_clicks: 0,
  };
}

export const accountAnalytics: readonly Route[] = [
  route({
    method: "post",
    path: "/accounts/warmup-analytics",
    summary: "Warm-up figures of the last week",
    scope: "accounts:read",
    body: z.object({ emails: z.array(z.string()).min(1).max(100) }),
    handle: warmup,
  }),
  route({
    method: "get",
    path: "/accounts/analytics/daily",
    summary: "Daily figures per account",
    scope: "accounts:read",
    query: dailyQuery,
    handle: analytics,
  }),
];
