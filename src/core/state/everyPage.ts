import { type Page, type PageRequest, readable } from "../api/page.ts";

/** Whoever has more than these 1,000 rows does not get the rest: what is asked for here is chosen from or looked up, not listed. */
const MAX_PAGES = 10;

/**
 * The readable rows of each page, from the first to the last.
 * @throws whatever `readPage` throws
 */
export async function* everyPage<T>(
  readPage: (request: PageRequest) => Promise<Page<T>>,
  signal?: AbortSignal,
): AsyncGenerator<readonly T[]> {
  let after: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await readPage({ after, signal });
    yield readable(page.rows);
    if (page.next === undefined || page.next === after) return;
    after = page.next;
  }
}
