import { Emitter } from "../emitter.ts";
import { Bell } from "./bell.ts";
import type { CallsListener } from "./callsListener.ts";
import type { ItemOutcome, Lease, RunRecord, RunStatus } from "./journal.ts";
import { PatientStore } from "./patientStore.ts";
import type { PauseReason } from "./pauseReason.ts";
import { PutOffDomains } from "./putOffDomains.ts";
import type { RunSoFar } from "./readBackRun.ts";
import { type ItemNews, RunBook } from "./runBook.ts";
import { RunCalls } from "./runCalls.ts";
import type { RunParts } from "./runParts.ts";
import { type QueuedItem, RunQueue } from "./runQueue.ts";
import type { RunState } from "./runState.ts";

const TICK_MS = 250;
const RENEW_MS = 5_000;
/** Far more than the rate limit needs, fewer than would trouble a machine. */
const MAX_IN_FLIGHT = 600;
/** Questions of so long a time are marked ahead in the journal: one transaction a second, not a hundred. */
const MARK_AHEAD_S = 1;
/** The API answers or says "pending" within some ten seconds; an answer that takes longer is looked up on resuming. */
const PATIENCE_MS = 15_000;

interface Stop {
  readonly status: RunStatus;
  readonly reason?: PauseReason;
}

/** One run at work in this window, until it is done, paused or cancelled. It holds the run's lease. */
export class VerificationRun {
  /** Resolves with the last state, everything written and the lease given back. */
  readonly ended: Promise<RunState>;
  private readonly changed = new Emitter<RunState>();
  private readonly outcomes = new Emitter<readonly ItemNews[]>();
  private readonly bell: Bell;
  private readonly store = new PatientStore((fault) =>
    this.stop({ status: "paused", reason: { kind: "store", fault } }),
  );
  private readonly book: RunBook;
  private readonly calls: RunCalls;
  private readonly queue: RunQueue;
  private readonly putOff: PutOffDomains;
  private tickedAt = -Infinity;
  private renewedAt: number;
  private isDirty = true;
  private spentUp: PauseReason | undefined;
  private stopping: Stop | undefined;
  private isOver = false;

  /** `record` is claimed by `parts.owner`. */
  constructor(
    private readonly record: RunRecord,
    private readonly soFar: RunSoFar,
    private readonly parts: RunParts,
  ) {
    const now = parts.steady.now();
    this.renewedAt = now;
    this.bell = new Bell(parts.clock);
    this.book = new RunBook(record, parts.journal, parts.ledger);
    this.queue = new RunQueue(parts.journal.items(record.id)[Symbol.iterator](), soFar.sense);
    this.putOff = new PutOffDomains(this.queue, record.settings.domains, parts.offerMs, (items) =>
      this.skip(items),
    );
    this.calls = new RunCalls(parts, soFar.guard, this.listener());
    // The last question of an earlier window may have left just now.
    for (const { item, entry } of soFar.looks)
      this.calls.lookLater(item, entry, entry === undefined ? now + parts.settleMs : now);
    this.ended = this.work();
  }

  /** What it has come to; a fresh object each time. */
  get state(): RunState {
    const { id, title, total, settings } = this.record;
    const { tally, guard } = this.soFar;
    const ratePerSecond = tally.ratePerSecond(this.parts.steady.now());
    const status = this.stopping === undefined ? "running" : this.isOver ? this.stopping.status : "pausing";
    return {
      id,
      title,
      status,
      reason: this.stopping?.reason,
      total,
      done: tally.done,
      counts: tally.counts,
      waiting: this.calls.waiting,
      ratePerSecond,
      etaMs: ratePerSecond > 0 ? ((total - tally.done) / ratePerSecond) * 1_000 : undefined,
      creditsSpent: guard.spent,
      creditsLeft: guard.balance,
      creditsPerCheck: guard.creditsPerCheck,
      rateLimited: this.calls.rateLimited,
      offers: this.queue.offers(guard.creditsPerCheck),
      settings: { ...settings, domains: this.putOff.policy },
    };
  }

