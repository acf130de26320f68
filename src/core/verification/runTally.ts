import type { ItemOutcome } from "./journal.ts";
import { type ResultCounts, ResultCounter } from "./resultCounts.ts";
import { resultPart } from "./resultPart.ts";

/** How the addresses of a run ended that have come to their end. */
export interface RunCounts extends ResultCounts {
  /** Of all with a verdict, those known before the run. */
  readonly known: number;
}

/** The rate is that of the last seconds: long enough not to flicker, short enough to show a change. */
const RATE_SECONDS = 10;

/** Counts what a run has done, and how fast. */
export class RunTally {
  private readonly counter = new ResultCounter();
  private known = 0;
  private doneCount = 0;
  /** Ends per second of the steady clock, the latest last. */
  private readonly recent: { readonly second: number; ends: number }[] = [];

  /** Addresses that have come to their end. */
  get done(): number {
    return this.doneCount;
  }

  get counts(): RunCounts {
    return { ...this.counter.counts, known: this.known };
  }

  /** An outcome; `now` when it is new, not read back from the journal. */
  add(outcome: ItemOutcome, now?: number): void {
    if (outcome.state === "asked" || outcome.state === "pending") return;
    this.doneCount++;
    if (now !== undefined) this.note(now);
    this.counter.add(resultPart(outcome));
    if (outcome.state === "settled" && outcome.isKnown) this.known++;
  }

  /** Addresses that come to their end per second, over the last ten. */
  ratePerSecond(now: number): number {
    const from = Math.floor(now / 1_000) - RATE_SECONDS;
    const seen = this.recent.filter(({ second }) => second >= from);
    const [first] = seen;
    if (first === undefined) return 0;
    const ends = seen.reduce((sum, { ends }) => sum + ends, 0);
    return ends / Math.max(1, now / 1_000 - first.second);
  }

  private note(now: number): void {
    const second = Math.floor(now / 1_000);
    const last = this.recent.at(-1);
    if (last?.second === second) last.ends++;
    else this.recent.push({ second, ends: 1 });
    if (this.recent.length > RATE_SECONDS + 1) this.recent.shift();
  }
}
