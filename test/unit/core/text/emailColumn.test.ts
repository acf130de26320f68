import { expect, test } from "vitest";
import { emailHeaderRank, findEmailColumn } from "../../../../src/core/text/emailColumn.ts";

const JO = "jo@example.com";
const AL = "al@example.com";

test.each<[string, string[] | undefined, string[][], number]>([
  ["the only one with addresses", ["id", "who"], [["1", JO]], 1],
  ["the only one with addresses, without a header", undefined, [["1", JO]], 1],
  ["the one with the name, though others hold addresses", ["Owner", "Email"], [[AL, JO]], 1],
  ["the one with the name, though its addresses are bad", ["Email", "Name"], [["jo(at)example", "Jo"]], 0],
  ["the one with the name in an empty table", ["Name", "E-Mail-Adresse"], [], 1],
  [
    "the one that is mostly addresses",
    ["Note", "Contact"],
    [
      ["see jo@example.com", JO],
      ["", ""],
      ["", "?"],
      ["", AL],
    ],
    1,
  ],
  ["one that ragged rows do not reach", ["Name", "x", "Email"], [["Jo"], ["Al", "", AL, "more"]], 2],
])("decides for %s", (_, header, rows, index) => {
  expect(findEmailColumn(header, rows)).toMatchObject({ kind: "found", column: { index } });
});

test.each<[string, string[] | undefined, string[][], number[]]>([
  ["two have the name", ["Email", "Email"], [[JO, AL]], [0, 1]],
  ["two hold addresses and neither has the name", ["Work email", "Private email"], [[JO, AL]], [0, 1]],
  ["two hold addresses and there is no header", undefined, [[JO, AL]], [0, 1]],
  ["the name and the addresses are in different ones", ["Email", "Owner"], [["Jo", AL]], [1, 0]],
  [
    "a few cells hold addresses",
    ["Note", "Who"],
    [
      ["-", "x"],
      [JO, "y"],
      ["-", "z"],
    ],
    [0],
  ],
])("asks when %s", (_, header, rows, candidates) => {
  const column = findEmailColumn(header, rows);

  expect(column.kind === "undecided" && column.candidates.map(({ index }) => index)).toEqual(candidates);
});

test("says what it saw in a candidate", () => {
  expect(
    findEmailColumn(
      ["Email", "Owner email"],
      [
        ["", JO],
        [AL, "?"],
      ],
    ),
  ).toEqual({
    kind: "found",
    column: { index: 0, name: "Email", share: 1, example: AL },
  });
});

test("says so when there is no e-mail column", () => {
  expect(findEmailColumn(["id", "name"], [["1", "Jo"]])).toEqual({ kind: "none" });
  expect(findEmailColumn(undefined, [])).toEqual({ kind: "none" });
});

test("knows the headers that people use", () => {
  for (const header of [
    "Email",
    "e-mail",
    "E-Mail-Adresse",
    "EMAIL_ADDRESS",
    "email (primary)",
    "Courriel",
    "メール",
    "Mail",
  ])
    expect(emailHeaderRank(header), header).toBeGreaterThan(0);
  for (const header of ["Name", "Mailing city", "Emailed?", "phone"])
    expect(emailHeaderRank(header), header).not.toBe(2);
});
