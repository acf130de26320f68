import { BrokenRow } from "../api/page.ts";
import type { Email, EmailsApi } from "../api/resources/emails.ts";

/** A conversation as far as it was read. */
export interface ReadThread {
  /** Oldest first, each with what body the API has. */
  readonly emails: readonly Email[];
  /** False for one so long that its newest messages were not read. */
  readonly isWhole: boolean;
}

/** Five of the mail list's twenty calls a minute; a conversation of 500 messages has no reader. */
const MAX_PAGES = 5;
const BODIES_AT_ONCE = 4;

/**
 * Every message of a conversation. List rows were seen without a body: those are read one by one.
 * @throws ApiError; the signal's reason when cancelled.
 */
export async function readThread(
  api: Pick<EmailsApi, "list" | "get">,
  threadId: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<ReadThread> {
  const found = new Map<string, Email>();
  let after: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await api.list({
      limit: 100,
      after,
      signal,
      search: `thread:${threadId}`,
      sortOrder: "asc",
    });
    for (const row of page.rows) if (!(row instanceof BrokenRow)) found.set(row.id, row);
    after = page.next;
    if (after === undefined) break;
  }
  const emails = [...found.values()].toSorted((a, b) => timeOf(a) - timeOf(b));
  return { emails: await withBodies(api, emails, signal), isWhole: after === undefined };
}

async function withBodies(
  api: Pick<EmailsApi, "get">,
  emails: readonly Email[],
  signal: AbortSignal | undefined,
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

function timeOf({ date, storedAt }: Email): number {
  return (date ?? storedAt)?.getTime() ?? 0;
}
