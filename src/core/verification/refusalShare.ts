const KEPT_CALLS = 200;
const LEAST_CALLS = 30;

/** What share of the last calls was refused. Times are milliseconds of a clock that never goes back. */
export class RefusalShare {
  private readonly calls: { readonly at: number; isRefused: boolean }[] = [];

  /** A call leaves now. */
  took(now: number): void {
    if (this.calls.length === 2 * KEPT_CALLS) this.calls.splice(0, KEPT_CALLS);
    this.calls.push({ at: now, isRefused: false });
  }

  /** The call that left at `sentAt` was refused. */
  refused(sentAt: number): void {
    const call = this.calls.findLast(({ at, isRefused }) => at === sentAt && !isRefused);
    if (call !== undefined) call.isRefused = true;
  }

  /** Of the last `count` calls, at most 200; undefined when there were too few to tell. */
  of(count: number): number | undefined {
    const last = this.calls.slice(-count);
    if (last.length < LEAST_CALLS) return undefined;
    return last.filter(({ isRefused }) => isRefused).length / last.length;
  }
}
