import { ApiError, isAbort } from "../api/errors.ts";
import { BrokenRow } from "../api/page.ts";
import type { EmailsApi } from "../api/resources/emails.ts";
import type { Before } from "./draftStore.ts";

/**
 * What a conversation holds now; undefined where that cannot be told at once, or does not show the message that is answered:
 * then others may be missing as well.
 */
export async function conversationBefore(
  emails: EmailsApi,
  threadId: string | undefined,
  originalId: string,
): Promise<Before | undefined> {
  if (threadId === undefined) return undefined;
  try {
    const { rows } = await emails.peekThread(threadId);
    if (!rows.some((row) => !(row instanceof BrokenRow) && row.id === originalId)) return undefined;
    const times = rows.map((row) => (row instanceof BrokenRow ? 0 : (row.storedAt?.getTime() ?? 0)));
    const ids = rows.map((row) => (row instanceof BrokenRow ? row.key : row.id));
    return { ids, newestAt: Math.max(0, ...times) };
  } catch (error) {
    if (error instanceof ApiError || isAbort(error)) return undefined;
    throw error;
  }
}
