import { describe, expect, it } from "vitest";
import { gradeList } from "../../../../src/core/verification/grade.ts";
import { RESULT_PARTS, type ResultPart } from "../../../../src/shared/resultParts.ts";

function grade(counts: Partial<Record<ResultPart, number>>): ReturnType<typeof gradeList> {
  const none = Object.fromEntries(RESULT_PARTS.map((part) => [part, 0])) as Record<ResultPart, number>;
  return gradeList({ ...none, ...counts });
}

describe("the grade of a list", () => {
  it("is none before the first address has a result", () => {
    expect(grade({ notReached: 9, pending: 1, leftOut: 2 })).toBeUndefined();
  });

  it.each([
    ["A", { verified: 98, invalid: 2 }],
    ["B", { verified: 97, invalid: 3 }],
    ["B", { verified: 95, notSent: 5 }],
    ["C", { verified: 94, invalid: 3, notSent: 3 }],
    ["D", { verified: 80, invalid: 20 }],
    ["F", { verified: 79, invalid: 21 }],
    ["F", { invalid: 1 }],
  ] as const)("is %s with %j: what cannot arrive counts most", (letter, counts) => {
    expect(grade(counts)?.grade).toBe(letter);
  });

  it.each([
    ["A", { verified: 95, risky: 5 }],
    ["B", { verified: 90, risky: 6, unknown: 4 }],
    ["C", { verified: 80, unknown: 20 }],
    ["D", { risky: 100 }],
    ["A", { verified: 90, catchAll: 10 }],
    ["B", { verified: 80, catchAll: 20 }],
    ["C", { verified: 65, catchAll: 35 }],
    ["D", { catchAll: 100 }],
  ] as const)("is %s with %j: nothing says that the doubtful bounce, so they make no F", (letter, counts) => {
    expect(grade(counts)?.grade).toBe(letter);
  });

  it("is that of the worst share, which is named first", () => {
    const graded = grade({ verified: 60, catchAll: 32, risky: 7, invalid: 1 });
    expect(graded?.grade).toBe("C");
    expect(graded?.reasons.map(({ kind, count, share, grade }) => [kind, count, share, grade])).toEqual([
      ["catchAll", 32, 0.32, "C"],
      ["doubtful", 7, 0.07, "B"],
      ["undeliverable", 1, 0.01, "A"],
    ]);
  });

  it("stands on the addresses with a result and says how many have none", () => {
    const graded = grade({ verified: 9, invalid: 1, pending: 3, notReached: 80, leftOut: 7 });
    expect(graded).toMatchObject({ grade: "C", decided: 10, open: 83, leftOut: 7, bounceShare: 0.1 });
  });

  it("counts as bounces only what is known to bounce", () => {
    expect(grade({ verified: 50, catchAll: 20, risky: 20, invalid: 6, notSent: 4 })?.bounceShare).toBe(0.1);
  });
});
