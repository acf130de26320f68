import { BrokenRow } from "../api/page.ts";
import type { Email, EmailsApi } from "../api/resources/emails.ts";

/** A page is one of the 20 list calls a minute; a conversation longer than this is cut, and says so. */
const MAX_PAGES = 5;

/** What there is of a conversation. */
export interface ThreadMail {
  readonly emails: readonly Email[];
  /** Messages in a shape that this build cannot read. */
  readonly unreadable: number;
  /** False: there are older ones. */
  readonly isComplete: boolean;
}

/**
 * Reads a conversation, newest messages first, at most 500; without bodies.
 * @param onPage told what is there after each page but the last, so that a long one need not be waited for.
 * @throws ApiError; the signal's reason when cancelled.
 */
export async function readThread(
  api: EmailsApi,
  threadId: string,
  { signal, onPage }: { readonly signal: AbortSignal; readonly onPage?: (mail: ThreadMail) => void },
): Promise<ThreadMail> {
  const emails: Email[] = [];
  const cursors = new Set<string>();
  let unreadable = 0;
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    // The last page often carries a cursor: the call that finds nothing behind it is in nobody's way.
    const priority = page === 0 ? "interactive" : "background";
    const { rows, next } = await api.listThread(threadId, { after, signal, priority });
    for (const row of rows)
      if (row instanceof BrokenRow) unreadable++;
      else emails.push(row);
    // The last page may carry a cursor, and one that comes again would go round for ever.
    if (next === undefined || cursors.has(next)) return { emails, unreadable, isComplete: true };
    cursors.add(next);
    after = next;
    onPage?.({ emails: [...emails], unreadable, isComplete: false });
  }
  return { emails, unreadable, isComplete: false };
}
