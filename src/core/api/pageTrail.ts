import { ApiError } from "./errors.ts";
import type { Page } from "./page.ts";

/** The cursors on the way through a list: where to read on, and whether there is a way on. */
export class PageTrail {
  /** The cursor to read on from; undefined at the end, and before the first page. */
  next: string | undefined;
  /** The list goes on, or seems to, but its last answer does not say where in a way that leads on. */
  isCut = false;
  private readonly seen = new Set<string>();

  /** @param broughtMore whether the page had rows that no page before it had */
  follow(page: Pick<Page<unknown>, "next" | "isCut">, broughtMore: boolean): void {
    const { next } = page;
    const isRound = next !== undefined && this.seen.has(next);
    if (next !== undefined) this.seen.add(next);
    this.next = isRound ? undefined : next;
    // The last page may carry a cursor once more; one that leads back from rows that are new leaves out others.
    this.isCut = page.isCut === true || (isRound && broughtMore);
  }
}

/** Why a list that is cut ends where it does. */
export function cutError(): ApiError {
  return new ApiError({ kind: "lostPlace" }, "the next page of a list");
}
