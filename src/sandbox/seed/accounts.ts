import type { AccountRow, StatusMessage } from "../records.ts";
import { without } from "../without.ts";
import { plain } from "./people.ts";
import type { Random } from "./random.ts";
import type { Scene } from "./scene.ts";

const SENDERS =
  "Maya Lindqvist,Theo Park,Ines Moreau,Jonas Keller,Priya Raman,Oscar Dahl,Lena Fischer,Mateo Vargas,Clara Winther,Sami Haddad," +
  "Nora Eriksen,Felix Brandt,Aoife Quinn,Dario Ricci,Hana Sato,Viktor Novak,Elif Aydin,Rosa Almeida,Linus Holm,Zoe Lambert";

const FAILURES: Readonly<Partial<Record<number, readonly StatusMessage[]>>> = {
  [-1]: [
    smtp(
      "EAUTH",
      "AUTH PLAIN",
      535,
      "535-5.7.8 Username and Password not accepted. For more information, go to the mail provider's help page",
    ),
    smtp("EAUTH", "AUTH XOAUTH2", 535, "535 5.7.3 Authentication unsuccessful"),
    smtp("ETIMEDOUT", "CONN", 421, "421 4.4.2 Connection timed out"),
  ],
  [-2]: [
    smtp("EENVELOPE", "RCPT TO", 452, "452-4.2.2 The recipient's inbox is out of storage space"),
    smtp("EENVELOPE", "RCPT TO", 450, "450 4.7.1 Client host rejected: greylisted, try again later"),
  ],
  [-3]: [
    smtp("EENVELOPE", "DATA", 550, "550-5.4.5 Daily user sending limit exceeded"),
    smtp("EMESSAGE", "DATA", 554, "554 5.7.1 Message rejected as spam by content scanning"),
    smtp("EENVELOPE", "MAIL FROM", 553, "553 5.7.1 Sender address rejected: not owned by user"),
  ],
};

function smtp(code: string, command: string, responseCode: number, response: string): StatusMessage {
  return { code, command, response, e_message: `${command} command failed: ${response}`, responseCode };
}

/** The newest rows show every status, so that the first screen does. */
const FIRST_STATUSES = [1, 1, -1, 1, 1, 2, 1, -3, 1, 1, -2, 1, 3] as const;

/** Mailboxes on the workspace's sending domains, newest first, the last few of them odd in ways that clients must bear. */
export function seedAccounts(scene: Scene, count: number, domains: readonly string[]): AccountRow[] {
  const odd = count >= 100 ? oddAccounts(scene) : [];
  const rows = Array.from({ length: count - odd.length }, (_, i) => accountAt(scene, i, domains));
  return [...rows, ...odd];
}

function accountAt(scene: Scene, index: number, domains: readonly string[]): AccountRow {
  const { random } = scene;
  const senders = SENDERS.split(",");
  const [first = "", last = ""] = (senders[index % senders.length] ?? "").split(" ");
  const round = Math.floor(index / senders.length);
  const domain = domains[round % domains.length] ?? "mail.example";
  const lap = Math.floor(round / domains.length);
  const local = lap === 0 ? plain(first) : `${plain(first)}.${plain(last)}${lap === 1 ? "" : lap}`;
  const status =
    FIRST_STATUSES[index] ??
    random.weighted([
      [1, 80],
      [2, 7],
      [3, 2],
      [-1, 5],
      [-2, 2],
      [-3, 4],
    ] as const);
  const created = scene.ago({ days: 6 + index * 1.7, minutes: random.int(0, 600) });
  const hasCtd = random.chance(0.7);
  return {
    ...baseAccount(scene, `${local}@${domain}`, created, first, last),
    ...warmupOf(scene, status, created),
    provider_code: random.weighted([
      [2, 46],
      [3, 26],
      [1, 12],
      [11, 6],
      [8, 6],
      [4, 4],
    ] as const),
    status,
    ...(FAILURES[status] && { status_message: random.pick(FAILURES[status]) }),
    daily_limit: random.pick([20, 30, 30, 40, 50]),
    tracking_domain_name: hasCtd ? `inst.${domain}` : null,
    tracking_domain_status: hasCtd ? "CTD_ACTIVE" : null,
    is_managed_account: random.chance(0.08),
    setup_pending: random.chance(0.02),
    signature: signature(first, last, domain),
    reply_to: random.chance(0.1) ? `replies@${domain}` : null,
    autofix_failed: status < 0 ? random.pick([true, false, null]) : null,
    inbox_placement_test_limit: random.chance(0.3) ? 10 : null,
  };
}

