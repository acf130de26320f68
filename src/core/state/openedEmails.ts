import type { Clock } from "../clock.ts";
import { ApiError } from "../api/errors.ts";
import { type Email, email as emailSchema, type EmailsApi } from "../api/resources/emails.ts";
import { SlidingWindow } from "../api/slidingWindow.ts";
import type { PageCache } from "./pageCache.ts";

const MAX_OPENED = 50;
/** Reading ahead must leave the greater part of the mail list's 20 a minute to what people ask for. */
const AHEAD_PER_MINUTE = 8;

interface OpenedEmailsOptions {
  readonly api: EmailsApi;
  readonly clock: Clock;
  readonly cache: PageCache | undefined;
  /** The message as the list has it. */
  readonly row: (id: string) => Email | undefined;
  /** Whether the list's rows are what the API says now. */
  readonly isListFresh: () => boolean;
  /** The message that a person who goes on from this one would read next. */
  readonly next: (id: string) => Email | undefined;
}

/** Messages with their bodies: those opened last in memory, all that fit in the cache, and one read ahead. */
export class OpenedEmails {
  /** Oldest first. */
  private readonly opened = new Map<string, Email>();
  private readonly keptSince = new Map<string, Date>();
  /** What is in the cache by now: a body is written once. */
  private readonly written = new Set<string>();
  private readonly aheadWindow = new SlidingWindow(AHEAD_PER_MINUTE, 60_000);
  private readonly controller = new AbortController();

  constructor(private readonly options: OpenedEmailsOptions) {}

  /**
   * A message with its body: of the list, from memory, from the cache, or else from the API; from the cache as well when
   * the API cannot be had, and then `asOf` says since when.
   * @throws ApiError; the signal's reason.
   */
  async open(id: string, signal?: AbortSignal): Promise<Email> {
    const row = this.options.row(id);
    const isKnown = !this.keptSince.has(id) || !this.options.isListFresh();
    const known = row !== undefined && hasBody(row) ? row : isKnown ? this.opened.get(id) : undefined;
    const email = known ?? (await this.find(id, signal));
    this.remember(id, email);
    void this.readAhead(id);
    return email;
  }

  /** When a message was read that the API could not be asked for; undefined for one that is as the API has it. */
  asOf(id: string): Date | undefined {
    return this.keptSince.get(id);
  }

  /** Those that are known from memory. */
  get all(): readonly Email[] {
    return [...this.opened.values()];
  }

  /** Changes a message where it is known from memory. */
  change(id: string, change: (email: Email) => Email): void {
    const email = this.opened.get(id);
    if (email !== undefined) this.opened.set(id, change(email));
  }

  /** Puts messages with a body into the cache, for a window without a network. */
  keep(emails: readonly Email[]): void {
    const { cache, clock } = this.options;
    for (const { id, raw, ...email } of emails) {
      if (!hasBody(email) || this.written.has(id)) continue;
      this.written.add(id);
      cache?.write(pageName(id), new Date(clock.now()), () => raw);
    }
  }

  dispose(): void {
    this.controller.abort();
    this.opened.clear();
  }

  private async find(id: string, signal: AbortSignal | undefined): Promise<Email> {
    const kept = await this.kept(id);
    const row = this.options.row(id);
    const isFresh = this.options.isListFresh();
    // A body never changes; what may have changed is in the row.
    if (kept !== undefined && row !== undefined && isFresh) {
      this.keptSince.delete(id);
      return {
        ...row,
        bodyHtml: kept.email.bodyHtml,
        bodyText: kept.email.bodyText,
        raw: { ...kept.email.raw, ...row.raw },
      };
    }
    if (kept !== undefined && row !== undefined) return this.asKept(id, kept);
    try {
      const email = await this.options.api.get(id, { signal });
      this.keptSince.delete(id);
      return email;
    } catch (error) {
      if (kept === undefined || !(error instanceof ApiError) || !isPassing(error)) throw error;
      return this.asKept(id, kept);
    }
  }

  private asKept(id: string, { email, at }: Kept): Email {
    this.keptSince.set(id, at);
    return email;
  }

  private async kept(id: string): Promise<Kept | undefined> {
    const page = await this.options.cache?.read(pageName(id));
    const parsed = emailSchema.safeParse(page?.value);
    if (page === undefined || !parsed.success || !hasBody(parsed.data)) return undefined;
    return { email: parsed.data, at: page.at };
  }

  /** The next message of somebody who goes through what is unread. Costs a request only when nothing has its body. */
  private async readAhead(id: string): Promise<void> {
    const { api, clock, next } = this.options;
    const ahead = next(id);
    if (ahead === undefined || hasBody(ahead) || this.opened.has(ahead.id)) return;
    const now = clock.now();
    if (this.aheadWindow.freeAt(1) > now) return;
    if ((await this.kept(ahead.id)) !== undefined) return;
    this.aheadWindow.take(now);
    try {
      this.remember(ahead.id, await api.getAhead(ahead.id, this.controller.signal));
    } catch {
      return; // Nobody has asked for it; whoever does hears what is wrong.
    }
  }

  private remember(id: string, email: Email): void {
    this.opened.delete(id);
    this.opened.set(id, email);
    if (!this.keptSince.has(id)) this.keep([email]);
    const [oldest] = this.opened.keys();
    if (this.opened.size > MAX_OPENED && oldest !== undefined) this.opened.delete(oldest);
  }
}

interface Kept {
  readonly email: Email;
  readonly at: Date;
}

const pageName = (id: string): string => `email ${id}`;

/** Failures that say nothing about the message itself. */
function isPassing({ failure }: ApiError): boolean {
  switch (failure.kind) {
    case "unreachable":
    case "timedOut":
    case "rateLimited":
    case "serverFault":
    case "blockedAtEdge":
      return true;
    default:
      return false;
  }
}

function hasBody({ bodyHtml, bodyText }: Pick<Email, "bodyHtml" | "bodyText">): boolean {
  return bodyHtml !== undefined || bodyText !== undefined;
}
