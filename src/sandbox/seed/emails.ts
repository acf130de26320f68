import type { AccountRow, EmailRow, LeadRow } from "../records.ts";
import type { Workspace } from "../world.ts";
import { type Cast, filled, fromLead, fromUs, HOUR_MS, mailRow, quotedFrom } from "./mailRow.ts";
import { ANSWERS, AUTO_REPLIES, NEWSLETTERS, SECOND_REPLIES } from "./mailTexts.ts";
import { longThread } from "./longThread.ts";
import { newsletterHtml } from "./newsletters.ts";
import { oddMails } from "./oddMails.ts";
import { PITCHES } from "./pitches.ts";
import { gmail, QUOTE_STYLES } from "./quotes.ts";
import { uuidOf } from "./random.ts";
import type { Scene } from "./scene.ts";

/** Sample mail in conversations, the newest some minutes old. Only large workspaces hold the odd, the hostile and the very long ones. */
export function seedEmails(scene: Scene, count: number, workspace: Workspace): EmailRow[] {
  const rows = count >= 1_000 ? [...oddMails(scene, workspace), ...longThread(scene, workspace)] : [];
  const writer = new ThreadWriter(scene, workspace);
  for (let thread = 0; rows.length < count; thread++) {
    // Conversations lie closer together the newer they are, as in an inbox that somebody keeps.
    const newest = scene.base.getTime() - Math.round((4 + thread * 9 + thread ** 2 * 0.11) * 60_000);
    rows.push(...writer.thread(thread, newest).slice(-(count - rows.length)));
  }
  return rows;
}

class ThreadWriter {
  readonly #leads: readonly LeadRow[];
  readonly #senders: readonly AccountRow[];
  /** Ids of leads whose interest status follows from a reply. */
  readonly #spoken = new Set<string>();

  constructor(
    private readonly scene: Scene,
    private readonly workspace: Workspace,
  ) {
    this.#leads = workspace.leads.all().filter(({ campaign }) => campaign !== null);
    this.#senders = workspace.accounts.all().filter(({ status }) => status === 1);
  }

