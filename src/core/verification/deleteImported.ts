import { ApiError } from "../api/errors.ts";
import type { ImportCalls } from "./importDesk.ts";

/**
 * Deletes the list that an import has made, with its leads, and answers how many those were. The leads go first: the
 * document does not say what becomes of them with their list. @throws ApiError
 */
export async function deleteImported({ lists, leads }: ImportCalls, listId: string): Promise<number> {
  const count = (await unlessGone(leads.deleteOfList(listId))) ?? 0;
  await unlessGone(lists.delete(listId));
  return count;
}

async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === "notFound") return undefined;
    throw error;
  }
}