  /** At most four times a second, and at the end. */
  readonly onDidChange = (listener: (state: RunState) => void): (() => void) => this.changed.event(listener);

  /** Outcomes as they are written, some at a time. */
  readonly onDidSettle = (listener: (news: readonly ItemNews[]) => void): (() => void) =>
    this.outcomes.event(listener);

  /** Asks nothing more; answers on their way are waited for. */
  pause(): void {
    this.stop({ status: "paused", reason: { kind: "asked" } });
  }

  /** As `pause`, for good. */
  cancel(): void {
    this.stop({ status: "cancelled" });
  }

  /** Stops at once, waiting for no answer: what was on its way is looked up when the run is resumed. */
  endSession(): void {
    this.stop({ status: "paused", reason: { kind: "sessionEnded" } });
    this.calls.abort();
    this.bell.ring();
  }

  /** Verifies the rest of a domain that was put off, or leaves it out. */
  decide(domain: string, decision: "verify" | "skip"): void {
    if (this.isOver) return;
    this.putOff.decide(domain, decision);
    this.isDirty = true;
    this.bell.ring();
  }

  /** As `decide`, for all domains put off and those that are still to be found so; kept for the next window. */
  decideAll(decision: "verify" | "skip"): void {
    if (this.isOver) return;
    this.putOff.policy = decision;
    this.store.try(() => this.parts.journal.setSettings(this.record.id, this.state.settings));
    this.putOff.settle();
    this.isDirty = true;
    this.bell.ring();
  }

  private listener(): CallsListener {
    return {
      outcome: (item, outcome) => this.note(item, outcome),
      isElsewhere: (item) => this.store.try(() => this.book.isElsewhere(item)) ?? true,
      unasked: (item) => {
        this.soFar.sense.returned(item.domain);
        this.queue.putBack(item);
      },
      stop: (reason) => this.stop({ status: "paused", reason }),
      ended: () => this.bell.ring(),
    };
  }

  private note(item: QueuedItem, outcome: ItemOutcome): void {
    this.book.note(item, outcome);
    const { tally, sense } = this.soFar;
    tally.add(outcome, this.parts.steady.now());
    if (outcome.state === "settled") sense.answered(item.domain, outcome.entry);
    if (outcome.state === "refused") sense.returned(item.domain);
    this.isDirty = true;
    if (!this.queue.hasMarked) this.queue.unhold();
  }

  private skip(items: readonly QueuedItem[]): void {
    for (const item of items) this.note(item, { state: "skipped" });
  }

  private stop(stop: Stop): void {
    this.stopping ??= stop;
    this.calls.stopAsking();
    this.isDirty = true;
    this.bell.ring();
  }

  private async work(): Promise<RunState> {
    try {
      await this.checkScope();
      while (this.stopping === undefined) {
        const waitMs = this.step();
        if (waitMs > 0) await this.bell.wait(waitMs);
      }
      await this.awaitAnswers();
    } finally {
      this.end();
    }
    return this.state;
  }

  /** A key that may not look up could neither follow what is pending nor find what was lost: it must not pay first. */
  private async checkScope(): Promise<void> {
    const { firstToPay } = this.soFar;
    if (firstToPay !== undefined) await this.calls.checkScope(firstToPay);
  }

  /** Questions on their way cost credits: their answers are waited for, but not for ever. */
  private async awaitAnswers(): Promise<void> {
    const until = this.parts.steady.now() + PATIENCE_MS;
    while (this.calls.inFlight > 0) {
      await this.bell.wait(TICK_MS);
      const now = this.parts.steady.now();
      this.keepHouse(now);
      if (now >= until) this.calls.abort();
    }
  }