  /** All messages of one conversation, oldest first; the last of them at `newest`. */
  thread(index: number, newest: number): EmailRow[] {
    const { random } = this.scene;
    const isRecent = index < 60;
    const kind = random.weighted([
      ["conversation", isRecent ? 60 : 30],
      ["silence", isRecent ? 6 : 48],
      ["autoReply", isRecent ? 5 : 8],
      ["newsletter", isRecent ? 6 : 8],
      ["bounce", 2],
      ["scheduled", 3],
    ] as const);
    if (kind === "newsletter") return [this.#newsletter(index, newest)];
    const cast = this.#cast(index, newest);
    switch (kind) {
      case "conversation":
        return this.#conversation(cast, newest);
      case "silence":
        return this.#outreach(cast, newest, random.int(1, 3));
      case "autoReply":
        return this.#autoReply(cast, newest);
      case "bounce":
        return this.#bounce(cast, newest);
      case "scheduled":
        return [this.#scheduled(cast, newest)];
    }
  }

  #cast(index: number, newest: number): Cast {
    const { random, info } = this.scene;
    const lead = random.pick(this.#leads);
    const campaign =
      this.workspace.campaigns.get(lead.campaign ?? "") ?? random.pick(this.workspace.campaigns.all());
    const address = campaign.email_list.length > 0 ? random.pick(campaign.email_list) : "";
    const account = this.workspace.accounts.get(address) ?? random.pick(this.#senders);
    const subject = campaign.sequences[0]?.steps[0]?.variants[0]?.subject ?? "";
    const thread = uuidOf(`thread ${info.name} ${index}`, new Date(newest));
    return { lead, account, campaign, thread, subject: filled(subject, lead) };
  }

  /** Steps of the campaign, days apart, the last at `newest`. */
  #outreach(cast: Cast, newest: number, steps: number): EmailRow[] {
    const copy = cast.campaign.sequences[0]?.steps ?? [];
    return copy.slice(0, steps).map((step, i) => {
      const at = newest - (steps - 1 - i) * 76 * HOUR_MS;
      const words = filled(step.variants[0]?.body ?? "", cast.lead);
      const body = { html: `<div>${words}</div><br/>${cast.account.signature ?? ""}` };
      return mailRow(this.scene, cast, at, {
        ...fromUs(cast),
        subject: cast.subject,
        body,
        ue_type: 1,
        step: `${i}`,
      });
    });
  }

  #conversation(cast: Cast, newest: number): EmailRow[] {
    const { random } = this.scene;
    const turns = random.weighted([
      [1, 55],
      [2, 20],
      [3, 25],
    ] as const);
    const gap = (): number => random.int(1, 20) * HOUR_MS + random.int(1, 3_000_000);
    const answeredAt = turns === 2 ? newest : newest - gap();
    const repliedAt = turns === 1 ? newest : answeredAt - gap();
    const rows = this.#outreach(cast, repliedAt - gap(), random.int(1, 2));
    const replies = PITCHES.find(({ subject }) => filled(subject, cast.lead) === cast.subject)?.replies ?? [];
    const choice = random.int(0, 2);
    // The third answer to each pitch is the one that declines or puts off.
    const interest = choice === 2 ? -1 : random.pick([1, 1, 2]);
    // Threads come newest first: what a lead has said last is how it stands.
    if (!this.#spoken.has(cast.lead.id)) cast.lead.lt_interest_status = interest;
    this.#spoken.add(cast.lead.id);
    rows.push(this.#reply(cast, rows, repliedAt, replies[choice] ?? random.pick(SECOND_REPLIES), interest));
    if (turns >= 2) rows.push(this.#answer(cast, rows, answeredAt));
    if (turns === 3) rows.push(this.#reply(cast, rows, newest, random.pick(SECOND_REPLIES), interest));
    return rows;
  }

  #reply(cast: Cast, before: readonly EmailRow[], at: number, words: string, interest: number): EmailRow {
    const { lead, account } = cast;
    const { random, base } = this.scene;
    const answer = `${words}\n\n${lead.first_name ?? ""}\n${lead.job_title ?? ""}, ${lead.company_name ?? ""}`;
    const last = before.at(-1);
    const style = random.pick(QUOTE_STYLES);
    const file = { filename: "meter-readings.pdf", size: 48_213, type: "application/pdf" };
    const reminder = new Date(base.getTime() + 40 * 24 * HOUR_MS).toISOString();
    return mailRow(this.scene, cast, at, {
      ...fromLead(cast),
      subject: `Re: ${cast.subject}`,
      body: last === undefined ? { text: answer } : style(answer, quotedFrom(cast, last), account.email),
      content_preview: words.slice(0, 160),
      i_status: interest,
      ai_interest_value: interest > 0 ? 0.9 : 0.1,
      is_focused: random.chance(0.9) ? 1 : 0,
      ...(words.includes("attached") && {
        attachment_json: {
          files: [{ ...file, url: `https://files.${lead.company_domain}/${file.filename}` }],
        },
      }),
      ...(words.includes("February") && { reminder_ts: reminder }),
    });
  }

  #answer(cast: Cast, before: readonly EmailRow[], at: number): EmailRow {
    const words = filled(this.scene.random.pick(ANSWERS), cast.lead);
    const last = before.at(-1);
    const { html = words } = last === undefined ? {} : gmail(words, quotedFrom(cast, last), cast.lead.email);
    return mailRow(this.scene, cast, at, {
      ...fromUs(cast),
      subject: `Re: ${cast.subject}`,
      body: { html },
      content_preview: words.slice(0, 160),
      ue_type: 3,
    });
  }

  #autoReply(cast: Cast, newest: number): EmailRow[] {
    const { subject, text } = this.scene.random.pick(AUTO_REPLIES);
    const reply = mailRow(this.scene, cast, newest, {
      ...fromLead(cast),
      subject: subject + cast.subject,
      body: { text: `${text}\n\n${cast.lead.first_name ?? ""} ${cast.lead.last_name ?? ""}` },
      i_status: 0,
      is_auto_reply: 1,
      is_focused: 0,
    });
    return [...this.#outreach(cast, newest - 50_000, 1), reply];
  }

  #bounce(cast: Cast, newest: number): EmailRow[] {
    const { email, company_domain: domain } = cast.lead;
    const from = `mailer-daemon@${domain}`;
    const bounce = mailRow(this.scene, cast, newest, {
      ...fromLead(cast),
      from_address_email: from,
      from_address_json: [{ address: from, name: "Mail Delivery Subsystem" }],
      subject: `Undeliverable: ${cast.subject}`,
      body: {
        text:
          `Your message to ${email} could not be delivered.\n\n550 5.1.1 The email account that you tried to reach does ` +
          `not exist.\n\nReporting-MTA: dns; mx.${domain}\nAction: failed\nStatus: 5.1.1`,
      },
      is_auto_reply: 1,
      is_focused: 0,
    });
    return [...this.#outreach(cast, newest - 40_000, 1), bounce];
  }

  #newsletter(index: number, at: number): EmailRow {
    const { random, origin, info } = this.scene;
    const letter = random.pick(NEWSLETTERS);
    const account = random.pick(this.#senders);
    const thread = uuidOf(`thread ${info.name} ${index}`, new Date(at));
    return mailRow(this.scene, { account, thread }, at, {
      from_address_email: letter.from,
      from_address_json: [{ address: letter.from, name: letter.name }],
      to_address_email_list: account.email,
      to_address_json: [{ address: account.email, name: "" }],
      subject: letter.subject,
      body: { html: newsletterHtml(letter, account.email, origin) },
      content_preview: letter.lead,
      ue_type: 2,
      is_focused: 0,
    });
  }

  #scheduled(cast: Cast, at: number): EmailRow {
    const { random, base } = this.scene;
    const words = filled(random.pick(ANSWERS), cast.lead);
    const row = mailRow(this.scene, cast, at, {
      ...fromUs(cast),
      subject: `Re: ${cast.subject}`,
      body: { text: words },
      ue_type: 4,
    });
    return { ...row, timestamp_email: new Date(base.getTime() + random.int(2, 90) * HOUR_MS).toISOString() };
  }
}
