import { expect, test } from "vitest";
import * as z from "zod";
import { BrokenRow, limitOf, pageOf } from "../../../../src/core/api/page.ts";

const item = z.object({ id: z.string(), n: z.number() });

test("reads rows and the cursor", () => {
  expect(pageOf(item).parse({ items: [{ id: "a", n: 1 }], next_starting_after: "c" })).toEqual({
    rows: [{ id: "a", n: 1 }],
    next: "c",
  });
});

const cursorIn = (cursor: unknown): object => {
  const { rows, ...rest } = pageOf(item).parse({ items: [{ id: "a", n: 1 }], next_starting_after: cursor });
  expect(rows).toEqual([{ id: "a", n: 1 }]);
  return rest;
};

test.each([undefined, null, ""])("takes the cursor %j as the end", (cursor) => {
  expect(cursorIn(cursor)).toEqual({ next: undefined });
});

test.each([
  [7, "7"],
  [0, "0"],
  [-3.5, "-3.5"],
  [1_764_547_200_000, "1764547200000"],
])("sends the number %j back as text", (cursor, text) => {
  expect(cursorIn(cursor)).toEqual({ next: text });
});

test.each([[2 ** 53 + 2], [1e300], [true], [false], [["a"]], [{ cursor: "c" }]])(
  "says of the cursor %j that there is more, which cannot be asked for",
  (cursor) => {
    expect(cursorIn(cursor)).toEqual({ next: undefined, isCut: true });
  },
);

test("takes an empty page as the end even if it carries a cursor", () => {
  expect(pageOf(item).parse({ items: [], next_starting_after: "c" })).toEqual({ rows: [], next: undefined });
});

test("puts a broken row where the row was, with the others intact", () => {
  const raw = [{ id: "a", n: 1 }, { id: "b", n: "secret" }, null, { n: 2 }, { email: "x@y.z", n: "" }];

  const { rows } = pageOf(item, "cursor").parse({ items: raw });

  expect(rows[0]).toEqual({ id: "a", n: 1 });
  expect(rows[1]).toEqual(new BrokenRow("b", ["n: expected number, received string"], raw[1]));
  expect(rows.slice(2)).toMatchObject([
    { key: "broken:cursor:2", issues: ["expected object, received null"] },
    { key: "broken:cursor:3" },
    { key: "x@y.z" },
  ]);
  expect(pageOf(item).parse({ items: [null] }).rows).toMatchObject([{ key: "broken:start:0" }]);
  expect(JSON.stringify(rows.map((row) => (row instanceof BrokenRow ? row.issues : [])))).not.toContain(
    "secret",
  );
});

test("refuses an answer that is no page", () => {
  expect(pageOf(item).safeParse({ data: [] }).success).toBe(false);
  expect(pageOf(item).safeParse([]).success).toBe(false);
});

test("clamps limits to what the API takes", () => {
  expect([
    limitOf(0, 50),
    limitOf(1_000, 50),
    limitOf(2.7, 50),
    limitOf(undefined, 50),
    limitOf(NaN, 50),
  ]).toEqual([1, 100, 2, 50, 50]);
});
