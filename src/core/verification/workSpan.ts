/** When a run got its answers, and how long it was at work for them. */
export interface WorkSpan {
  /** When the last answer came; undefined before the first. */
  readonly endedAt: Date | undefined;
  /** Time at work, pauses left out. */
  readonly workedMs: number;
  /** Paid answers a second of that time; undefined before there is one. */
  readonly ratePerSecond: number | undefined;
}

/** Nobody waits so long for an answer: between two answers further apart the run was paused, or its window closed. */
const PAUSE_MS = 120_000;

/** Of the times of the answers that a run paid for, in any order; all in milliseconds since the epoch. */
export function workSpan(startedAt: number, answeredAt: Float64Array): WorkSpan {
  const times = answeredAt.toSorted();
  let workedMs = 0;
  let before = startedAt;
  for (const time of times) {
    const gap = time - before;
    // The clock may have been set back since.
    if (gap > 0 && gap <= PAUSE_MS) workedMs += gap;
    before = time;
  }
  const last = times.at(-1);
  return {
    endedAt: last === undefined ? undefined : new Date(last),
    workedMs,
    ratePerSecond: workedMs === 0 ? undefined : times.length / (workedMs / 1_000),
  };
}
