import { ApiError } from "../api/errors.ts";
import type { Email } from "../api/resources/emails.ts";
import type { Clock } from "../clock.ts";
import type { EmailStore } from "./emailStore.ts";

/** Nothing new: the next look comes later by this factor, up to so many times the interval. */
const SLOWER = 1.5;
const MAX_SLOWER_LOOKS = 2;
const MAX_SLOWER_LISTS = 5;
/** However short the interval is: unread mail shows in the count, which costs nothing of the mail list's 20 a minute. */
const LEAST_LIST_MS = 60_000;

interface MailPollOptions {
  readonly emails: Pick<EmailStore, "list" | "unreadCount" | "refreshUnreadCount" | "look">;
  readonly clock: Clock;
  /** Told what has come in since the last look, newest first; never what was sent. */
  readonly onReceived: (emails: readonly Email[]) => void;
}

/** What somebody can see: the list, or only the count on the badge. */
export type InSight = "list" | "count";

/**
 * Looks for new mail, less and less often while nothing changes. Each look reads the unread count, which is free; the
 * list is asked only where it is in sight: when the count has moved, and else once in a while for what the count does
 * not show.
 */
export class MailPoll {
  private idleLooks = 0;
  private idleLists = 0;
  private readonly lookedAt: Partial<Record<InSight, number>> = {};
  private listedAt: number | undefined;
  /** By how much the count has moved since the list was read. */
  private unlisted = 0;
  private movedAt = 0;

  constructor(private readonly options: MailPollOptions) {}

  /** Looks again and again until the signal aborts; somebody has just turned to the list, so the pace starts anew. */
  async run(everyMs: number, signal: AbortSignal, inSight: InSight = "list"): Promise<void> {
    const { clock, emails } = this.options;
    this.idleLooks = 0;
    this.idleLists = 0;
    let lookedAt = this.lookedAt[inSight] ?? emails.list.state.loadedAt?.getTime() ?? clock.now();
    try {
      for (;;) {
        const dueAt = lookedAt + everyMs * slower(this.idleLooks, MAX_SLOWER_LOOKS);
        await clock.sleep(Math.max(0, dueAt - clock.now()), signal);
        this.lookedAt[inSight] = lookedAt = clock.now();
        const hasMoved = await this.count(signal);
        const hasChanged = inSight === "list" ? await this.lookAtList(everyMs, signal) : hasMoved;
        this.idleLooks = hasChanged ? 0 : this.idleLooks + 1;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  private async lookAtList(everyMs: number, signal: AbortSignal): Promise<boolean> {
    const { emails, clock } = this.options;
    const listEveryMs = Math.max(everyMs, LEAST_LIST_MS) * slower(this.idleLists, MAX_SLOWER_LISTS);
    const listedAt = Math.max(this.listedAt ?? 0, emails.list.state.loadedAt?.getTime() ?? 0);
    const counted = listedAt > this.movedAt ? 0 : this.unlisted;
    if (counted === 0 && clock.now() - listedAt < listEveryMs) return false;
    this.listedAt = clock.now();
    this.unlisted = 0;
    const newer = await emails.look();
    signal.throwIfAborted();
    const received = newer.filter(({ direction, unread }) => direction === "received" && unread !== false);
    // Somebody has read or marked mail elsewhere: which one, only the list itself can tell.
    if (counted !== 0 && counted !== received.length) await emails.list.refresh();
    signal.throwIfAborted();
    if (received.length > 0) this.options.onReceived(received);
    const hasChanged = counted !== 0 || newer.length > 0;
    this.idleLists = hasChanged ? 0 : this.idleLists + 1;
    return hasChanged;
  }

  /** Whether it has moved. The list says what is wrong with the connection; a count that fails only stays as it was. */
  private async count(signal: AbortSignal): Promise<boolean> {
    const { emails, clock } = this.options;
    const before = emails.unreadCount;
    const startedAt = clock.now();
    try {
      await emails.refreshUnreadCount(signal);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    if (before === undefined || emails.unreadCount === undefined || emails.unreadCount === before)
      return false;
    this.unlisted += emails.unreadCount - before;
    this.movedAt = startedAt;
    return true;
  }
}

function slower(times: number, most: number): number {
  return Math.min(SLOWER ** times, most);
}