function baseAccount(scene: Scene, email: string, created: Date, first: string, last: string): AccountRow {
  const updated = Math.min(
    scene.base.getTime() - 60_000,
    created.getTime() + scene.random.int(1, 5) * 86_400_000,
  );
  return {
    email,
    timestamp_created: created.toISOString(),
    timestamp_updated: new Date(updated).toISOString(),
    first_name: first,
    last_name: last,
    organization: scene.info.id,
    added_by: scene.info.owner,
    modified_by: scene.info.owner,
    provider_code: 2,
    warmup_status: 1,
    setup_pending: false,
    is_managed_account: false,
    status: 1,
    daily_limit_max: 100,
    warmup_limit_max: 100,
    enable_slow_ramp: scene.random.chance(0.2),
    sending_gap: scene.random.pick([5, 10, 10, 15]),
  };
}

function warmupOf(
  { random }: Scene,
  status: number,
  created: Date,
): Partial<AccountRow> & { warmup_status: number } {
  const warmupStatus = random.weighted([
    [1, status === 1 ? 88 : 30],
    [0, 10],
    [-1, 1],
    [-2, 1],
    [-3, 1],
  ] as const);
  return {
    warmup_status: warmupStatus,
    stat_warmup_score: warmupStatus === 1 ? score(random, status) : 0,
    timestamp_warmup_start: warmupStatus === 0 ? null : new Date(created.getTime() + 3_600_000).toISOString(),
    warmup: {
      limit: random.pick([10, 20, 30, 40]),
      increment: random.pick(["disabled", "1", "2", "4"]),
      reply_rate: random.pick([0.2, 0.3, 0.35]),
      warmup_custom_ftag: "amber-lantern",
      advanced: {
        warm_ctd: false,
        open_rate: 0.9,
        important_rate: 0.6,
        read_emulation: random.chance(0.5),
        spam_save_rate: 0.8,
        weekday_only: random.chance(0.4),
      },
    },
  };
}

const score = (random: Random, status: number): number =>
  status === 1
    ? random.weighted([
        [100, 5],
        [random.int(94, 99), 4],
        [random.int(71, 93), 2],
      ])
    : random.int(38, 90);

const signature = (first: string, last: string, domain: string): string =>
  `<p>${first} ${last}<br/><span style="color:#6b7280">Partnerships, Lumen &amp; Oak</span><br/>` +
  `<a href="https://${domain}">${domain}</a></p>`;

/** One oddity each. Their addresses are fixed, so that tests can name them. */
function oddAccounts(scene: Scene): AccountRow[] {
  const odd = (local: string, days: number): AccountRow =>
    baseAccount(scene, `${local}@oddities.test`, scene.ago({ days: 900 + days }), "Odd", "Account");
  return [
    without(odd("missing-fields", 1), "status", "sending_gap", "enable_slow_ramp"),
    { ...odd("unknown-provider", 2), provider_code: 77 },
    { ...odd("unknown-status", 3), status: 42 },
    {
      ...odd("strange-name", 4),
      first_name: "[Click me](https://phish.example) <b>Bold</b>",
      last_name: "\u202Egnp.exe\u0007 $(alert)",
      signature: `<img src="${scene.origin}/__sandbox/pixel/signature.gif"><script>parent.postMessage("pwned","*")</script>`,
    },
  ];
}
