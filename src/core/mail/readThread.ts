import { PageTrail } from "../api/pageTrail.ts";
import { BrokenRow } from "../api/page.ts";
import type { Email, EmailsApi } from "../api/resources/emails.ts";

/** A page is one of the 20 list calls a minute; a conversation longer than this is cut, and says so. */
const MAX_PAGES = 5;
const BODIES_AT_ONCE = 4;

/** What there is of a conversation. */
export interface ThreadMail {
  /** Newest first. */
  readonly emails: readonly Email[];
  /** Messages in a shape that this build cannot read. */
  readonly unreadable: number;
  /** False: there are older ones. */
  readonly isComplete: boolean;
}

export interface ReadThreadOptions {
  readonly signal: AbortSignal;
  /** Told what is there after each page but the last, so that a long one need not be waited for. */
  readonly onPage?: (mail: ThreadMail) => void;
  /** Each message with what body the API has; else with its first line. */
  readonly withBodies?: boolean;
}

/**
 * Reads a conversation, newest messages first, at most 500.
 * @throws ApiError; the signal's reason when cancelled.
 */
export async function readThread(
  api: Pick<EmailsApi, "listThread" | "get">,
  threadId: string,
  { signal, onPage, withBodies = false }: ReadThreadOptions,
): Promise<ThreadMail> {
  // By id: mail that comes in between two pages moves a row from one to the next.
  const found = new Map<string, Email>();
  const trail = new PageTrail();
  let unreadable = 0;
  let isComplete = false;
  for (let pages = 0; pages < MAX_PAGES && !isComplete && !trail.isCut; pages++) {
    // The last page often carries a cursor: the call that finds nothing behind it is in nobody's way.
    const priority = pages === 0 ? "interactive" : "background";
    const page = await api.listThread(threadId, {
      after: trail.next,
      signal,
      priority,
      previewOnly: !withBodies,
    });
    const before = found.size;
    for (const row of page.rows)
      if (row instanceof BrokenRow) unreadable++;
      else found.set(row.id, row);
    trail.follow(page, found.size > before);
    isComplete = trail.next === undefined && !trail.isCut;
    if (!isComplete) onPage?.({ emails: [...found.values()], unreadable, isComplete });
  }
  const emails = [...found.values()];
  return { emails: withBodies ? await complete(api, emails, signal) : emails, unreadable, isComplete };
}

/** List rows were seen without a body: those are read one by one. */
async function complete(
  api: Pick<EmailsApi, "get">,
  emails: readonly Email[],
  signal: AbortSignal,
): Promise<readonly Email[]> {
  const whole = [...emails];
  const bare = whole.flatMap(({ bodyHtml, bodyText }, index) =>
    bodyHtml === undefined && bodyText === undefined ? [index] : [],
  );
  const work = async (): Promise<void> => {
    for (let index = bare.shift(); index !== undefined; index = bare.shift()) {
      const row = whole[index];
      if (row !== undefined) whole[index] = await api.get(row.id, { signal });
    }
  };
  await Promise.all(Array.from({ length: BODIES_AT_ONCE }, work));
  return whole;
}
