import type { CampaignRow } from "./records.ts";
import { hashOf } from "./seed/random.ts";

/** What one variant of one step of a campaign did on one day. */
export interface StepDay {
  readonly day: string;
  /** From 0. */
  readonly step: number;
  readonly variant: number;
  readonly figures: Figures;
}

export interface Figures {
  readonly sent: number;
  readonly newLeads: number;
  readonly opened: number;
  readonly uniqueOpened: number;
  readonly replies: number;
  readonly uniqueReplies: number;
  readonly automatic: number;
  readonly clicks: number;
  readonly bounced: number;
  readonly unsubscribed: number;
  readonly opportunities: number;
}

const DAY_MS = 86_400_000;
/** Of how far back a campaign's figures reach. */
const MAX_DAYS = 120;
const STEP_SHARE = [1, 0.8, 0.65];

const NO_FIGURES: Figures = {
  sent: 0,
  newLeads: 0,
  opened: 0,
  uniqueOpened: 0,
  replies: 0,
  uniqueReplies: 0,
  automatic: 0,
  clicks: 0,
  bounced: 0,
  unsubscribed: 0,
  opportunities: 0,
};

export function sumOf(all: readonly Figures[]): Figures {
  const keys = Object.keys(NO_FIGURES) as (keyof Figures)[];
  const total: Record<keyof Figures, number> = { ...NO_FIGURES };
  for (const figures of all) for (const key of keys) total[key] += figures[key];
  return total;
}

/** What a campaign has done, a row a day, step and variant, oldest day first: nothing for a draft, nothing on weekends. */
export function stepDays(campaign: CampaignRow, now: Date): readonly StepDay[] {
  if (campaign.status === 0) return [];
  const first = Math.max(Date.parse(campaign.timestamp_created), now.getTime() - MAX_DAYS * DAY_MS);
  const rows: StepDay[] = [];
  for (let time = first; time <= now.getTime(); time += DAY_MS) {
    if ([0, 6].includes(new Date(time).getUTCDay())) continue;
    const day = new Date(time).toISOString().slice(0, 10);
    for (const [step, { variants }] of (campaign.sequences[0]?.steps ?? []).entries())
      for (const variant of variants.keys())
        rows.push({ day, step, variant, figures: figuresOf(campaign, day, step, variant, variants.length) });
  }
  return rows;
}

function figuresOf(
  campaign: CampaignRow,
  day: string,
  step: number,
  variant: number,
  variants: number,
): Figures {
  /** A whole number up to `max` that stays the same for the same campaign, day, step and variant. */
  const chance = (what: string, max: number): number =>
    hashOf(`${campaign.id} ${day} ${step} ${variant} ${what}`) % (max + 1);
  const share = (STEP_SHARE[step] ?? 0.5) / variants / STEP_SHARE.length;
  const sent = Math.round(campaign.daily_limit * share * (0.8 + chance("sent", 20) / 100));
  const uniqueReplies = Math.min(sent, chance("replies", Math.round(sent / 6)));
  const uniqueOpened = Math.round(sent * (0.35 + chance("opened", 20) / 100));
  return {
    sent,
    newLeads: step === 0 ? sent : 0,
    opened: uniqueOpened + chance("again", 3),
    uniqueOpened,
    replies: uniqueReplies + (chance("more", 9) === 0 ? 1 : 0),
    uniqueReplies,
    automatic: chance("automatic", 9) === 0 ? 1 : 0,
    clicks: campaign["link_tracking"] === true ? chance("clicks", 2) : 0,
    // Bounce protection stopped the one whose list was bad.
    bounced: campaign.status === -2 ? Math.round(sent * 0.07) : chance("bounced", 24) === 0 ? 1 : 0,
    unsubscribed: chance("unsubscribed", 60) === 0 ? 1 : 0,
    opportunities: uniqueReplies > 0 && chance("opportunity", 3) === 0 ? 1 : 0,
  };
}
