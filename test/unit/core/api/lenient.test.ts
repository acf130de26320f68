import { expect, test } from "vitest";
import * as z from "zod";
import { coded } from "../../../../src/core/api/coded.ts";
import {
  date,
  describeIssues,
  flag,
  listOf,
  nested,
  number,
  resource,
  text,
  unixSeconds,
} from "../../../../src/core/api/lenient.ts";

const wire = z.object({
  text,
  number,
  flag,
  date,
  unixSeconds,
  code: coded({ 1: "one", [-1]: "minusOne" }),
  nested: nested(z.object({ text })),
  list: listOf(z.object({ id: z.string() })),
});

test("reads fields that are as documented", () => {
  const parsed = wire.parse({
    text: "a",
    number: 0.25,
    flag: true,
    date: "2026-01-15T09:30:00.000Z",
    unixSeconds: 1_704_067_200,
    code: -1,
    nested: { text: "b" },
    list: [{ id: "1" }],
  });

  expect(parsed).toEqual({
    text: "a",
    number: 0.25,
    flag: true,
    date: new Date("2026-01-15T09:30:00.000Z"),
    unixSeconds: new Date("2024-01-01T00:00:00.000Z"),
    code: { word: "minusOne", code: -1 },
    nested: { text: "b" },
    list: [{ id: "1" }],
  });
});

test.each([
  ["missing fields", {}],
  ["nulls", { text: null, number: null, flag: null, date: null, code: null, nested: null, list: null }],
  [
    "other types",
    { text: 1, number: {}, flag: "x", date: 5, unixSeconds: "x", code: {}, nested: [], list: "x" },
  ],
  [
    "nonsense",
    {
      text: "",
      number: "12x",
      flag: 2,
      date: "yesterday",
      unixSeconds: Infinity,
      code: true,
      nested: 1,
      list: {},
    },
  ],
])("reads %s as undefined and never fails", (_name, input) => {
  expect(wire.parse(input)).toMatchObject({ code: { word: "unknown", code: null }, list: [] });
  expect(Object.values({ ...wire.parse(input), code: undefined, list: undefined })).not.toContainEqual(
    expect.anything(),
  );
});

test("takes 0 and 1 for no and yes, and numbers as text", () => {
  const row = z.object({ on: flag, off: flag, n: number, spaced: number });

  expect(row.parse({ on: 1, off: 0, n: "60187.75", spaced: " " })).toEqual({
    on: true,
    off: false,
    n: 60_187.75,
  });
});

test("leaves the odd entries out of a list", () => {
  expect(listOf(z.object({ id: z.string() })).parse([{ id: "1" }, null, { id: 2 }, "x"])).toEqual([
    { id: "1" },
  ]);
});

test.each(["toString", "__proto__", "constructor", 99, ""])(
  "takes the code %j for unknown, and keeps it",
  (code) => {
    expect(coded({ 1: "one" }).parse(code)).toEqual({ word: "unknown", code });
  },
);

test("hands over the JSON as it came, and names what is wrong by path", () => {
  const schema = resource(z.object({ id: z.string() }), ({ id }, raw) => ({ id, raw }));

  expect(schema.parse({ id: "1", other: [2] })).toEqual({ id: "1", raw: { id: "1", other: [2] } });
  const failed = schema.safeParse({ id: 5 });
  expect(failed.success ? [] : describeIssues(failed.error)).toEqual([
    "id: expected string, received number",
  ]);
  const odd = schema.safeParse("secret");
  expect(odd.success ? [] : describeIssues(odd.error)).toEqual(["expected object"]);
});
