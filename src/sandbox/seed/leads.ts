import type { LeadListRow, LeadRow } from "../records.ts";
import { companyAt, plain, somePerson, someTitle } from "./people.ts";
import { uuidOf, type Weights } from "./random.ts";
import type { Scene } from "./scene.ts";

const LIST_NAMES = [
  "Nordic SaaS founders",
  "Conference leads, spring",
  "Logistics COOs, DACH",
  "Webinar sign-ups",
  "Dental clinics, Iberia",
  "Series A, climate and energy",
  "Churned trials, Q3",
  "Partners and resellers",
  "Freight forwarders, Benelux",
  "Robotics labs",
  "Imported from CRM",
  "Legal tech shortlist",
] as const;

// How often each value occurs among the leads, out of a hundred.
const INTERESTS: Weights<number | undefined> = [
  [undefined, 80],
  [1, 6],
  [2, 3],
  [-1, 6],
  [0, 3],
  [4, 1],
  [-2, 1],
];
const STATUSES: Weights<number> = [
  [1, 40],
  [3, 40],
  [2, 8],
  [-1, 6],
  [-2, 3],
  [-3, 3],
];
const VERIFICATION_STATUSES: Weights<number> = [
  [1, 68],
  [-1, 9],
  [-2, 6],
  [-3, 9],
  [-4, 2],
  [11, 3],
  [12, 3],
];
const ENRICHMENT_STATUSES: Weights<number> = [
  [1, 70],
  [11, 5],
  [-1, 25],
];

/** Lead lists, newest first. */
export function seedLeadLists(scene: Scene, count: number): LeadListRow[] {
  return Array.from({ length: count }, (_, i) => {
    const created = scene.ago({ days: 2 + i * 11, minutes: scene.random.int(0, 900) });
    return {
      id: uuidOf(`list ${scene.info.name} ${i}`, created),
      organization_id: scene.info.id,
      name: LIST_NAMES[i % LIST_NAMES.length] ?? "List",
      has_enrichment_task: i % 5 === 1,
      owned_by: scene.info.owner,
      timestamp_created: created.toISOString(),
    };
  });
}

/** Leads, two thirds of them in a list and half in a campaign; every third company is larger than the rest. */
export function seedLeads(
  scene: Scene,
  count: number,
  lists: readonly LeadListRow[],
  campaigns: readonly { readonly id: string }[],
): LeadRow[] {
  const seen = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    // Squaring favours the first lists: lists of equal size would look made up.
    const list = lists[Math.floor(scene.random.next() ** 2 * lists.length)];
    const campaign = campaigns[scene.random.int(0, campaigns.length - 1)];
    return leadAt(scene, i, seen, {
      list_id: scene.random.chance(0.72) ? (list?.id ?? null) : null,
      campaign: scene.random.chance(0.5) ? (campaign?.id ?? null) : null,
    });
  });
}

type Place = Pick<LeadRow, "list_id" | "campaign">;

function leadAt(scene: Scene, index: number, seen: Set<string>, place: Place): LeadRow {
  const { random } = scene;
  const person = somePerson(random);
  const company = companyAt(Math.floor(random.next() ** 1.6 * 700));
  const created = scene.ago({ days: 1 + index * 0.03, minutes: random.int(0, 40) });
  const dotted = `${plain(person.first)}.${plain(person.last)}@${company.domain}`;
  const email = seen.has(dotted) ? dotted.replace("@", `${index}@`) : dotted;
  seen.add(email);
  const website = `https://www.${company.domain}`;
  const title = someTitle(random);
  const interest = random.weighted(INTERESTS);
  return {
    id: uuidOf(`lead ${scene.info.name} ${index}`, created),
    timestamp_created: created.toISOString(),
    timestamp_updated: created.toISOString(),
    organization: scene.info.id,
    status: random.weighted(STATUSES),
    email,
    first_name: person.first,
    last_name: person.last,
    company_name: company.name,
    job_title: title,
    website,
    phone: random.chance(0.4) ? `+1555${random.int(1000000, 9999999)}` : null,
    company_domain: company.domain,
    email_open_count: random.int(0, 4),
    email_reply_count: interest === undefined ? 0 : 1,
    email_click_count: random.chance(0.1) ? 1 : 0,
    status_summary: {},
    payload: {
      firstName: person.first,
      lastName: person.last,
      companyName: company.name,
      jobTitle: title,
      website,
    },
    ...(interest === undefined ? {} : { lt_interest_status: interest }),
    verification_status: random.weighted(VERIFICATION_STATUSES),
    enrichment_status: random.weighted(ENRICHMENT_STATUSES),
    esp_code: random.pick([1, 1, 2, 2, 3, 999]),
    upload_method: random.pick(["manual", "api"]),
    timestamp_last_contact: null,
    ...place,
  };
}
