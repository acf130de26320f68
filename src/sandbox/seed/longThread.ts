import type { EmailRow } from "../records.ts";
import type { Workspace } from "../world.ts";
import { type Cast, filled, fromLead, fromUs, HOUR_MS, mailRow } from "./mailRow.ts";
import { ANSWERS, SECOND_REPLIES } from "./mailTexts.ts";
import { gmail, QUOTE_STYLES, type Quoted } from "./quotes.ts";
import { seededRandom } from "./random.ts";
import type { Scene } from "./scene.ts";

/** Fixed, so that tests can name it. */
const THREAD = "0198c0de-0100-7000-8000-000000000001";
const MESSAGES = 100;

/**
 * One conversation of a hundred messages over some weeks: two steps of a campaign, then both sides by turns, the lead from
 * whatever client is at hand; a reminder on its newest reply, and an answer that is scheduled for tomorrow.
 */
export function longThread(scene: Scene, workspace: Workspace): EmailRow[] {
  // Chance of its own: the rest of the mail stays what it is without this thread.
  const own: Scene = { ...scene, random: seededRandom(MESSAGES) };
  const lead = workspace.leads.all().find(({ campaign }) => campaign !== null);
  const campaign = workspace.campaigns.get(lead?.campaign ?? "");
  const account = workspace.accounts.all().find(({ status }) => status === 1);
  if (lead === undefined || campaign === undefined || account === undefined) return [];
  const subject = filled(campaign.sequences[0]?.steps[0]?.variants[0]?.subject ?? "", lead);
  lead.lt_interest_status = 1;
  const writer = new LongThread(own, { lead, account, campaign, thread: THREAD, subject });
  let at = scene.base.getTime() - 20 * 60_000;
  const times = Array.from({ length: MESSAGES }, () => (at -= own.random.int(2, 14) * HOUR_MS)).reverse();
  return times.map((time, i) => writer.message(i, i >= MESSAGES - 2 ? time + 2 * HOUR_MS : time));
}

class LongThread {
  /** The words of the last message: an answer quotes those alone, or the hundredth would hold ninety-nine others. */
  #last: Quoted | undefined;

  constructor(
    private readonly scene: Scene,
    private readonly cast: Cast,
  ) {}

  message(i: number, at: number): EmailRow {
    const { cast, scene } = this;
    const isReply = i >= 2 && i % 2 === 0;
    const words = filled(this.#words(i, isReply), cast.lead);
    const style = isReply ? (QUOTE_STYLES[(i / 2) % QUOTE_STYLES.length] ?? gmail) : gmail;
    const person = isReply ? cast.lead : cast.account;
    const body =
      this.#last === undefined || i < 2
        ? { html: `<div>${words}</div>` }
        : style(words.replaceAll("<br>", "\n"), this.#last, person.email);
    const html = `<div>${words.replaceAll("\n", "<br>")}</div>`;
    const name = `${person.first_name ?? ""} ${person.last_name ?? ""}`.trim();
    const subject = i < 2 ? cast.subject : `Re: ${cast.subject}`;
    this.#last = { name, address: person.email, at: new Date(at), subject, html, text: words };
    const row = mailRow(scene, cast, at, {
      ...(isReply ? fromLead(cast) : { ...fromUs(cast), ue_type: i < 2 ? 1 : 3 }),
      ...(i < 2 && { step: `${i}` }),
      ...(isReply && { i_status: 1, ai_interest_value: 0.9, is_unread: i === MESSAGES - 2 ? 1 : 0 }),
      subject,
      body,
      content_preview: words.replaceAll(/<[^>]*>|\s+/g, " ").slice(0, 160),
    });
    if (i === MESSAGES - 2) row.reminder_ts = this.#inHours(20);
    return i === MESSAGES - 1 ? { ...row, ue_type: 4, timestamp_email: this.#inHours(26) } : row;
  }

  #words(i: number, isReply: boolean): string {
    const { cast, scene } = this;
    if (i < 2) return cast.campaign.sequences[0]?.steps[i]?.variants[0]?.body ?? "";
    return scene.random.pick(isReply ? SECOND_REPLIES : ANSWERS);
  }

  #inHours(hours: number): string {
    return new Date(this.scene.base.getTime() + hours * HOUR_MS).toISOString();
  }
}
