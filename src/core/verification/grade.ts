import type { ResultCounts } from "./resultCounts.ts";

/** How good a list is, best first. */
export const GRADES = ["A", "B", "C", "D", "F"] as const;

/** A letter of `GRADES`. */
export type Grade = (typeof GRADES)[number];

/**
 * What a grade is made of.
 * - `undeliverable`: invalid, no address at all, or refused by the API; mail to them bounces
 * - `doubtful`: risky, or a verdict that this build does not know
 * - `catchAll`: verified, but their domain takes every address, so that the mailbox is not proven
 */
export type GradeReasonKind = "undeliverable" | "doubtful" | "catchAll";

/** One share of the list and the grade that it alone would give. `share` is 0 to 1, of the addresses with a result. */
export interface GradeReason {
  readonly kind: GradeReasonKind;
  readonly count: number;
  readonly share: number;
  readonly grade: Grade;
}

/** A grade with what led to it. */
export interface ListGrade {
  readonly grade: Grade;
  /** All three, the one that decides first. */
  readonly reasons: readonly GradeReason[];
  /** Addresses with a result, on which the grade stands. */
  readonly decided: number;
  /** Addresses whose result may still come: pending or not reached. While the run can go on, the grade is one so far. */
  readonly open: number;
  /** Addresses that were left out: the grade says nothing of them. */
  readonly leftOut: number;
  /**
   * What at least bounces if mail goes to all addresses with a result, 0 to 1: those of `undeliverable`. How many of
   * the doubtful and the catch-all ones bounce besides is not known.
   */
  readonly bounceShare: number;
}

/**
 * The largest share that still has the grade, for A, B, C and D; beyond the last is an F. The worst of a list's three
 * shares decides, so that many good addresses hide nothing. The limits are this project's own judgement, not
 * Instantly's. Doubtful and catch-all addresses never make an F: nothing says that they bounce.
 */
const LIMITS: Readonly<Record<GradeReasonKind, readonly number[]>> = {
  undeliverable: [0.02, 0.05, 0.1, 0.2],
  doubtful: [0.05, 0.1, 0.2, Infinity],
  catchAll: [0.1, 0.2, 0.35, Infinity],
};

/** Grades a list by how its addresses ended; undefined before the first has a result. */
export function gradeList(counts: ResultCounts): ListGrade | undefined {
  const undeliverable = counts.invalid + counts.notSent;
  const doubtful = counts.risky + counts.unknown;
  const decided = undeliverable + doubtful + counts.verified + counts.catchAll;
  if (decided === 0) return undefined;
  const reason = (kind: GradeReasonKind, count: number): GradeReason => {
    const share = count / decided;
    const step = LIMITS[kind].findIndex((limit) => share <= limit);
    return { kind, count, share, grade: GRADES[step] ?? "F" };
  };
  const reasons = [
    reason("undeliverable", undeliverable),
    reason("doubtful", doubtful),
    reason("catchAll", counts.catchAll),
  ].sort((a, b) => GRADES.indexOf(b.grade) - GRADES.indexOf(a.grade));
  return {
    grade: reasons[0]?.grade ?? "A",
    reasons,
    decided,
    open: counts.pending + counts.notReached,
    leftOut: counts.leftOut,
    bounceShare: undeliverable / decided,
  };
}
