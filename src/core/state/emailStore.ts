import type { Clock } from "../clock.ts";
import { Emitter } from "../emitter.ts";
import type { Raw } from "../api/lenient.ts";
import { BrokenRow, type Page, readable, type Row } from "../api/page.ts";
import { type Email, email as emailSchema, type EmailsApi } from "../api/resources/emails.ts";
import type { EmailListRequest } from "../api/resources/emailListRequest.ts";
import { type ChangeStep, type EmailChange, EmailChanges, patched } from "./emailChanges.ts";
import { type EmailFilter, passesAll, queryOf } from "./emailFilter.ts";
import { keptRows } from "./keptRows.ts";
import { OpenedEmails } from "./openedEmails.ts";
import type { PageCache } from "./pageCache.ts";
import { PagedList } from "./pagedList.ts";

const PAGE_ROWS = 50;
/** The API's own bound; more new mail than that is read like a list that was never loaded. */
const NEWER_ROWS = 100;

/** Recent mail, newest first, and how much of it is unread. */
export class EmailStore {
  readonly list: PagedList<Email>;
  private currentFilter: EmailFilter = { kind: "all" };
  private count: number | undefined;
  private readonly countChanged = new Emitter<void>();
  private readonly opened: OpenedEmails;
  /** Mail stored up to then has been seen, whatever the list is filtered by. */
  private seenUntil = 0;
  /** What a person has changed and the API has not taken yet, of these messages wherever they show. */
  readonly changes = new EmailChanges();
  /** For every page being read the changes that were under way while it was: see `readPage`. */
  private readonly pageReads = new Set<Set<EmailChange>>();
  private readonly before = new WeakMap<EmailChange, Map<string, Email>>();

