import { ApiError, type ApiFailure } from "../api/errors.ts";
import type { EmailVerification } from "../api/resources/emailVerification.ts";
import type { Clock } from "../clock.ts";
import type { CallsListener } from "./callsListener.ts";
import { mayHaveArrived } from "./chargeRisk.ts";
import type { CreditGuard } from "./creditGuard.ts";
import { isAnswer, isFatal, isRefusal } from "./failureMeaning.ts";
import type { LedgerEntry } from "./ledger.ts";
import { Outage } from "./outage.ts";
import type { Pacer } from "./pacer.ts";
import { nextPollMs } from "./pollDelay.ts";
import type { QueuedItem } from "./runQueue.ts";
import type { SteadyClock } from "./steadyClock.ts";
import { TimerWheel } from "./timerWheel.ts";

/** The two calls that a run makes; `EmailVerificationApi` has them. */
export interface VerificationCalls {
  verify(email: string, options: BackgroundCall): Promise<EmailVerification>;
  get(email: string, options: BackgroundCall): Promise<EmailVerification>;
}

/** What a person does goes before a run's calls; a failure is heard at once, so that the run's pace follows from it. */
export interface BackgroundCall {
  readonly signal: AbortSignal;
  readonly priority: "background";
  /** Ends a question that has not left yet. */
  readonly turn?: AbortSignal;
  readonly retries?: "never";
}

/** A look-up: of an address whose question may have been charged, or, with an entry, of one that is pending. */
export interface Look {
  readonly item: QueuedItem;
  readonly entry: LedgerEntry | undefined;
  readonly delayMs: number;
  /** How often the API has said that it is still at work. */
  readonly pending: number;
}

export interface CallsParts {
  readonly api: VerificationCalls;
  readonly clock: Clock;
  readonly steady: SteadyClock;
  readonly pacer: Pacer;
  readonly settleMs: number;
}

/** Some two minutes: counted in answers, since a machine that slept has heard none. */
const MAX_PENDING = 18;
const SCOPE_RETRY_MS = 300;

/** A run's talk with the API: questions, look-ups, and what follows from how they end. */
export class RunCalls {
  private readonly wheel: TimerWheel<Look>;
  private readonly outage = new Outage();
  /** Ends what costs nothing: look-ups, and questions that have not left. */
  private readonly halt = new AbortController();
  /** Ends everything. */
  private readonly cutOff = new AbortController();
  private due: Look[] = [];
  private open = 0;
  private limited = 0;

  constructor(
    private readonly parts: CallsParts,
    private readonly guard: CreditGuard,
    private readonly listener: CallsListener,
  ) {
    this.wheel = new TimerWheel(parts.steady.now());
  }

  /** Calls on their way. */
  get inFlight(): number {
    return this.open;
  }

  /** Addresses that will be looked up. */
  get waiting(): number {
    return this.wheel.size + this.due.length;
  }

  /** Calls that met the rate limit. */
  get rateLimited(): number {
    return this.limited;
  }

  /** How long the API should be left alone. */
  waitMs(now: number): number {
    return Math.max(this.parts.pacer.waitMs(now), this.outage.waitMs(now));
  }

  /** Looks an address up at its time; without an entry it may or may not have been charged. */
  lookLater(item: QueuedItem, entry: LedgerEntry | undefined, dueAt: number): void {
    if (entry === undefined) this.guard.opened();
    this.wheel.add({ item, entry, delayMs: nextPollMs(), pending: 0 }, dueAt);
  }

  /** The next look-up that is due. */
  nextLook(now: number): Look | undefined {
    if (this.due.length === 0) this.due = this.wheel.collect(now).reverse();
    return this.due.pop();
  }

  /** Asks, which costs credits. The journal knows already. */
  ask(item: QueuedItem, now: number): void {
    this.guard.opened();
    this.call(now, () => this.parts.api.verify(item.address, this.askOptions), {
      came: (answer) => {
        this.guard.paidFor(answer);
        this.received(item, this.entryOf(answer, "instantly"));
      },
      failed: (failure) => this.askFailed(item, failure),
      halted: () => this.unasked(item),
    });
  }

  look(look: Look, now: number): void {
    this.call(now, () => this.parts.api.get(look.item.address, this.lookOptions), {
      came: (answer) => this.lookedUp(look, answer),
      failed: (failure) => this.lookFailed(look, failure),
      halted: () => undefined, // the journal knows it as still to be looked up
    });
  }

  /**
   * Makes sure, without paying, that the key may look up, and stops the run when it may not. Returns only when that is
   * known or the run was stopped: a key that cannot read answers must not pay for them.
   */
  async checkScope(address: string): Promise<void> {
    const { api, clock, steady } = this.parts;
    for (;;) {
      const sentAt = steady.now();
      try {
        await api.get(address, this.lookOptions);
        return;
      } catch (error) {
        if (error === this.halt.signal.reason) return;
        if (!(error instanceof ApiError)) throw error;
        this.heed(error.failure, sentAt);
        if (isAnswer(error.failure)) return;
      }
      const waitMs = Math.max(SCOPE_RETRY_MS, this.waitMs(steady.now()));
      try {
        await clock.sleep(waitMs, this.halt.signal);
      } catch {
        return; // stopped
      }
    }
  }

