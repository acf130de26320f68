import type { Lead } from "../api/resources/leads.ts";
import { addressKey } from "../text/address.ts";
import type { ImportDesk } from "./importDesk.ts";
import type { ImportList } from "./importList.ts";
import { leadAnswer } from "./leadEntry.ts";
import type { PauseReason } from "./pauseReason.ts";
import type { ImportItem } from "./readBackImport.ts";

const FIRST_POLL_MS = 500;
const BACKOFF = 1.5;
const LONGEST_POLL_MS = 30_000;
/** The list is read when so many more are checked, or such a share of it. */
const READ_STEP = 500;
const READ_SHARE = 0.05;
/** Nobody works on what is left, and nothing has changed for so long: nothing will come of it. */
const GIVE_UP_AFTER_MS = 120_000;
/** Its servers say they work on it, and nothing has changed for so long. */
const STALLED_AFTER_MS = 1_800_000;

/** Follows Instantly's work on a list and brings the verdicts back. */
export class ImportFollow {
  private checkedThere = 0;
  private checkedWhenRead = 0;
  /** Every lead before this cursor has come to its end: the next reading begins here. */
  private from: string | undefined;

  constructor(
    private readonly desk: ImportDesk,
    private readonly list: ImportList,
    /** In the list, without a verdict. */
    private readonly pending: Map<string, ImportItem>,
    /** Told when an address was checked. */
    private readonly onChecked: () => void,
  ) {}

  /** Leads of the list that Instantly has checked, as far as is known. */
  get checked(): number {
    return this.checkedThere;
  }

  /** Resolves once nothing is pending any more, or with the reason why no more is to be expected soon. @throws Halt */
  async untilChecked(onMove: () => Promise<void>): Promise<PauseReason | undefined> {
    const { desk, pending } = this;
    let delayMs = FIRST_POLL_MS;
    let movedAt = desk.now();
    let last = "";
    while (pending.size > 0) {
      const stats = await this.list.stats();
      const open = stats.pending + stats.notVerified;
      const seen = `${stats.total} ${open}`;
      await this.bringBack(stats.total - open, open, seen === last);
      if (pending.size === 0) return undefined;
      const idleMs = desk.now() - movedAt;
      if (seen !== last) {
        last = seen;
        movedAt = desk.now();
        delayMs = FIRST_POLL_MS;
        await onMove();
      } else if (stats.pending === 0 && idleMs > GIVE_UP_AFTER_MS) {
        await this.giveUp();
        return undefined;
      } else if (idleMs > STALLED_AFTER_MS) {
        return { kind: "stalled", addresses: pending.size };
      } else {
        delayMs = Math.min(delayMs * BACKOFF, LONGEST_POLL_MS);
      }
      await desk.nap(delayMs);
    }
    return undefined;
  }

  /** Reads what is new in the list. @throws Halt */
  async readNews(): Promise<void> {
    let isSettled = true;
    for await (const { leads, isWhole, next } of this.list.pages(this.from)) {
      for (const lead of leads) isSettled = this.hear(lead) && isSettled;
      isSettled &&= isWhole;
      if (isSettled && next !== undefined) this.from = next;
      await this.desk.flush();
    }
  }

  /** Reads the list when it is worth it: all are checked, many are, or it goes no further for now. */
  private async bringBack(checked: number, open: number, isIdle: boolean): Promise<void> {
    if (checked !== this.checkedThere) this.desk.touch();
    this.checkedThere = checked;
    const news = checked - this.checkedWhenRead;
    const step = isIdle ? 1 : Math.max(READ_STEP, (checked + open) * READ_SHARE);
    if (open > 0 && news < step) return;
    await this.readNews();
    this.checkedWhenRead = checked;
  }

  /** Leads whose verification nobody does, and those that are in the list no more. */
  private async giveUp(): Promise<void> {
    this.from = undefined;
    await this.readNews();
    for (const item of this.pending.values())
      this.desk.note(item, { state: "refused", reason: "notVerified" });
    this.pending.clear();
    await this.desk.flush();
  }

  /** Whether the lead has come to its end. */
  private hear(lead: Lead): boolean {
    const key = addressKey(lead.email ?? "");
    const item = this.pending.get(key);
    const answer = leadAnswer(lead);
    if (answer === undefined) return false;
    if (item === undefined) return true;
    this.pending.delete(key);
    this.onChecked();
    // What it cost no answer says; the run as a whole knows what the balance has lost.
    const checkedAt = new Date(this.desk.lease.now);
    const entry = { ...answer, creditsUsed: undefined, checkedAt, source: "instantly" } as const;
    this.desk.note(item, { state: "settled", entry, isKnown: false });
    return true;
  }
}
