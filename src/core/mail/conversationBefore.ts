import { ApiError, isAbort } from "../api/errors.ts";
import { BrokenRow } from "../api/page.ts";
import type { EmailsApi } from "../api/resources/emails.ts";
import type { Before } from "./draftStore.ts";

/** What a conversation holds now; undefined where that cannot be told at once. */
export async function conversationBefore(
  emails: EmailsApi,
  threadId: string | undefined,
): Promise<Before | undefined> {
  if (threadId === undefined) return undefined;
  try {
    const { rows } = await emails.peekThread(threadId);
    const times = rows.map((row) => (row instanceof BrokenRow ? 0 : (row.storedAt?.getTime() ?? 0)));
    const ids = rows.map((row) => (row instanceof BrokenRow ? row.key : row.id));
    return { ids, newestAt: Math.max(0, ...times) };
  } catch (error) {
    if (error instanceof ApiError || isAbort(error)) return undefined;
    throw error;
  }
}
