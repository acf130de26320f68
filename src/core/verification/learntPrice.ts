/** What one check has cost wherever it was seen (facts of the live API, 2026). */
const USUAL_CREDITS = 0.25;

/** What one check costs, as the last answer to anybody in this window said. */
export class LearntPrice {
  private last: number | undefined;

  /** Undefined before an answer told. */
  get learnt(): number | undefined {
    return this.last;
  }

  /** To reckon with: what it usually costs before an answer told. */
  get credits(): number {
    return this.last ?? USUAL_CREDITS;
  }

  /** Takes what an answer said; one that was free, or does not say, tells nothing. */
  learn(credits: number | undefined): void {
    if (credits !== undefined && credits > 0) this.last = credits;
  }
}
