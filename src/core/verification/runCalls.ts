import { ApiError, type ApiFailure } from "../api/errors.ts";
import type { EmailVerification } from "../api/resources/emailVerification.ts";
import type { Clock } from "../clock.ts";
import { mayHaveArrived } from "./chargeRisk.ts";
import type { CreditGuard } from "./creditGuard.ts";
import type { ItemOutcome } from "./journal.ts";
import type { LedgerEntry } from "./ledger.ts";
import { Outage } from "./outage.ts";
import type { Pacer } from "./pacer.ts";
import type { PauseReason } from "./pauseReason.ts";
import { nextPollMs } from "./pollDelay.ts";
import type { QueuedItem } from "./runQueue.ts";
import type { SteadyClock } from "./steadyClock.ts";
import { TimerWheel } from "./timerWheel.ts";

/** The two calls that a run makes; `EmailVerificationApi` has them. */
export interface VerificationCalls {
  verify(email: string, options: BackgroundCall): Promise<EmailVerification>;
  get(email: string, options: BackgroundCall): Promise<EmailVerification>;
}

/** What a person does goes before a run's calls. */
export interface BackgroundCall {
  readonly signal: AbortSignal;
  readonly priority: "background";
}

/** A look-up: of an address whose question may have been charged, or, with an entry, of one that is pending. */
export interface Look {
  readonly item: QueuedItem;
  readonly entry: LedgerEntry | undefined;
  readonly delayMs: number;
  readonly giveUpAt: number;
}

/** What calls report to their run. */
export interface CallsListener {
  outcome(item: QueuedItem, outcome: ItemOutcome): void;
  /** Not asked, not charged: to be asked (again). */
  unasked(item: QueuedItem): void;
  stop(reason: PauseReason): void;
  /** A call has ended, whichever way. */
  ended(): void;
}

export interface CallsParts {
  readonly api: VerificationCalls;
  readonly clock: Clock;
  readonly steady: SteadyClock;
  readonly pacer: Pacer;
  readonly settleMs: number;
}

const GIVE_UP_AFTER_MS = 120_000;

/** A run's talk with the API: questions, look-ups, and what follows from how they end. */
export class RunCalls {
  private readonly wheel: TimerWheel<Look>;
  private readonly outage = new Outage();
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
    const giveUpAt = this.parts.steady.now() + GIVE_UP_AFTER_MS;
    this.wheel.add({ item, entry, delayMs: nextPollMs(), giveUpAt }, dueAt);
  }

  /** The next look-up that is due. */
  nextLook(now: number): Look | undefined {
    if (this.due.length === 0) this.due = this.wheel.collect(now).reverse();
    return this.due.pop();
  }

  /** Asks, which costs credits. The journal knows already. */
  ask(item: QueuedItem, now: number): void {
    this.guard.opened();
    this.call(now, () => this.parts.api.verify(item.address, this.options), {
      came: (answer) => {
        this.guard.paidFor(answer);
        this.received(item, this.entryOf(answer, "instantly"));
      },
      failed: (failure) => this.askFailed(item, failure),
    });
  }

  look(look: Look, now: number): void {
    this.call(now, () => this.parts.api.get(look.item.address, this.options), {
      came: (answer) => this.lookedUp(look, answer),
      failed: (failure) => this.lookFailed(look, failure),
    });
  }

  /** Whether the key may look up at all, told without paying: the failure that stands against it. */
  async mayLook(address: string): Promise<ApiFailure | undefined> {
    try {
      await this.parts.api.get(address, this.options);
      return undefined;
    } catch (error) {
      if (error instanceof ApiError) return isFatal(error.failure) ? error.failure : undefined;
      if (this.cutOff.signal.aborted) return undefined;
      throw error;
    }
  }

  /** Ends every call on its way; what became of them a look-up will tell. */
  abort(): void {
    this.cutOff.abort();
  }

  private get options(): BackgroundCall {
    return { signal: this.cutOff.signal, priority: "background" };
  }

  private call(
    now: number,
    send: () => Promise<EmailVerification>,
    then: {
      readonly came: (answer: EmailVerification) => void;
      readonly failed: (failure: ApiFailure) => void;
    },
  ): void {
    this.open++;
    this.parts.pacer.took(now);
    const fail = (error: unknown): void => {
      if (this.cutOff.signal.aborted) return;
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
    if (failure.kind === "rateLimited") {
      this.limited++;
      this.parts.pacer.refused(sentAt, this.parts.steady.now());
    } else if (isFatal(failure)) {
      this.listener.stop({ kind: "failure", failure });
    } else if (
      failure.kind !== "notFound" &&
      !isRefusal(failure) &&
      this.outage.failed(this.parts.steady.now())
    ) {
      this.listener.stop({ kind: "failure", failure });
    } else if (failure.kind === "notFound") {
      this.outage.over();
    }
  }

  private askFailed(item: QueuedItem, failure: ApiFailure): void {
    if (mayHaveArrived(failure)) {
      // `lookLater` counts it as open again: it may have been charged.
      this.guard.released();
      this.lookLater(item, undefined, this.parts.steady.now() + this.parts.settleMs);
      return;
    }
    this.guard.released();
    if (isRefusal(failure))
      this.listener.outcome(item, { state: "refused", reason: `${failure.kind} ${failure.status}` });
    else this.listener.unasked(item);
  }

  private lookedUp(look: Look, answer: EmailVerification): void {
    const { item, entry } = look;
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
    if (look.entry !== undefined) {
      this.again(look, look.entry);
    } else if (failure.kind === "notFound") {
      this.guard.released();
      this.listener.unasked(look.item);
    } else {
      const delayMs = nextPollMs(look.delayMs);
      this.wheel.add({ ...look, delayMs }, this.parts.steady.now() + delayMs);
    }
  }

  private again(look: Look, entry: LedgerEntry): void {
    const now = this.parts.steady.now();
    const delayMs = nextPollMs(look.delayMs);
    if (now + delayMs > look.giveUpAt)
      this.listener.outcome(look.item, { state: "settled", entry, isKnown: false });
    else this.wheel.add({ ...look, entry, delayMs }, now + delayMs);
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

type Refusal = Extract<ApiFailure, { readonly kind: "rejected" | "serverFault" }>;

/** The API has a word about this address, not about the run. */
function isRefusal(failure: ApiFailure): failure is Refusal {
  return failure.kind === "rejected" && (failure.status === 400 || failure.status === 422);
}

/** Every further call would end the same way. */
function isFatal(failure: ApiFailure): boolean {
  switch (failure.kind) {
    case "unauthorized":
    case "noKey":
    case "missingScope":
    case "paymentRequired":
      return true;
    case "rejected":
      return !isRefusal(failure);
    default:
      return false;
  }
}
