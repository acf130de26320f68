import { RESULT_PARTS, type ResultPart } from "../../shared/resultParts.ts";

/** How many addresses ended how. Catch-all ones are never among the verified. */
export type ResultCounts = Readonly<Record<ResultPart, number>>;

/** Counts for runs, tables and files alike, so that the same addresses are never two numbers. */
export class ResultCounter {
  private readonly sums = new Uint32Array(RESULT_PARTS.length);

  /** One address more. */
  add(part: ResultPart): void {
    this.addCode(RESULT_PARTS.indexOf(part));
  }

  /** The same where the part is kept as its place in `RESULT_PARTS`. */
  addCode(code: number): void {
    this.sums[code] = (this.sums[code] ?? 0) + 1;
  }

  get counts(): ResultCounts {
    const count = (part: ResultPart): number => this.sums[RESULT_PARTS.indexOf(part)] ?? 0;
    return {
      verified: count("verified"),
      catchAll: count("catchAll"),
      risky: count("risky"),
      invalid: count("invalid"),
      unknown: count("unknown"),
      pending: count("pending"),
      notSent: count("notSent"),
      leftOut: count("leftOut"),
      notReached: count("notReached"),
    };
  }
}
