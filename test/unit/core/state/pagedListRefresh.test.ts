import { expect, test } from "vitest";
import { settled } from "../fakeClock.ts";
import { failure, listOf, page } from "./listOf.ts";

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
