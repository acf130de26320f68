import type { CampaignRow } from "../records.ts";
import { uuidOf } from "./random.ts";
import type { Scene } from "./scene.ts";
import { PITCHES } from "./pitches.ts";

const NAMES: readonly (readonly [name: string, status: number])[] = [
  ["Nordic founders, intro", 1],
  ["Warehouse pilots, spring", 1],
  ["Webinar follow-up", 1],
  ["Dental clinics, second round", 2],
  ["Climate Series A", 1],
  ["Win back churned trials", 3],
  ["Reseller outreach", 4],
  ["Freight forwarders, Benelux", 1],
  ["Robotics labs, cold", -1],
  ["CRM import clean-up", 0],
  ["Legal tech, short note", -2],
  ["Agent: inbound triage", 1],
];

/** Campaigns, newest first; the last of a full dozen is run by an AI sales agent, which the plain list leaves out. */
export function seedCampaigns(scene: Scene, count: number, senders: readonly string[]): CampaignRow[] {
  return NAMES.slice(0, count).map(([name, status], i) => {
    const created = scene.ago({ days: 9 + i * 13 });
    const pitch = PITCHES[i % PITCHES.length];
    return {
      id: uuidOf(`campaign ${scene.info.name} ${i}`, created),
      name,
      status,
      timestamp_created: created.toISOString(),
      timestamp_updated: scene.ago({ days: 1 + i }).toISOString(),
      organization: scene.info.id,
      owned_by: scene.info.owner,
      campaign_schedule: schedule(created),
      sequences: [
        {
          steps: [3, 5, 0].map((delay, step) => ({
            type: "email" as const,
            delay,
            delay_unit: "days" as const,
            variants: [{ subject: step === 0 ? (pitch?.subject ?? "") : "", body: pitch?.steps[step] ?? "" }],
          })),
        },
      ],
      email_list: senders.slice(i * 6, i * 6 + 6),
      daily_limit: 60 + (i % 4) * 30,
      email_gap: 10,
      stop_on_reply: true,
      link_tracking: i % 2 === 0,
      open_tracking: true,
      text_only: false,
      pl_value: 250,
      ...(i === 11 ? { ai_sdr_id: uuidOf("agent", created) } : {}),
    };
  });
}

const schedule = (created: Date): object => ({
  start_date: created.toISOString().slice(0, 10),
  end_date: null,
  schedules: [
    {
      name: "Working hours",
      timing: { from: "09:00", to: "17:30" },
      days: { 0: false, 1: true, 2: true, 3: true, 4: true, 5: true, 6: false },
      timezone: "Europe/Belgrade",
    },
  ],
});
