import { DatabaseSync } from "node:sqlite";
import path from "node:path";
import { expect, test } from "vitest";
import { UNREADABLE } from "../../../src/core/verification/journal.ts";
import type { Store } from "../../../src/store/openStore.ts";
import { ENTRY, folder, open, RUN } from "./storeFiles.ts";

const SUBJECT = {
  kind: "reply",
  originalId: "m1",
  threadId: "t1",
  fixed: {},
  isAnswered: false,
  attachments: 0,
} as const;
const AT = new Date(1_700_000_000_000);
const ATTEMPT = {
  id: "try",
  at: AT,
  since: AT,
  account: "a@b.example",
  subject: "s",
  html: "",
  text: "",
  to: undefined,
};
/** One bit of the last byte of a value. */
const flip = (column: string): string => `CAST(substr(${column}, 1, length(${column}) - 1) || x'00' AS BLOB)`;

async function filled(damage: string): Promise<Store> {
  const file = path.join(folder(), "store.db");
  const store = await open(file);
  for (const id of ["one", "two", "three"]) {
    store.journal.create({ ...RUN, id });
    store.journal.append(id, [{ address: "a@x.example" }, { address: "b@x.example" }]);
    store.journal.append(id, [{ address: "c@x.example" }]);
    store.journal.claim({ runId: id, owner: "me", now: 1 });
    store.journal.release({ runId: id, owner: "me", now: 1 }, "paused");
  }
  for (let i = 1; i <= 5; i++) store.drafts.create("workspace", { ...SUBJECT, text: `draft ${i}` }, AT);
  store.drafts.begin("workspace", 4, ATTEMPT);
  store.close();
  const db = new DatabaseSync(file);
  db.exec(damage);
  db.close();
  return open(file);
}

test.each([
  ["title", `title = ${flip("title")}`],
  ["source", `source = ${flip("source")}`],
  ["settings", "settings = '{\"maxCredits\":10,'"],
  ["domains", `settings = replace(settings, 'ask', 'asl')`],
  ["state", "status = 'paused!'"],
  ["title of another type", "title = x''"],
])("a run whose %s cannot be read is one row that says so", async (_, damage) => {
  const { journal } = await filled(`UPDATE runs SET ${damage} WHERE id = 'two'`);

  expect(journal.runs("workspace").map(({ id, isDamaged = false }) => [id, isDamaged])).toEqual([
    ["three", false],
    ["two", true],
    ["one", false],
  ]);
  journal.create({ ...RUN, id: "four" });
  expect(journal.claim({ runId: "four", owner: "me", now: 1 })).toBe(true);
  journal.remove("two");
  expect(journal.runs("workspace").map(({ id }) => id)).toEqual(["four", "three", "one"]);
});

test.each([
  "reason = '{'",
  "process = '{', status = 'running'",
  "heartbeat_at = 9e15, created_at = 9000000000000000",
])("a run is read although %s", async (damage) => {
  const { journal } = await filled(
    `UPDATE runs SET ${damage.replace("9e15", "9000000000000000")} WHERE id = 'two'`,
  );

  const runs = journal.runs("workspace");

  expect(runs.map(({ id }) => id)).toEqual(["three", "two", "one"]);
  for (const { createdAt } of runs) expect(() => createdAt.toISOString()).not.toThrow();
  expect(() => journal.isAtWork("two")).not.toThrow();
});

test.each([
  [0, ["", "", "c@x.example"]],
  [2, ["a@x.example", "b@x.example", ""]],
])(
  "addresses that cannot be read, from %i, are rows that say so and are never asked for",
  async (start, left) => {
    const { journal } = await filled(
      `UPDATE run_addresses SET addresses = ${flip("addresses")} WHERE start = ${start}`,
    );

    const items = [...journal.items("two")].flat();

    expect(items.map(({ address }) => address)).toEqual(left);
    expect(items.map(({ position }) => position)).toEqual([0, 1, 2]);
    for (const { address, outcome } of items)
      expect(outcome).toEqual(address === "" ? { state: "bad", reason: UNREADABLE } : undefined);
  },
);

test("an outcome that cannot be read is looked up, and not paid for blindly", async () => {
  const { journal } = await filled(
    "INSERT INTO run_outcomes VALUES (2, 1, 'setuled', NULL, 0, 'verified', NULL, NULL, NULL, 5, 'instantly')",
  );

  expect([...journal.items("two")].flat()[1]?.outcome).toEqual({ state: "asked" });
});

test.each([
  [2, "text"],
  [3, "subject"],
  [4, "attempt"],
] as const)(
  "draft %i, whose %s cannot be read, hides no other one and cannot be sent",
  async (id, column) => {
    const { drafts } = await filled(`UPDATE drafts SET ${column} = ${flip(column)} WHERE id = ${id}`);

    const list = drafts.list("workspace");

    expect(list.map(({ damage }) => damage)).toEqual(
      [5, 4, 3, 2, 1].map((each) => (each === id ? column : undefined)),
    );
    expect(list.map(({ text }) => text)).toEqual(
      [5, 4, 3, 2, 1].map((each) => (each === id && column === "text" ? "" : `draft ${each}`)),
    );
    expect(() => drafts.begin("workspace", id, ATTEMPT, "try")).toThrow(
      expect.objectContaining({ name: "StoreError", fault: "damaged" }),
    );
    expect(drafts.begin("workspace", 5, ATTEMPT)).toBeUndefined();
    drafts.remove("workspace", id);
    expect(drafts.list("workspace")).toHaveLength(4);
  },
);

test("a verdict whose word or date cannot be read is unknown and old", async () => {
  const file = path.join(folder(), "store.db");
  const store = await open(file);
  store.ledger.record([{ address: "jo@x.example", entry: ENTRY }]);
  const db = new DatabaseSync(file);
  db.exec("UPDATE ledger SET verdict = 'werified', checked_at = 9000000000000000");
  db.close();

  expect(store.ledger.find("jo@x.example")).toMatchObject({ verdict: "unknown", checkedAt: new Date(0) });
});
