import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ProfilePages } from "../../../../src/shell/kept/profilePages.ts";
import { openMemoryPages } from "../../../../src/store/openPageStore.ts";

const AT = new Date(7);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function pagesOf(hasPages = false) {
  let opened = 0;
  const store = openMemoryPages();
  const pages = new ProfilePages({
    open: () => {
      opened++;
      return Promise.resolve(store);
    },
    hasPages: () => hasPages,
  });
  return { pages, store, opened: () => opened };
}

test("opens nothing to read where nothing was ever written", async () => {
  const { pages, opened } = pagesOf();

  expect(await pages.read("emails")).toBeUndefined();
  expect(opened()).toBe(0);
});

test("reads what an earlier window has written", async () => {
  const { pages, store } = pagesOf(true);
  store.write([{ name: "emails", text: '{"items":[]}', at: AT }]);

  expect(await pages.read("emails")).toEqual({ value: { items: [] }, at: AT });
});

test("writes some time later, and of each page only the last", async () => {
  const { pages, store } = pagesOf();
  const make = vi.fn(() => "first");
  pages.write("emails", AT, make);
  pages.write("emails", AT, () => "second");
  expect(store.read("emails")).toBeUndefined();
  expect(await pages.read("emails")).toEqual({ value: "second", at: AT });

  await vi.advanceTimersByTimeAsync(2_000);

  expect(store.read("emails")?.text).toBe('"second"');
  expect(make).not.toHaveBeenCalled();
});

test("writes at once when the window closes", async () => {
  const { pages, store } = pagesOf();
  pages.write("emails", AT, () => 1);

  await pages.flush();

  expect(store.read("emails")?.text).toBe("1");
});

test("writes nothing more once it was closed, also what was on its way", async () => {
  const { pages, store } = pagesOf();
  pages.write("emails", AT, () => 1);
  const flushing = pages.flush();
  await pages.close();
  await flushing;
  pages.write("accounts", AT, () => 2);
  await vi.advanceTimersByTimeAsync(5_000);

  expect(store.read("emails")).toBeUndefined();
  expect(store.read("accounts")).toBeUndefined();
});

test("forgets what was to be written when it is emptied, and goes on with what comes", async () => {
  const { pages, store } = pagesOf();
  pages.write("emails", AT, () => 1);
  await pages.empty();
  pages.write("accounts", AT, () => 2);

  await pages.flush();

  expect(store.read("emails")).toBeUndefined();
  expect(store.read("accounts")?.text).toBe("2");
});