  /** Ends look-ups and questions that have not left; those on their way can still be waited for. */
  stopAsking(): void {
    this.halt.abort();
  }

  /** Ends every call on its way; what became of them a look-up will tell. */
  abort(): void {
    this.halt.abort();
    this.cutOff.abort();
  }

  private get askOptions(): BackgroundCall {
    return { signal: this.cutOff.signal, turn: this.halt.signal, priority: "background" };
  }

  private get lookOptions(): BackgroundCall {
    return { signal: this.halt.signal, priority: "background", retries: "never" };
  }

  private call(
    now: number,
    send: () => Promise<EmailVerification>,
    then: {
      readonly came: (answer: EmailVerification) => void;
      readonly failed: (failure: ApiFailure) => void;
      readonly halted: () => void;
    },
  ): void {
    this.open++;
    this.parts.pacer.took(now);
    const fail = (error: unknown): void => {
      if (this.cutOff.signal.aborted) return;
      if (error === this.halt.signal.reason) {
        then.halted();
        return;
      }
      if (!(error instanceof ApiError)) throw error;
      this.heed(error.failure, now);
      then.failed(error.failure);
    };
    const come = (answer: EmailVerification): void => {
      this.outage.over();
      then.came(answer);
    };
    void send()
      .then(come, fail)
      .finally(() => {
        this.open--;
        this.listener.ended();
      });
  }

  private heed(failure: ApiFailure, sentAt: number): void {
    const now = this.parts.steady.now();
    if (failure.kind === "rateLimited") {
      this.limited++;
      this.parts.pacer.refused(sentAt, now);
    } else if (isAnswer(failure)) {
      this.outage.over();
    } else if (isFatal(failure) || this.outage.failed(now)) {
      this.listener.stop({ kind: "failure", failure });
    }
  }

  private askFailed(item: QueuedItem, failure: ApiFailure): void {
    if (mayHaveArrived(failure)) {
      // `lookLater` counts it as open again: it may have been charged.
      this.guard.released();
      this.lookLater(item, undefined, this.parts.steady.now() + this.parts.settleMs);
      return;
    }
    if (isRefusal(failure)) {
      this.guard.released();
      this.listener.outcome(item, { state: "refused", reason: `${failure.kind} ${failure.status}` });
    } else this.unasked(item);
  }

  private unasked(item: QueuedItem): void {
    this.guard.released();
    this.listener.unasked(item);
  }

  private lookedUp(look: Look, answer: EmailVerification): void {
    const { item, entry } = look;
    if (this.isOthers(look)) {
      if (answer.verdict === "pending") this.lookAgain({ ...look, pending: look.pending + 1 });
      else this.paidByOther(item, this.entryOf(answer, "lookup"));
      return;
    }
    if (entry === undefined) this.guard.paidFor(answer);
    const found = this.entryOf(answer, entry?.source ?? "lookup");
    // What it cost was said when it was asked for.
    const priced =
      entry === undefined ? found : { ...found, creditsUsed: entry.creditsUsed ?? found.creditsUsed };
    if (priced.verdict !== "pending")
      this.listener.outcome(item, { state: "settled", entry: priced, isKnown: false });
    else if (entry === undefined) this.received(item, priced);
    else this.again(look, priced);
  }

  private lookFailed(look: Look, failure: ApiFailure): void {
    // Nothing was heard of it, so that it has had its time says nothing: the machine may have slept.
    if (!isAnswer(failure)) this.lookAgain(look);
    else if (look.entry !== undefined) this.again(look, look.entry);
    else if (this.isOthers(look)) this.lookAgain({ ...look, pending: look.pending + 1 });
    else this.unasked(look.item);
  }

  private again(look: Look, entry: LedgerEntry): void {
    const pending = look.pending + 1;
    if (pending >= MAX_PENDING) this.listener.outcome(look.item, { state: "settled", entry, isKnown: false });
    else this.lookAgain({ ...look, entry, pending });
  }

  private lookAgain(look: Look): void {
    const delayMs = nextPollMs(look.delayMs);
    this.wheel.add({ ...look, delayMs }, this.parts.steady.now() + delayMs);
  }

  /** Whether another run pays for it; one that never gets to it is not waited for. */
  private isOthers({ item, entry, pending }: Look): boolean {
    return entry === undefined && pending < MAX_PENDING && this.listener.isElsewhere(item);
  }

  /** Has its answer without a charge to this run. */
  paidByOther(item: QueuedItem, entry: LedgerEntry): void {
    this.guard.released();
    this.listener.outcome(item, { state: "settled", entry, isKnown: true });
  }

  private received(item: QueuedItem, entry: LedgerEntry): void {
    if (entry.verdict !== "pending") {
      this.listener.outcome(item, { state: "settled", entry, isKnown: false });
      return;
    }
    this.listener.outcome(item, { state: "pending", entry });
    this.lookLater(item, entry, this.parts.steady.now() + nextPollMs());
  }

  private entryOf(answer: EmailVerification, source: LedgerEntry["source"]): LedgerEntry {
    const { verdict, rawStatus, catchAll, creditsUsed } = answer;
    return { verdict, rawStatus, catchAll, creditsUsed, checkedAt: new Date(this.parts.clock.now()), source };
  }
}
