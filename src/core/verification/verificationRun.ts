import type { CallsListener } from "./callsListener.ts";
import { Elsewhere, ELSEWHERE_MS } from "./elsewhere.ts";
import type { ItemOutcome, RunRecord } from "./journal.ts";
import { PatientStore } from "./patientStore.ts";
import type { PauseReason } from "./pauseReason.ts";
import { PutOffDomains } from "./putOffDomains.ts";
import type { RunSoFar } from "./readBackRun.ts";
import type { KnownItem } from "./runBook.ts";
import { RunAtWork, type Stop, TICK_MS } from "./runAtWork.ts";
import { RunCalls } from "./runCalls.ts";
import type { RunParts } from "./runParts.ts";
import { type QueuedItem, RunQueue } from "./runQueue.ts";
import type { RunState } from "./runState.ts";

/** Far more than the rate limit needs, fewer than would trouble a machine. */
const MAX_IN_FLIGHT = 600;
/** Questions of so long a time are marked ahead in the journal: one transaction a second, not a hundred. */
const MARK_AHEAD_S = 1;
/** The API answers or says "pending" within some ten seconds; an answer that takes longer is looked up on resuming. */
const PATIENCE_MS = 15_000;

/** One run that asks for address after address, at work in this window until it is done, paused or cancelled. */
export class VerificationRun extends RunAtWork<RunParts> {
  readonly ended: Promise<RunState>;
  private readonly store = new PatientStore((fault) =>
    this.stop({ status: "paused", reason: { kind: "store", fault } }),
  );
  private readonly calls: RunCalls;
  private readonly queue: RunQueue;
  private readonly putOff: PutOffDomains;
  private readonly elsewhere = new Elsewhere<QueuedItem>(this.book);
  private tickedAt = -Infinity;
  private lookedElsewhereAt = -Infinity;
  private spentUp: PauseReason | undefined;

  /** `record` is claimed by `parts.owner`. */
  constructor(
    record: RunRecord,
    private readonly soFar: RunSoFar,
    parts: RunParts,
  ) {
    super(record, soFar.tally, parts);
    const now = parts.steady.now();
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

  get state(): RunState {
    const { total, settings } = this.record;
    const { tally, guard } = this.soFar;
    const ratePerSecond = tally.ratePerSecond(this.parts.steady.now());
    return {
      ...this.progress,
      waiting: this.calls.waiting + this.elsewhere.size,
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

  endSession(): void {
    this.stop({ status: "paused", reason: { kind: "sessionEnded" } });
    this.calls.abort();
    this.bell.ring();
  }

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
      unasked: (item) => this.unasked(item),
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

  private unasked(item: QueuedItem): void {
    const isOurs = this.store.try(() => this.book.claim(this.lease, item)) ?? false;
    if (isOurs) {
      this.soFar.sense.returned(item.domain);
      this.queue.putBack(item);
    } else this.lookLater([item]);
  }

  private lookLater(items: readonly QueuedItem[]): void {
    const dueAt = this.parts.steady.now() + this.parts.settleMs;
    for (const item of items) this.calls.lookLater(item, undefined, dueAt);
  }

  private skip(items: readonly QueuedItem[]): void {
    for (const item of items) this.note(item, { state: "skipped" });
  }

  protected override stop(stop: Stop): void {
    this.calls.stopAsking();
    super.stop(stop);
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
      if (look.entry !== undefined || !this.leaveToOthers(look.item)) this.calls.look(look, now);
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
    const { ask, look, elsewhere, known } = turn.now;
    this.queue.mark(ask);
    this.lookLater(look);
    this.elsewhere.add(elsewhere);
    for (const { domain } of elsewhere) this.soFar.sense.returned(domain);
    this.paidByOthers(known);
    return ask.length > 0;
  }

  private paidByOthers(known: readonly KnownItem<QueuedItem>[]): void {
    for (const { item, entry } of known) this.note(item, { state: "settled", entry, isKnown: true });
  }

  private lookElsewhere(now: number): void {
    if (this.elsewhere.size === 0 || now - this.lookedElsewhereAt < ELSEWHERE_MS) return;
    this.lookedElsewhereAt = now;
    const back = this.store.try(() => this.elsewhere.look());
    if (back === undefined) return;
    this.paidByOthers(back.known);
    this.lookLater(back.free);
  }

  /** Another run may have had the answer meanwhile, and paid for it, or bring it from where no look-up finds it. */
  private leaveToOthers(item: QueuedItem): boolean {
    const entry = this.store.try(() => this.book.paidElsewhere(item));
    if (entry !== undefined) {
      this.calls.paidByOther(item, entry);
      return true;
    }
    const isImported = this.store.try(() => this.book.isImported(item)) === true;
    if (!isImported) return false;
    this.soFar.guard.released();
    this.elsewhere.add([item]);
    return true;
  }

  private stopAtTheEnd(now: number): void {
    if (this.spentUp !== undefined) this.stop({ status: "paused", reason: this.spentUp });
    else if (!this.queue.isEmpty || this.putOff.verifyLast(now)) return;
    else if (this.elsewhere.size === 0) this.stop({ status: "done" });
    else if (this.elsewhere.isStuck) this.stop({ status: "paused", reason: this.elsewhere.reason });
  }

  /** What is due every quarter second: writing, the lease, those held, and telling. */
  private keepHouse(now: number): void {
    if (!this.book.isFull && now - this.tickedAt < TICK_MS) return;
    this.tickedAt = now;
    this.flush();
    if (this.isRenewalDue(now)) {
      // After the machine slept another window may have taken the run: this is asked before anything is sent.
      const isOurs = this.store.try(() => this.parts.journal.renew(this.lease));
      if (isOurs === false) this.stop({ status: "paused", reason: { kind: "leaseLost" } });
    }
    this.queue.unhold();
    this.putOff.look(now);
    this.lookElsewhere(now);
    this.tell();
  }

  private flush(): void {
    this.tellOutcomes(this.store.try(() => this.book.flush()) ?? []);
  }

  private end(): void {
    this.stopping ??= { status: "paused" };
    this.flush();
    if (this.stopping.reason?.kind !== "leaseLost") {
      this.store.try(() => this.book.close(this.queue.dropMarked()));
      const { status, reason } = this.stopping;
      this.store.try(() => this.parts.journal.release(this.lease, status, reason));
    }
    this.tellEnd();
  }
}
