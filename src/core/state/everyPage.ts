import { type Page, type PageRequest, readable } from "../api/page.ts";
import { cutError, PageTrail } from "../api/pageTrail.ts";

/** Whoever has more than these 1,000 rows does not get the rest: what is asked for here is chosen from or looked up, not listed. */
const MAX_PAGES = 10;

/**
 * The readable rows of each page, from the first to the last.
 * @throws ApiError after the last page that can be reached, where there are more; whatever `readPage` throws
 */
export async function* everyPage<T>(
  readPage: (request: PageRequest) => Promise<Page<T>>,
  signal?: AbortSignal,
): AsyncGenerator<readonly T[]> {
  const trail = new PageTrail();
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await readPage({ after: trail.next, signal });
    yield readable(page.rows);
    // Whoever looks something up here may have met these rows before: a cursor that comes back is the end.
    trail.follow(page, false);
    if (trail.isCut) throw cutError();
    if (trail.next === undefined) return;
  }
}
