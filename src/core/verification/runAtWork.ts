import type { Clock } from "../clock.ts";
import { Emitter } from "../emitter.ts";
import { Bell } from "./bell.ts";
import type { Journal, Lease, RunRecord, RunStatus } from "./journal.ts";
import type { Ledger } from "./ledger.ts";
import type { LiveRun } from "./liveRun.ts";
import type { PauseReason } from "./pauseReason.ts";
import { type ItemNews, RunBook } from "./runBook.ts";
import type { RunState } from "./runState.ts";
import type { RunTally } from "./runTally.ts";
import type { SteadyClock } from "./steadyClock.ts";

/** How often a run looks after itself: what it has to write, to renew and to tell. */
export const TICK_MS = 250;
const RENEW_MS = 5_000;

/** How a run comes to stand still. */
export interface Stop {
  readonly status: RunStatus;
  readonly reason?: PauseReason;
}

/** What every run works with, whoever does the checking. */
export interface WorkParts {
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly steady: SteadyClock;
  /** Names the window. */
  readonly owner: string;
}

/** What runs have in common, whoever does the checking: they are stopped, told of, and hold a lease that is renewed. */
export abstract class RunAtWork<Parts extends WorkParts = WorkParts> implements LiveRun {
  abstract readonly ended: Promise<RunState>;
  abstract readonly state: RunState;
  protected readonly bell: Bell;
  protected readonly book: RunBook;
  protected stopping: Stop | undefined;
  protected isOver = false;
  protected isDirty = true;
  private readonly changed = new Emitter<RunState>();
  private readonly outcomes = new Emitter<readonly ItemNews[]>();
  private renewedAt: number;

  /** `record` is claimed by `parts.owner`. */
  constructor(
    protected readonly record: RunRecord,
    private readonly tally: RunTally,
    protected readonly parts: Parts,
  ) {
    this.renewedAt = parts.steady.now();
    this.bell = new Bell(parts.clock);
    const { id, createdAt, records } = record;
    this.book = new RunBook({ id, madeAt: { at: createdAt, records } }, parts.journal, parts.ledger);
  }

  readonly onDidChange = (listener: (state: RunState) => void): (() => void) => this.changed.event(listener);

  readonly onDidSettle = (listener: (news: readonly ItemNews[]) => void): (() => void) =>
    this.outcomes.event(listener);

  pause(): void {
    this.stop({ status: "paused", reason: { kind: "asked" } });
  }

  cancel(): void {
    this.stop({ status: "cancelled" });
  }

  abstract endSession(): void;
  abstract decide(domain: string, decision: "verify" | "skip"): void;
  abstract decideAll(decision: "verify" | "skip"): void;

  /** The first stop counts. */
  protected stop(stop: Stop): void {
    this.stopping ??= stop;
    this.isDirty = true;
    this.bell.ring();
  }

  /** What the state of every run says. */
  protected get progress(): Pick<
    RunState,
    "id" | "title" | "status" | "reason" | "total" | "done" | "counts"
  > {
    const { id, title, total } = this.record;
    const status = this.stopping === undefined ? "running" : this.isOver ? this.stopping.status : "pausing";
    const { done, counts } = this.tally;
    return { id, title, status, reason: this.stopping?.reason, total, done, counts };
  }

  protected get lease(): Lease {
    return { runId: this.record.id, owner: this.parts.owner, now: this.parts.clock.now() };
  }

  /** Whether the lease is to be renewed now; the next time is counted from this answer. */
  protected isRenewalDue(now: number): boolean {
    if (now - this.renewedAt < RENEW_MS) return false;
    this.renewedAt = now;
    return true;
  }

  protected tellOutcomes(news: readonly ItemNews[]): void {
    if (news.length > 0) this.outcomes.fire(news);
  }

  /** Tells of the state when it has changed. */
  protected tell(): void {
    if (!this.isDirty) return;
    this.isDirty = false;
    this.changed.fire(this.state);
  }

  /** Tells for the last time. */
  protected tellEnd(): void {
    this.isOver = true;
    this.changed.fire(this.state);
    this.changed.dispose();
    this.outcomes.dispose();
  }
}
