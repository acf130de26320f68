import { ApiError } from "../api/errors.ts";
import type { ImportCalls, ImportDesk } from "./importDesk.ts";
import type { ImportRecord } from "./importRecord.ts";
import { lookUp, readBalance } from "./importReads.ts";
import { ImportWork } from "./importWork.ts";
import type { ItemOutcome, Lease, RunRecord } from "./journal.ts";
import { Halt, PatientCalls } from "./patientCalls.ts";
import type { PauseReason } from "./pauseReason.ts";
import type { ImportItem, ImportSoFar } from "./readBackImport.ts";
import { RunAtWork, TICK_MS, type WorkParts } from "./runAtWork.ts";
import type { BackgroundCall, VerificationCalls } from "./runCalls.ts";
import type { RunState } from "./runState.ts";
import { StoreError } from "./storeError.ts";
import { unlessStoreFails, waitOutLocks } from "./storeWrites.ts";

/** What an import works with. */
export interface ImportParts extends WorkParts {
  readonly importing: ImportCalls;
  readonly api: Pick<VerificationCalls, "get">;
  readonly balance: (signal?: AbortSignal) => Promise<number | undefined>;
  readonly settleMs: number;
}

/**
 * One run that Instantly's own servers do, followed by this window until it is done, paused or cancelled. It holds the
 * run's lease. What was added to the list goes on at Instantly whatever becomes of the window.
 */
export class ImportRun extends RunAtWork<ImportParts> {
  readonly ended: Promise<RunState>;
  private readonly work: ImportWork;
  private readonly cutOff = new AbortController();
  private readonly atEnd = new AbortController();
  private kept: ImportRecord;
  private isLastLook = false;
  private limited = 0;

  /** `record` is claimed by `parts.owner`. */
  constructor(
    record: RunRecord,
    private readonly soFar: ImportSoFar,
    parts: ImportParts,
  ) {
    super(record, soFar.tally, parts);
    this.kept = soFar.kept;
    this.work = new ImportWork(this.desk(), soFar, record.settings, {
      balance: () => readBalance(parts, this.cutOff.signal),
      lookUp: (address) => lookUp(parts, address, this.cutOff.signal),
    });
    this.ended = this.live();
  }

  get state(): RunState {
    const { budget } = this.work;
    return {
      ...this.progress,
      waiting: this.work.waiting,
      // The pace is Instantly's: verdicts come back in heaps, whose rate would say nothing.
      ratePerSecond: 0,
      etaMs: undefined,
      creditsSpent: budget.costs.spent,
      creditsLeft: budget.costs.balance,
      creditsPerCheck: budget.creditsPerCheck,
      rateLimited: this.limited,
      offers: [],
      settings: this.record.settings,
      import: this.work.state,
    };
  }

  endSession(): void {
    this.stop({ status: "paused", reason: { kind: "sessionEnded" } });
    this.cutOff.abort();
  }

  decide(): void {
    // There are no such offers: Instantly's servers take the addresses as they come.
  }

  decideAll(): void {
    this.decide();
  }

  private async live(): Promise<RunState> {
    const house = this.keepHouse();
    try {
      await this.toTheEnd();
      if (this.stopping?.status === "cancelled") await this.lookOnceMore();
    } finally {
      await this.end();
      this.atEnd.abort();
      await house;
    }
    return this.state;
  }

  private async toTheEnd(): Promise<void> {
    try {
      const reason = await this.work.run();
      this.stop(reason === undefined ? { status: "done" } : { status: "paused", reason });
    } catch (error) {
      const reason = this.reasonOf(error);
      this.stop({ status: "paused", ...(reason === undefined ? {} : { reason }) });
    }
  }

  /** A cancelled run will not look again, and what was added is paid for. */
  private async lookOnceMore(): Promise<void> {
    this.isLastLook = true;
    try {
      await this.work.lastLook();
    } catch (error) {
      this.reasonOf(error); // the verdicts stay at Instantly
    }
  }

  /** Why an error stops the run. @throws what is no reason but a fault of ours. */
  private reasonOf(error: unknown): PauseReason | undefined {
    if (this.cutOff.signal.aborted) return undefined;
    if (error instanceof ApiError) return { kind: "failure", failure: error.failure };
    if (error instanceof StoreError) return { kind: "store", fault: error.fault };
    if (error instanceof Halt) return { kind: "leaseLost" };
    this.stop({ status: "paused" });
    throw error;
  }

  private desk(): ImportDesk {
    const { parts, record } = this;
    const options: BackgroundCall = { signal: this.cutOff.signal, priority: "background" };
    const nap = (ms: number): Promise<void> => this.nap(ms);
    const now = (): number => parts.steady.now();
    const onLimited = (): number => this.limited++;
    const lease = (): Lease => this.lease;
    const kept = (): ImportRecord => this.kept;
    return {
      api: parts.importing,
      journal: parts.journal,
      book: this.book,
      patient: new PatientCalls({ now, nap, onLimited }),
      options,
      settleMs: parts.settleMs,
      now,
      nap,
      get lease() {
        return lease();
      },
      get kept() {
        return kept();
      },
      check: () => this.check(),
      write: (work) => this.write(work),
      note: (item, outcome) => this.note(item, outcome),
      flush: () => this.flush(),
      keep: async (change) => {
        this.kept = { ...this.kept, ...change };
        this.isDirty = true;
        await this.write(() => parts.journal.setImport(record.id, this.kept));
      },
      touch: () => {
        this.isDirty = true;
      },
    };
  }

  private check(): void {
    if (this.stopping !== undefined && !this.isLastLook) throw new Halt();
    this.cutOff.signal.throwIfAborted();
  }

  private async nap(ms: number): Promise<void> {
    const until = this.parts.steady.now() + ms;
    for (;;) {
      this.check();
      const leftMs = until - this.parts.steady.now();
      if (leftMs <= 0) return;
      await this.bell.wait(Math.min(leftMs, TICK_MS));
    }
  }

  private note(item: ImportItem, outcome: ItemOutcome): void {
    this.book.note(item, outcome);
    this.soFar.tally.add(outcome, this.parts.steady.now());
    this.isDirty = true;
  }

  private async flush(): Promise<void> {
    this.tellOutcomes(await this.write(() => this.book.flush()));
  }

  private write<T>(work: () => T): Promise<T> {
    return waitOutLocks(this.parts.clock, work);
  }

  /** While a call or a nap lasts. */
  private async keepHouse(): Promise<void> {
    while (!this.isOver) {
      await this.parts.clock.sleep(TICK_MS, this.atEnd.signal).catch(() => undefined);
      this.tick();
    }
  }

  /** Keeps the lease, and tells. */
  private tick(): void {
    if (this.isOver) return;
    if (this.isRenewalDue(this.parts.steady.now())) {
      if (unlessStoreFails(() => this.parts.journal.renew(this.lease)) === false) this.loseLease();
    }
    this.tell();
  }

  private loseLease(): void {
    this.stop({ status: "paused", reason: { kind: "leaseLost" } });
    this.cutOff.abort();
  }

  private async end(): Promise<void> {
    this.stopping ??= { status: "paused" };
    if (this.stopping.reason?.kind !== "leaseLost") {
      const { status, reason } = this.stopping;
      try {
        await this.flush();
        await this.write(() => this.book.close(this.work.unsent));
        await this.write(() => this.parts.journal.release(this.lease, status, reason));
      } catch (error) {
        // What is not written is in the list at Instantly, and is read again when the run is resumed.
        if (!(error instanceof StoreError)) throw error;
      }
    }
    this.tellEnd();
  }
}
