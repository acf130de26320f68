import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { PageStore } from "../../../src/core/state/pageCache.ts";
import {
  openMemoryPages,
  openPageStore,
  type PageStoreOptions,
  removePageStore,
} from "../../../src/store/openPageStore.ts";

const SECRET = new Uint8Array(32).fill(3);
const AT = new Date(1_700_000_000_000);
const DAY_MS = 86_400_000;

function fileIn(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-pages-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return path.join(dir, "deep", "pages.sqlite");
}

async function open(file: string, options: Partial<PageStoreOptions> = {}): Promise<PageStore> {
  const store = await openPageStore({ file, secret: SECRET, owner: "key one", now: () => AT, ...options });
  onTestFinished(() => store.close());
  return store;
}

const page = (name: string, text: string, at = AT) => ({ name, text, at });

/** Everything that lies beside and in a file, as one text. */
const onDisk = (file: string): string => {
  const dir = path.dirname(file);
  return readdirSync(dir)
    .map((name) => readFileSync(path.join(dir, name), "latin1"))
    .join("\n");
};

test("keeps pages from one window to the next, the last of each name", async () => {
  const file = fileIn();
  const first = await open(file);
  first.write([page("emails", "old"), page("accounts", "[1]")]);
  first.write([page("emails", "new", new Date(5))]);
  first.close();

  const next = await open(file);

  expect(next.read("emails")).toEqual({ text: "new", at: new Date(5) });
  expect(next.read("accounts")).toEqual({ text: "[1]", at: AT });
  expect(next.read("lead lists")).toBeUndefined();
});

test("leaves neither names nor addresses nor subjects readable on the disk", async () => {
  const file = fileIn();
  const store = await open(file);
  store.write([page("emails of jo@lead.example", "Re: the offer, from jo@lead.example")]);
  expect(onDisk(file)).not.toMatch(/lead\.example|offer|emails/);
  store.close();

  expect(onDisk(file)).not.toMatch(/lead\.example|offer|emails/);
});

test.each([
  ["another secret", { secret: new Uint8Array(32).fill(4) }],
  ["the key of another workspace", { owner: "key two" }],
])("gives nothing to %s, and drops what it could not read", async (_, other) => {
  const file = fileIn();
  const first = await open(file);
  first.write([page("emails", "mine")]);
  first.close();

  const next = await open(file, other);
  expect(next.read("emails")).toBeUndefined();
  next.close();

  expect((await open(file)).read("emails")).toBeUndefined();
});

test("takes a damaged page for none, and takes a new one in its place", async () => {
  const file = fileIn();
  const store = await open(file);
  store.write([page("emails", "mine"), page("accounts", "well")]);
  const db = new DatabaseSync(file);
  db.exec("UPDATE pages SET body = CAST(zeroblob(60) AS BLOB) WHERE seq = 1");
  db.close();

  expect(store.read("emails")).toBeUndefined();
  expect(store.read("accounts")?.text).toBe("well");
  store.write([page("emails", "again")]);

  expect(store.read("emails")?.text).toBe("again");
});

test.each([
  ["no database", "this is no database, but it is long enough to be taken for one by its size ".repeat(20)],
  ["cut off", "SQLite format 3\0"],
])("begins anew when the file is %s", async (_, content) => {
  const file = fileIn();
  (await open(file)).close();
  writeFileSync(file, content);

  const store = await open(file);
  store.write([page("emails", "new")]);
  store.close();

  expect((await open(file)).read("emails")?.text).toBe("new");
});

test("begins anew when the file is of a newer build", async () => {
  const file = fileIn();
  (await open(file)).close();
  const db = new DatabaseSync(file);
  db.exec("PRAGMA user_version = 99");
  db.close();

  const store = await open(file);
  store.write([page("emails", "new")]);

  expect(store.read("emails")?.text).toBe("new");
});

test("drops what was used longest ago when there is too much", async () => {
  let time = 0;
  const store = await open(fileIn(), { maxBytes: 5_000, now: () => new Date(AT.getTime() + ++time) });
  for (const name of ["a", "b", "c", "d"]) store.write([page(name, name.repeat(1_000))]);
  store.read("a");

  store.write([page("e", "e".repeat(1_000))]);
  store.write([page("f", "f".repeat(1_000))]);

  const left = ["a", "b", "c", "d", "e", "f"].filter((name) => store.read(name) !== undefined);
  expect(left).toEqual(["a", "d", "e", "f"]);
});

test("does not keep a page that is larger than all there is room for, and keeps the others", async () => {
  const store = await open(fileIn(), { maxBytes: 2_000 });
  store.write([page("a", "small")]);
  store.write([page("huge", "x".repeat(3_000))]);

  expect(store.read("huge")).toBeUndefined();
  expect(store.read("a")?.text).toBe("small");
});

test("keeps a page that fills all the room there is, and not one that needs a byte more", async () => {
  const file = fileIn();
  const roomy = await open(file);
  roomy.write([page("a", "x".repeat(1_000))]);
  roomy.close();
  const db = new DatabaseSync(file);
  const bytes = Number(db.prepare("SELECT bytes FROM pages").get()?.["bytes"]);
  db.close();

  for (const [maxBytes, isKept] of [
    [bytes, true],
    [bytes - 1, false],
  ] as const) {
    const store = await open(fileIn(), { maxBytes });
    store.write([page("a", "x".repeat(1_000))]);
    expect(store.read("a") !== undefined).toBe(isKept);
  }
});

test("drops pages that nobody has used for a month", async () => {
  const file = fileIn();
  const first = await open(file);
  first.write([page("old", "x")]);
  first.close();

  const later = new Date(AT.getTime() + 31 * DAY_MS);
  expect((await open(file, { now: () => later })).read("old")).toBeUndefined();
});

test("is empty rather than in the way once it was closed", async () => {
  const store = await open(fileIn());
  store.write([page("a", "x")]);
  store.close();

  store.write([page("b", "x")]);

  expect(store.read("a")).toBeUndefined();
});

test("removes every file that it has made", async () => {
  const file = fileIn();
  const store = await open(file);
  store.write([page("a", "x")]);
  store.close();

  removePageStore(file);

  expect(readdirSync(path.dirname(file))).toEqual([]);
});

test("works in memory where there is no node:sqlite, within the same bounds of names", async () => {
  const store = await open(fileIn(), { sqlite: () => Promise.reject(new Error("no such module")) });
  store.write([page("a", "x")]);

  expect(store.read("a")).toEqual({ text: "x", at: AT });
});

test("in memory, drops the oldest pages when there is too much", () => {
  const store = openMemoryPages(2_500);
  store.write([page("a", "a".repeat(1_000)), page("b", "b".repeat(1_000))]);
  store.read("a");
  store.write([page("c", "c".repeat(1_000))]);

  expect(["a", "b", "c"].filter((name) => store.read(name) !== undefined)).toEqual(["a", "c"]);
});
