import { expect, test } from "vitest";
import { BrokenRow } from "../../../../src/core/api/page.ts";
import { settled } from "../fakeClock.ts";
import { failure, item, listOf, page } from "./listOf.ts";
import { nextUncaught } from "../uncaught.ts";

test("has never loaded until it is asked to, and then once", async () => {
  const { list, asked, answer, ids, clock } = listOf();
  expect(list.state).toEqual({
    rows: [],
    hasMore: false,
    loading: false,
    error: undefined,
    loadedAt: undefined,
    kept: false,
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

test("says so where a list goes on in a way that cannot be followed, and keeps its rows", async () => {
  const { list, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer(page("a", "1"));
  void list.loadMore();
  await answer({ ...page("b"), isCut: true });

  expect(ids()).toBe("ab");
  expect(list.state).toMatchObject({ hasMore: false, error: { failure: { kind: "lostPlace" } } });
  void list.refresh();
  await answer(page("a", "1"), page("b"));
  expect(list.state).toMatchObject({ hasMore: false, error: undefined });
});

test("says so where a cursor leads back from new rows, not where nothing new came", async () => {
  const cut = { failure: { kind: "lostPlace" } };
  for (const [last, error] of [
    ["c", cut],
    ["b", undefined],
  ] as const) {
    const { list, answer } = listOf();
    void list.ensureLoaded();
    await answer(page("a", "1"));
    void list.loadMore();
    await answer(page("b", "2"));
    void list.loadMore();
    await answer(page(last, "2"));
    expect(list.state.hasMore).toBe(false);
    expect(list.state.error).toEqual(error === undefined ? undefined : expect.objectContaining(error));
  }
});

test("hands out rows that no later page and no change touches", async () => {
  const { list, answer, ids } = listOf();
  void list.ensureLoaded();
  await answer(page("ab", "1"));
  const { rows } = list.state;
  const before = [...rows];

  void list.loadMore();
  await answer(page("bc", "2"));
  list.update("a", ({ id }) => item(id, 9));

  expect(rows).toEqual(before);
  expect(ids()).toBe("abc");
  expect(list.find("a")?.n).toBe(9);
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

test("reads on by as many pages as it takes, and keeps those that came before one that fails", async () => {
  const { list, asked, answer, ids } = listOf({ moreRows: (loaded) => loaded * 2 });
  void list.ensureLoaded();
  await answer(page("ab", "2"));

  let redraws = 0;
  list.onDidChange(() => redraws++);
  void list.loadMore();
  await answer(page("cd", "3"), page("ef", "4"));
  expect([ids(), redraws, list.state]).toMatchObject(["abcdef", 2, { hasMore: true, loading: false }]);

  void list.loadMore();
  await answer(page("gh", "5"), failure);
  expect([ids(), list.state]).toMatchObject(["abcdefgh", { error: failure, hasMore: true }]);

  void list.loadMore();
  await answer(page("ij"));
  expect(ids()).toBe("abcdefghij");
  expect(asked).toEqual([undefined, "2", "3", "4", "5", "5"]);
  expect(list.state).toMatchObject({ error: undefined, hasMore: false });
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
