import { expect, test } from "vitest";
import { ApiError } from "../../../../src/core/api/errors.ts";
import { BrokenRow, type Page, type Row } from "../../../../src/core/api/page.ts";
import { PagedList, type PagedListOptions } from "../../../../src/core/state/pagedList.ts";
import { FakeClock, settled } from "../fakeClock.ts";
import { nextUncaught } from "../uncaught.ts";

interface Item {
  readonly id: string;
  readonly n: number;
}

type Answer = Page<Item> | Error;

const item = (id: string, n = 0): Item => ({ id, n });
const page = (ids: string, next?: string): Page<Item> => ({ rows: Array.from(ids, (id) => item(id)), next });
const failure = new ApiError({ kind: "unreachable", code: "ECONNRESET" }, "GET /items");

/** A list whose pages a test answers by hand, in any order. */
function listOf(options: Partial<PagedListOptions<Item>> = {}): {
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

test("has never loaded until it is asked to, and then once", async () => {
  const { list, asked, answer, ids, clock } = listOf();
  expect(list.state).toEqual({
    rows: [],
    hasMore: false,
    loading: false,
    error: undefined,
    loadedAt: undefined,
  });

  const both = Promise.all([list.ensureLoaded(), list.ensureLoaded()]);
  expect(list.state.loading).toBe(true);
  await answer(page("ab", "1"));
  await both;
  await list.ensureLoaded();

  expect(asked).toEqual([undefined]);
  expect(ids()).toBe("ab");
  expect(list.state).toMatchObject({ hasMore: true, loading: false, loadedAt: new Date(clock.now()) });
});

test("reads on from the cursor, one page per call however often it is called at once", async () => {
  const { list, asked, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer(page("ab", "1"));

  void list.loadMore();
  void list.loadMore();
  await answer(page("c", "2"));
  expect(ids()).toBe("abc");
  void list.loadMore();
  await answer(page(""));
  await list.loadMore();

  expect(asked).toEqual([undefined, "1", "2"]);
  expect(list.state.hasMore).toBe(false);
});

test("ends at a cursor that was seen before", async () => {
  const { list, answer, asked } = listOf();
  void list.ensureLoaded();
  await answer(page("a", "1"));
  void list.loadMore();
  await answer(page("b", "2"));
  void list.loadMore();
  await answer(page("c", "1"));

  expect(list.state.hasMore).toBe(false);
  await list.loadMore();
  expect(asked).toHaveLength(3);
});

test("keeps rows when the next page fails, and reads that page when asked again", async () => {
  const { list, asked, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer(page("ab", "1"));

  void list.loadMore();
  await answer(failure);
  expect(ids()).toBe("ab");
  expect(list.state).toMatchObject({ error: failure, hasMore: true, loading: false });
  void list.loadMore();
  await answer(page("c"));

  expect(asked).toEqual([undefined, "1", "1"]);
  expect(ids()).toBe("abc");
  expect(list.state.error).toBeUndefined();
});

test("does not ask again by itself after a failure", async () => {
  const { list, asked, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer(failure);
  expect(list.state).toMatchObject({ error: failure, loadedAt: undefined });

  await list.ensureLoaded();
  expect(asked).toHaveLength(1);
  void list.refresh();
  await answer(page("a"));

  expect(ids()).toBe("a");
});

test("shows a row once that moved between pages, as it was last", async () => {
  const { list, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer(page("ab", "1"));
  void list.loadMore();
  await answer({ rows: [item("b", 2), item("c")], next: undefined });

  expect(ids()).toBe("abc");
  expect(list.find("b")).toEqual(item("b", 2));
});

test("keeps broken rows in their places, and finds none of them as an item", async () => {
  const { list, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer({
    rows: [item("a"), new BrokenRow("x", ["id: expected string"], {}), item("b")],
    next: undefined,
  });

  expect(ids()).toBe("a!xb");
  expect(list.find("x")).toBeUndefined();
  list.update("x", () => item("changed"));
  expect(ids()).toBe("a!xb");
});

test("refreshes as many rows as were loaded, and shows them all at once", async () => {
  const { list, asked, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer(page("ab", "1"));
  void list.loadMore();
  await answer(page("cd", "2"));

  void list.refresh();
  await answer(page("za", "3"));
  expect(ids()).toBe("abcd");
  expect(list.state.loading).toBe(true);
  await answer(page("bc", "4"));

  expect(ids()).toBe("zabc");
  expect(asked.slice(2)).toEqual([undefined, "3"]);
  void list.loadMore();
  await answer(page("d"));
  expect(asked.at(-1)).toBe("4");
});

test("keeps every old row when a refresh fails halfway, and reads on where it was", async () => {
  const { list, asked, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer(page("ab", "1"));
  void list.loadMore();
  await answer(page("cd", "2"));

  void list.refresh();
  await answer(page("za", "9"), failure);

  expect(ids()).toBe("abcd");
  expect(list.state).toMatchObject({ error: failure, hasMore: true, loading: false });
  void list.loadMore();
  await answer(page("e"));
  expect(asked.at(-1)).toBe("2");
  expect(ids()).toBe("abcde");
});

test("refreshes the first page only, keeping the older rows after it", async () => {
  const { list, asked, answer, ids } = listOf({ refresh: "first" });
  void list.ensureLoaded();
  await answer(page("cde", "1"));
  void list.loadMore();
  await answer(page("fg", "2"));

  void list.refresh();
  await answer(page("abc", "3"));
  expect(ids()).toBe("abcdefg");
  void list.refresh();
  await answer(page("abd", "4"));
  expect(ids()).toBe("abdefg");
  void list.loadMore();
  await answer(page("h"));

  expect(asked).toEqual([undefined, "1", undefined, undefined, "2"]);
  expect(ids()).toBe("abdefgh");
});

test("starts over when the first page does not overlap with what was there, or is all there is", async () => {
  const { list, asked, answer, ids } = listOf({ refresh: "first" });
  void list.ensureLoaded();
  await answer(page("abc", "1"));
  void list.refresh();
  await answer(page("xyz", "2"));
  expect(ids()).toBe("xyz");
  void list.loadMore();
  await answer(page("vw", "3"));
  expect(asked.at(-1)).toBe("2");

  void list.refresh();
  await answer(page("xv"));

  expect(ids()).toBe("xv");
  expect(list.state.hasMore).toBe(false);
});

test("does one thing at a time: a refresh waits for the page before it", async () => {
  const { list, asked, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer(page("a", "1"));
  const more = list.loadMore();
  const refresh = list.refresh();
  await settled();
  expect(asked).toHaveLength(2);

  await answer(page("b"));
  await more;
  await answer(page("ab", "2"));
  await refresh;

  expect(asked).toEqual([undefined, "1", undefined]);
  expect(ids()).toBe("ab");
  expect(list.state.loading).toBe(false);
});

test("drops an answer that comes after a reset, and aborts its call", async () => {
  const { list, answer, ids, signals } = listOf();
  void list.ensureLoaded();
  await settled();
  list.reset();
  expect(signals[0]?.aborted).toBe(true);
  expect(list.state).toMatchObject({ loading: false, loadedAt: undefined, error: undefined });

  await answer(page("old"));
  expect(ids()).toBe("");
  void list.ensureLoaded();
  await answer(page("n"));

  expect(ids()).toBe("n");
});

test("restarts only what was in use", async () => {
  const { list, asked, answer, ids } = listOf();
  list.restart();
  await settled();
  expect(asked).toHaveLength(0);

  void list.ensureLoaded();
  await answer(page("a", "1"));
  list.restart();
  expect(ids()).toBe("");
  await answer(page("b"));

  expect(asked).toEqual([undefined, undefined]);
  expect(ids()).toBe("b");
});

test("changes a row in place, also while the next page is under way", async () => {
  const { list, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer(page("ab", "1"));
  void list.loadMore();
  let changes = 0;
  list.onDidChange(() => changes++);

  list.update("b", (old) => ({ ...old, n: 7 }));
  list.update("none", (old) => ({ ...old, n: 7 }));
  expect(changes).toBe(1);
  await answer(page("c"));

  expect(ids()).toBe("abc");
  expect(list.find("b")).toEqual(item("b", 7));
});

test("tells about the start of a read and its end, once each", async () => {
  const { list, answer } = listOf();
  const seen: boolean[] = [];
  const stop = list.onDidChange(() => seen.push(list.state.loading));

  void list.ensureLoaded();
  await answer(page("a", "1"));
  stop();
  void list.loadMore();
  await answer(page("b"));

  expect(seen).toEqual([true, false]);
});

test("lets a listener read on as soon as a page is there", async () => {
  const { list, answer, ids } = listOf();
  list.onDidChange(() => {
    if (!list.state.loading && list.state.hasMore) void list.loadMore();
  });
  void list.ensureLoaded();
  await answer(page("a", "1"), page("b", "2"), page("c"));

  expect(ids()).toBe("abc");
});

test("is silent after it was disposed", async () => {
  const { list, asked, signals } = listOf();
  let changes = 0;
  list.onDidChange(() => changes++);
  const loading = list.ensureLoaded();
  await settled();
  changes = 0;

  list.dispose();
  await loading;
  await Promise.all([list.loadMore(), list.refresh(), list.ensureLoaded()]);

  expect(signals[0]?.aborted).toBe(true);
  expect(asked).toHaveLength(1);
  expect(changes).toBe(0);
});

test("stays loud about a bug, and is not stuck after it", async () => {
  const bug = new TypeError("x is not a function");
  const { list, answer, ids } = listOf();
  const surfaced = nextUncaught();
  const loading = list.ensureLoaded();
  await answer(bug);

  expect(await surfaced).toBe(bug);
  await expect(loading).resolves.toBeUndefined();
  expect(list.state).toMatchObject({ loading: false, error: undefined });
  void list.refresh();
  await answer(page("a"));
  expect(ids()).toBe("a");
});
