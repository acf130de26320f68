import { ApiError } from "../../../../src/core/api/errors.ts";
import { BrokenRow, type Page, type Row } from "../../../../src/core/api/page.ts";
import { PagedList, type PagedListOptions } from "../../../../src/core/state/pagedList.ts";
import { FakeClock, settled } from "../fakeClock.ts";

export interface Item {
  readonly id: string;
  readonly n: number;
}

type Answer = Page<Item> | Error;

export const item = (id: string, n = 0): Item => ({ id, n });
export const page = (ids: string, next?: string): Page<Item> => ({
  rows: Array.from(ids, (id) => item(id)),
  next,
});
export const failure = new ApiError({ kind: "unreachable", code: "ECONNRESET" }, "GET /items");

/** A list whose pages a test answers by hand, in any order. */
export function listOf(options: Partial<PagedListOptions<Item>> = {}): {
  readonly list: PagedList<Item>;
  readonly asked: (string | undefined)[];
  readonly answer: (...answers: readonly Answer[]) => Promise<void>;
  readonly ids: () => string;
  readonly clock: FakeClock;
  readonly signals: AbortSignal[];
} {
  const asked: (string | undefined)[] = [];
  const signals: AbortSignal[] = [];
  const open: ((answer: Answer) => void)[] = [];
  const clock = new FakeClock();
  const list = new PagedList<Item>({
    fetchPage: ({ after, signal }) =>
      new Promise((resolve, reject) => {
        asked.push(after);
        signals.push(signal);
        open.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      }),
    keyOf: ({ id }) => id,
    clock,
    ...options,
  });
  const answer = async (...answers: readonly Answer[]): Promise<void> => {
    for (const each of answers) {
      await settled();
      open.shift()?.(each);
      await settled();
    }
  };
  const keyOf = (row: Row<Item>): string => (row instanceof BrokenRow ? `!${row.key}` : row.id);
  return { list, asked, answer, clock, signals, ids: () => list.state.rows.map(keyOf).join("") };
}
