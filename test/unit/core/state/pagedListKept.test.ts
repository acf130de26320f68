import { expect, test } from "vitest";
import { BrokenRow } from "../../../../src/core/api/page.ts";
import type { KeptRows } from "../../../../src/core/state/keptRows.ts";
import { settled } from "../fakeClock.ts";
import { failure, type Item, item, listOf, page } from "./listOf.ts";

function keptOf(ids: string, at: number): KeptRows<Item> & { written: string[]; give: () => void } {
  const written: string[] = [];
  let give: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (give = resolve));
  return {
    written,
    give,
    read: async () => {
      await asked;
      return ids === "" ? undefined : { rows: Array.from(ids, (id) => item(id)), at: new Date(at) };
    },
    write: (rows) => written.push(rows.map((row) => (row instanceof BrokenRow ? "!" : row.id)).join("")),
  };
}

test("shows the rows of an earlier window at once, and the API's in their place", async () => {
  const kept = keptOf("xa", 5);
  const { list, answer, ids, clock } = listOf({ kept });

  const shown = list.ensureShown();
  kept.give();
  await shown;
  expect(ids()).toBe("xa");
  expect(list.state).toMatchObject({ kept: true, loading: true, hasMore: false, loadedAt: new Date(5) });
  await answer(page("ab", "1"));

  expect(ids()).toBe("ab");
  expect(list.state).toMatchObject({ kept: false, hasMore: true, loadedAt: new Date(clock.now()) });
  expect(kept.written).toEqual(["ab"]);
});

test("never puts rows of an earlier window over what the API has said", async () => {
  const kept = keptOf("x", 5);
  const { list, answer, ids } = listOf({ kept });
  const shown = list.ensureShown();
  await answer(page("ab"));
  await shown;
  kept.give();
  await settled();

  expect(ids()).toBe("ab");
  expect(list.state.kept).toBe(false);
});

test("keeps the rows of an earlier window, and since when, while the API cannot be had", async () => {
  const kept = keptOf("x", 5);
  const { list, answer, ids } = listOf({ kept });
  const shown = list.ensureShown();
  await answer(failure);
  kept.give();
  await shown;

  expect(ids()).toBe("x");
  expect(list.state).toMatchObject({ kept: true, error: failure, loadedAt: new Date(5) });
  expect(kept.written).toEqual([]);

  const again = list.refresh();
  await answer(page("ab", "1"));
  await again;
  expect(ids()).toBe("ab"); // and not "abx": where the old rows go on is not known
  expect(list.state.hasMore).toBe(true);
});

test("reads the first page when more is asked for than an earlier window has kept", async () => {
  const kept = keptOf("x", 5);
  const { list, answer, ids } = listOf({ kept });
  const shown = list.ensureShown();
  kept.give();
  await answer(failure);
  await shown;

  const more = list.loadMore();
  await answer(page("ab"));
  await more;

  expect(ids()).toBe("ab");
});

test("drops rows of an earlier window that come after the list was asked for otherwise", async () => {
  const kept = keptOf("x", 5);
  const { list, ids } = listOf({ kept });
  void list.ensureShown();
  list.reset();
  kept.give();
  await settled();

  expect(ids()).toBe("");
});

test("puts newer rows in front, leaves known ones as they are, and keeps a change made in place", async () => {
  const kept = keptOf("", 0);
  const { list, answer, ids } = listOf({ kept });
  kept.give();
  const loaded = list.ensureLoaded();
  await answer(page("bc", "1"));
  await loaded;
  list.update("b", (row) => ({ ...row, n: 7 }));

  await list.addNewer(() => Promise.resolve([item("a"), item("b", 1)]));

  expect(ids()).toBe("abc");
  expect(list.find("b")?.n).toBe(7);
  expect(list.state.hasMore).toBe(true);
  expect(kept.written).toEqual(["bc", "bc", "abc"]);
});
