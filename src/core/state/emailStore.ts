import type { Clock } from "../clock.ts";
import { Emitter } from "../emitter.ts";
import { BrokenRow, type Page } from "../api/page.ts";
import type { Email, EmailListRequest, EmailsApi } from "../api/resources/emails.ts";
import { type ChangeStep, type EmailChange, EmailChanges, patched } from "./emailChanges.ts";
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
  /** What a person has changed and the API has not taken yet, of these messages wherever they show. */
  readonly changes = new EmailChanges();
  /** For every page being read the changes that were under way while it was: see `readPage`. */
  private readonly pageReads = new Set<Set<EmailChange>>();
  private readonly before = new WeakMap<EmailChange, Map<string, Email>>();

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
    this.changes.onDidChange((step) => this.follow(step));
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
    this.changes.dispose();
    this.opened.clear();
    this.list.dispose();
  }

  /** Marks every message of a conversation as read. @throws ApiError; what was there before shows again. */
  async markThreadRead(threadId: string): Promise<void> {
    const isMeant = (row: Email): boolean => row.threadId === threadId;
    const known = this.known().filter((row) => isMeant(row) && row.unread === true);
    await this.change({ isMeant, patch: { unread: false } }, -known.length, () =>
      this.api.markThreadRead(threadId),
    );
    // Messages that are not loaded have changed as well.
    if (this.count !== undefined) await this.refreshUnreadCount();
  }

  /** Sets when the Unibox reminds of a message, or that it does not. @throws ApiError; the old reminder shows again. */
  async setReminder({ id }: Email, at: Date | undefined): Promise<void> {
    const change = { isMeant: (row: Email) => row.id === id, patch: { reminderAt: at } };
    await this.change(change, 0, () => this.api.setReminder(id, at));
  }

  /** Marks a message: at once in the list and the count, taken back when the API refuses. */
  private async mark(email: Email, unread: boolean): Promise<void> {
    const { id } = email;
    const before = (this.list.find(id) ?? email).unread;
    if (before === unread || this.changes.isUnderWay(email, "unread")) return;
    const counted = before === undefined ? 0 : unread ? 1 : -1;
    const change = { isMeant: (row: Email) => row.id === id, patch: { unread } };
    await this.change(change, counted, () => this.api.setUnread(id, unread));
  }

  /** Shows a change at once, and takes it back when the API refuses it. */
  private async change(change: EmailChange, counted: number, send: () => Promise<unknown>): Promise<void> {
    this.changes.begin(change);
    this.addToCount(counted);
    try {
      await send();
    } catch (error) {
      this.changes.drop(change);
      this.addToCount(-counted);
      throw error;
    }
    this.changes.settle(change);
  }

  /** A page asked for before a PATCH was done may still have the old mark: we know better. */
  private async readPage(request: { after: string | undefined; signal: AbortSignal }): Promise<Page<Email>> {
    const { kind, account, campaign } = this.currentFilter;
    const changes = new Set(this.changes.underWay);
    this.pageReads.add(changes);
    try {
      const page = await this.api.list({
        ...request,
        ...KINDS[kind],
        ...(account === undefined ? {} : { account }),
        ...(campaign === undefined ? {} : { campaignId: campaign.id }),
        limit: PAGE_ROWS,
      });
      const rows = page.rows.map((row) => (row instanceof BrokenRow ? row : this.withChanges(row, changes)));
      return { rows, next: page.next };
    } finally {
      this.pageReads.delete(changes);
    }
  }

  /** Shows a change in the rows that are there, or takes it off them again. */
  private follow({ change, step }: ChangeStep): void {
    const before = this.before.get(change) ?? new Map<string, Email>();
    this.before.set(change, before);
    switch (step) {
      case "begin":
        for (const read of this.pageReads) read.add(change);
        for (const row of this.known())
          if (change.isMeant(row)) this.show(row.id, (shown) => this.withChanges(shown, [change]));
        return;
      case "drop":
        for (const read of this.pageReads) read.delete(change);
        for (const [id, was] of before) this.show(id, (row) => ({ ...row, ...fieldsOf(was, change.patch) }));
        return;
      case "settle":
        return;
    }
  }

  private withChanges(row: Email, changes: Iterable<EmailChange>): Email {
    for (const change of changes) if (change.isMeant(row)) this.before.get(change)?.set(row.id, row);
    return patched(row, changes);
  }

  private known(): Email[] {
    const rows = this.list.state.rows.filter((row): row is Email => !(row instanceof BrokenRow));
    const listed = new Set(rows.map(({ id }) => id));
    return [...rows, ...[...this.opened.values()].filter(({ id }) => !listed.has(id))];
  }

  private show(id: string, change: (row: Email) => Email): void {
    this.list.update(id, change);
    const opened = this.opened.get(id);
    if (opened !== undefined) this.opened.set(id, change(opened));
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

function fieldsOf(email: Email, patch: Partial<Email>): Partial<Email> {
  return Object.fromEntries(Object.keys(patch).map((field) => [field, email[field as keyof Email]]));
}

function hasBody(email: Email): boolean {
  return email.bodyHtml !== undefined || email.bodyText !== undefined;
}
