import type { Clock } from "../clock.ts";
import { Emitter } from "../emitter.ts";
import { BrokenRow, type Page } from "../api/page.ts";
import type { Email, EmailListRequest, EmailsApi } from "../api/resources/emails.ts";
import { PagedList } from "./pagedList.ts";

/** Which mail is listed. */
export interface EmailFilter {
  readonly kind: "all" | "received" | "sent" | "unread" | "focused" | "others";
  /** Own mailbox. */
  readonly account?: string;
  readonly campaign?: { readonly id: string; readonly name: string };
}

const KINDS: Readonly<Record<EmailFilter["kind"], Pick<EmailListRequest, "emailType" | "unread" | "mode">>> =
  {
    all: {},
    received: { emailType: "received" },
    sent: { emailType: "sent" },
    unread: { unread: true },
    focused: { mode: "emode_focused" },
    others: { mode: "emode_others" },
  };

const PAGE_ROWS = 50;
const MAX_OPENED = 50;

/** Recent mail, newest first, and how much of it is unread. */
export class EmailStore {
  readonly list: PagedList<Email>;
  private currentFilter: EmailFilter = { kind: "all" };
  private count: number | undefined;
  private readonly countChanged = new Emitter<void>();
  /** The last opened, oldest first. */
  private readonly opened = new Map<string, Email>();
  /** Marks whose PATCH is under way, and for every page being read those that were while it was: see `readPage`. */
  private readonly marking = new Map<string, boolean>();
  private readonly pageReads = new Set<Map<string, boolean>>();

  constructor(
    private readonly api: EmailsApi,
    clock: Clock,
  ) {
    this.list = new PagedList({
      fetchPage: (request) => this.readPage(request),
      keyOf: (email) => email.id,
      refresh: "first",
      clock,
    });
  }

  get filter(): EmailFilter {
    return this.currentFilter;
  }

  /** Starts the list over, and reads it again if it was loaded. */
  setFilter(filter: EmailFilter): void {
    this.currentFilter = filter;
    this.list.restart();
  }

  /** Of the whole workspace; undefined until it was read. */
  get unreadCount(): number | undefined {
    return this.count;
  }

  readonly onDidChangeUnread = (listener: () => void): (() => void) => this.countChanged.event(listener);

  /** @throws ApiError; the signal's reason when cancelled. The last known count stays. */
  async refreshUnreadCount(signal?: AbortSignal): Promise<void> {
    this.setCount(await this.api.countUnread({ signal }));
  }

  /** A message with its body: from the list when its row carries one, else read. @throws ApiError; the signal's reason. */
  async open(id: string, signal?: AbortSignal): Promise<Email> {
    const row = this.list.find(id);
    const known = row !== undefined && hasBody(row) ? row : this.opened.get(id);
    const email = known ?? (await this.api.get(id, { signal }));
    this.opened.delete(id);
    this.opened.set(id, email);
    const [oldest] = this.opened.keys();
    if (this.opened.size > MAX_OPENED && oldest !== undefined) this.opened.delete(oldest);
    return email;
  }

  /** @throws ApiError; see `mark`. */
  markRead(email: Email): Promise<void> {
    return this.mark(email, false);
  }

  /** @throws ApiError; see `mark`. */
  markUnread(email: Email): Promise<void> {
    return this.mark(email, true);
  }

  dispose(): void {
    this.countChanged.dispose();
    this.opened.clear();
    this.list.dispose();
  }

  /** Marks a message: at once in the list and the count, taken back when the API refuses. */
  private async mark(email: Email, unread: boolean): Promise<void> {
    const { id } = email;
    const before = (this.list.find(id) ?? email).unread;
    if (before === unread || this.marking.has(id)) return;
    const counted = before === undefined ? 0 : unread ? 1 : -1;
    this.marking.set(id, unread);
    for (const read of this.pageReads) read.set(id, unread);
    this.show(id, unread);
    this.addToCount(counted);
    try {
      await this.api.setUnread(id, unread);
    } catch (error) {
      for (const read of this.pageReads) read.delete(id);
      this.show(id, before);
      this.addToCount(-counted);
      throw error;
    } finally {
      this.marking.delete(id);
    }
  }

  /** A page asked for before a PATCH was done may still have the old mark: we know better. */
  private async readPage(request: { after: string | undefined; signal: AbortSignal }): Promise<Page<Email>> {
    const { kind, account, campaign } = this.currentFilter;
    const marked = new Map(this.marking);
    this.pageReads.add(marked);
    try {
      const page = await this.api.list({
        ...request,
        ...KINDS[kind],
        ...(account === undefined ? {} : { account }),
        ...(campaign === undefined ? {} : { campaignId: campaign.id }),
        limit: PAGE_ROWS,
      });
      const rows = page.rows.map((row) => {
        const unread = row instanceof BrokenRow ? undefined : marked.get(row.id);
        return row instanceof BrokenRow || unread === undefined ? row : { ...row, unread };
      });
      return { rows, next: page.next };
    } finally {
      this.pageReads.delete(marked);
    }
  }

  private show(id: string, unread: boolean | undefined): void {
    this.list.update(id, (row) => ({ ...row, unread }));
    const opened = this.opened.get(id);
    if (opened !== undefined) this.opened.set(id, { ...opened, unread });
  }

  private addToCount(change: number): void {
    if (this.count !== undefined) this.setCount(Math.max(0, this.count + change));
  }

  private setCount(count: number): void {
    if (this.count === count) return;
    this.count = count;
    this.countChanged.fire();
  }
}

function hasBody(email: Email): boolean {
  return email.bodyHtml !== undefined || email.bodyText !== undefined;
}