  constructor(
    private readonly api: EmailsApi,
    clock: Clock,
    cache?: PageCache,
  ) {
    this.list = new PagedList({
      fetchPage: ({ after, signal }) =>
        this.readPage({ ...queryOf(this.currentFilter), after, signal, limit: PAGE_ROWS }),
      keyOf: (email) => email.id,
      refresh: "first",
      kept: cache && keptRows({ cache, name: () => this.pageName, schema: emailSchema, toJson: withoutBody }),
      clock,
    });
    this.opened = new OpenedEmails({
      api,
      clock,
      cache,
      row: (id) => this.list.find(id),
      isListFresh: () => !this.list.state.kept && this.list.state.error === undefined,
      next: (id) => this.nextUnread(id),
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

  /** A message with its body. @throws ApiError; the signal's reason. @see OpenedEmails.open */
  open(id: string, signal?: AbortSignal): Promise<Email> {
    return this.opened.open(id, signal);
  }

  /** Since when a message is known that the API could not be asked for. @see OpenedEmails.asOf */
  asOf(id: string): Date | undefined {
    return this.opened.asOf(id);
  }

  /**
   * Looks for mail stored since the last look, and puts what passes the filter into the list; never rejects. One list
   * call, and a second one for a filtered list when there is something new.
   * @returns what is new, newest first; nothing when the list had failed and was read again instead.
   */
  async look(): Promise<readonly Email[]> {
    const { loadedAt, kept, error } = this.list.state;
    if (loadedAt === undefined || kept || error !== undefined) {
      await this.list.refresh();
      return [];
    }
    const isUnfiltered = passesAll(this.currentFilter);
    let page: Page<Email> | undefined;
    const seenUntil = this.seenUntil;
    await this.list.addNewer(async (signal) => {
      page = await this.readPage({
        priority: "background",
        signal,
        // A list that began with a filter has not seen what it left out: the newest message says where new begins.
        // What is new comes with its body, which whoever opens it would have to wait for.
        ...(seenUntil === 0
          ? { limit: 1, previewOnly: true }
          : { limit: NEWER_ROWS, createdAfter: new Date(seenUntil) }),
      });
      return isUnfiltered ? page.rows : [];
    });
    const rows = page?.rows ?? [];
    this.see(rows);
    const newer = readable(rows).filter(
      ({ storedAt }) => seenUntil > 0 && (storedAt?.getTime() ?? 0) > seenUntil,
    );
    if (newer.length > 0 && (!isUnfiltered || newer.length === NEWER_ROWS)) await this.list.refresh();
    return newer;
  }

  /** @throws ApiError; see `mark`. */
  markRead(email: Email): Promise<void> {
    return this.mark(email, () => false);
  }

  /** @throws ApiError; see `mark`. */
  markUnread(email: Email): Promise<void> {
    return this.mark(email, () => true);
  }

  /** Goes by the message as it is then, not by the copy that is handed in. @throws ApiError; see `mark`. */
  toggleUnread(email: Email): Promise<void> {
    return this.mark(email, (unread) => unread !== true);
  }

  dispose(): void {
    this.countChanged.dispose();
    this.changes.dispose();
    this.opened.dispose();
    this.list.dispose();
  }

  /** Messages of a conversation that are known to be unread. */
  unreadOf(threadId: string): readonly Email[] {
    return this.known().filter((row) => row.threadId === threadId && row.unread === true);
  }

  /** A message as it is known now; the copy that is handed in where it is not. */
  present(email: Email): Email {
    return this.known().find(({ id }) => id === email.id) ?? email;
  }

  /** Marks every message of a conversation as read. @throws ApiError; what was there before shows again. */
  async markThreadRead(threadId: string): Promise<void> {
    const isMeant = (row: Email): boolean => row.threadId === threadId;
    await this.changes.send("unread", this.known().filter(isMeant), () => ({
      isMeant,
      patch: { unread: false },
      counted: -this.known().filter((row) => isMeant(row) && row.unread === true).length,
      send: () => this.api.markThreadRead(threadId),
    }));
    // Messages that are not loaded have changed as well.
    if (this.count !== undefined) await this.refreshUnreadCount();
  }

  /** Sets when the Unibox reminds of a message, or that it does not. @throws ApiError; the old reminder shows again. */
  async setReminder(email: Email, at: Date | undefined): Promise<void> {
    const { id } = email;
    await this.changes.send("reminderAt", [email], () => ({
      isMeant: (row) => row.id === id,
      patch: { reminderAt: at },
      counted: 0,
      send: () => this.api.setReminder(id, at),
    }));
  }

  /** Marks a message: at once in the list and the count, taken back when the API refuses. */
  private async mark(email: Email, wish: (unread: boolean | undefined) => boolean): Promise<void> {
    const { id } = email;
    await this.changes.send("unread", [email], () => {
      const before = (this.known().find((known) => known.id === id) ?? email).unread;
      const unread = wish(before);
      if (before === unread) return undefined;
      return {
        isMeant: (row) => row.id === id,
        patch: { unread },
        counted: before === undefined ? 0 : unread ? 1 : -1,
        send: () => this.api.setUnread(id, unread),
      };
    });
  }

  /** A page asked for before a PATCH was done may still have the old mark: we know better. */
  private async readPage(request: EmailListRequest): Promise<Page<Email>> {
    const filter = this.currentFilter;
    const changes = new Set(this.changes.underWay);
    this.pageReads.add(changes);
    try {
      const page = await this.api.list(request);
      const rows = page.rows.map((row) => (row instanceof BrokenRow ? row : this.withChanges(row, changes)));
      if (request.after === undefined && request.createdAfter === undefined && passesAll(filter))
        this.see(rows);
      this.opened.keep(readable(rows));
      return { ...page, rows };
    } finally {
      this.pageReads.delete(changes);
    }
  }

  private see(rows: readonly Row<Email>[]): void {
    for (const { storedAt } of readable(rows))
      this.seenUntil = Math.max(this.seenUntil, storedAt?.getTime() ?? 0);
  }

  private nextUnread(id: string): Email | undefined {
    const rows = readable(this.list.state.rows);
    const position = rows.findIndex((row) => row.id === id);
    return position < 0 ? undefined : rows.slice(position + 1).find(({ unread }) => unread === true);
  }

  private get pageName(): string {
    return `emails ${JSON.stringify(queryOf(this.currentFilter))}`;
  }

  /** Shows a change in the rows that are there, or takes it off them again. */
  private follow({ change, step }: ChangeStep): void {
    const before = this.before.get(change) ?? new Map<string, Email>();
    this.before.set(change, before);
    switch (step) {
      case "begin":
        this.addToCount(change.counted ?? 0);
        for (const read of this.pageReads) read.add(change);
        for (const row of this.known())
          if (change.isMeant(row)) this.show(row.id, (shown) => this.withChanges(shown, [change]));
        return;
      case "drop":
        this.addToCount(-(change.counted ?? 0));
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
    const rows = readable(this.list.state.rows);
    const listed = new Set(rows.map(({ id }) => id));
    return [...rows, ...this.opened.all.filter(({ id }) => !listed.has(id))];
  }

  private show(id: string, change: (row: Email) => Email): void {
    this.list.update(id, change);
    this.opened.change(id, change);
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

/** A row for the list's page in the cache, as it is known now; the body has a page of its own. */
function withoutBody({ raw, unread }: Email): Raw {
  const rest = { ...raw, body: undefined };
  return unread === undefined ? rest : { ...rest, is_unread: unread };
}

function fieldsOf(email: Email, patch: Partial<Email>): Partial<Email> {
  return Object.fromEntries(Object.keys(patch).map((field) => [field, email[field as keyof Email]]));
}
