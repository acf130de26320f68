import { expect, test } from "vitest";
import { newsIn } from "../../../../src/shell/writeBack/newsIn.ts";

const ROWS = ["name,email", "Ann,ann@corp.example", "Bob Long,bob@corp.example", "Cy,cy@corp.example"];
const text = (lines: readonly string[], end = "\n"): string => lines.map((line) => line + end).join("");

test("finds what was added to the end of a usual line", () => {
  const after = ROWS.map((line, index) =>
    index === 0 ? `${line},a_very_long_name_of_a_column` : `${line},verified`,
  );

  expect(newsIn(text(ROWS), text(after))).toEqual({ line: 2, from: ROWS[2]?.length, to: after[2]?.length });
  expect(newsIn(text(ROWS, "\r\n"), text(after, "\r\n"))?.from).toBe(ROWS[2]?.length);
});

test("finds it too where lines before it are gone", () => {
  const many = Array.from({ length: 60 }, (_, row) => `Person ${row},person${row}@corp.example`);
  const after = many.filter((_, row) => row % 10 === 0).map((line) => `${line},verified`);

  const news = newsIn(text(many), text(after));
  expect(after[news?.line ?? 0]?.slice(news?.from)).toBe(",verified");
});

test("finds a cell that has another value", () => {
  const [row] = [`${ROWS[1] ?? ""},pending,`];

  expect(newsIn(text([row]), text([row.replace("pending", "verified")]))?.from).toBe(21);
});

test("finds nothing where lines are only gone", () => {
  expect(newsIn(text(ROWS), text(ROWS.slice(1)))).toBeUndefined();
});