  /** Sends at most one call; answers how long to wait before the next step. */
  private step(): number {
    const now = this.parts.steady.now();
    this.keepHouse(now);
    if (this.stopping !== undefined) return 0;
    const waitMs = Math.max(this.calls.waitMs(now), this.parts.budget.waitMs);
    if (waitMs > 0) return Math.min(waitMs, TICK_MS);
    const look = this.calls.nextLook(now);
    if (look !== undefined) {
      if (look.entry !== undefined || !this.takeFromLedger(look.item)) this.calls.look(look, now);
      return 0;
    }
    const item = this.nextItem(now);
    if (item !== undefined) {
      this.calls.ask(item, now);
      return 0;
    }
    if (this.calls.inFlight === 0 && this.calls.waiting === 0) this.stopAtTheEnd(now);
    return TICK_MS;
  }

  private nextItem(now: number): QueuedItem | undefined {
    if (this.calls.inFlight >= MAX_IN_FLIGHT || this.spentUp !== undefined) return undefined;
    if (!this.queue.hasMarked && !this.markAhead(now)) return undefined;
    const verdict = this.soFar.guard.check();
    if (verdict === "go") return this.queue.take();
    // Those still pending may end before the run stands still.
    if (verdict !== "wait") this.spentUp = verdict;
    return undefined;
  }

  private markAhead(now: number): boolean {
    const count = Math.ceil(this.parts.pacer.ratePerSecond(now) * MARK_AHEAD_S);
    const items = this.queue.choose(count, now);
    this.putOff.settle();
    if (items.length === 0) return false;
    const turn = this.store.try(() => ({ now: this.book.open(this.lease, items) }));
    if (turn?.now === undefined) {
      this.queue.unchoose(items);
      if (turn !== undefined) this.stop({ status: "paused", reason: { kind: "leaseLost" } });
      return false;
    }
    const { ask, look, known } = turn.now;
    this.queue.mark(ask);
    for (const item of look) this.calls.lookLater(item, undefined, now + this.parts.settleMs);
    for (const { item, entry } of known) this.note(item, { state: "settled", entry, isKnown: true });
    return ask.length > 0;
  }

  /** Another run may have had the answer meanwhile, and paid for it. */
  private takeFromLedger(item: QueuedItem): boolean {
    const entry = this.store.try(() => this.book.paidElsewhere(item));
    if (entry === undefined) return false;
    this.calls.paidByOther(item, entry);
    return true;
  }

  private stopAtTheEnd(now: number): void {
    if (this.spentUp !== undefined) this.stop({ status: "paused", reason: this.spentUp });
    else if (this.queue.isEmpty && !this.putOff.verifyLast(now)) this.stop({ status: "done" });
  }

  /** What is due every quarter second: writing, the lease, those held, and telling. */
  private keepHouse(now: number): void {
    if (!this.book.isFull && now - this.tickedAt < TICK_MS) return;
    this.tickedAt = now;
    this.flush();
    if (now - this.renewedAt >= RENEW_MS) {
      this.renewedAt = now;
      // After the machine slept another window may have taken the run: this is asked before anything is sent.
      const isOurs = this.store.try(() => this.parts.journal.renew(this.lease));
      if (isOurs === false) this.stop({ status: "paused", reason: { kind: "leaseLost" } });
    }
    this.queue.unhold();
    this.putOff.look(now);
    if (!this.isDirty) return;
    this.isDirty = false;
    this.changed.fire(this.state);
  }

  private flush(): void {
    const news = this.store.try(() => this.book.flush()) ?? [];
    if (news.length > 0) this.outcomes.fire(news);
  }

  private end(): void {
    this.stopping ??= { status: "paused" };
    this.flush();
    if (this.stopping.reason?.kind !== "leaseLost") {
      this.store.try(() => this.book.close(this.queue.dropMarked()));
      const { status, reason } = this.stopping;
      this.store.try(() => this.parts.journal.release(this.lease, status, reason));
    }
    this.isOver = true;
    this.changed.fire(this.state);
    this.changed.dispose();
    this.outcomes.dispose();
  }

  private get lease(): Lease {
    return { runId: this.record.id, owner: this.parts.owner, now: this.parts.clock.now() };
  }
}
