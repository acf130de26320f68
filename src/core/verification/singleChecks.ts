import type { EmailVerificationApi } from "../api/resources/emailVerification.ts";
import { type Clock, reasonOf } from "../clock.ts";
import { type Journal, type Lease, SINGLE } from "./journal.ts";
import { ASKED, type Ledger, type LedgerEntry, type Moment } from "./ledger.ts";
import { RunBook } from "./runBook.ts";
import { SteadyClock } from "./steadyClock.ts";
import { StoreError } from "./storeError.ts";
import { unlessStoreFails, waitOutLocks } from "./storeWrites.ts";
import {
  lookUpAddress,
  UncertainChargeError,
  verifyAddress,
  type VerificationResult,
} from "./verifyAddress.ts";
import type { VerifyOptions } from "./verifyAddress.ts";

/** What single checks of one workspace work with. */
export interface SingleChecksOptions {
  readonly api: EmailVerificationApi;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Names the workspace. */
  readonly scope: string;
  /** After a lost answer, how long "not found" is not believed; 15 s when absent. */
  readonly settleMs?: number;
  /** Told of every answer that comes, also of one that nobody waits for any more. */
  readonly onResult?: (result: VerificationResult) => void;
}

/** How one address is checked. */
export interface SingleCheckOptions extends Pick<VerifyOptions, "onProgress"> {
  /** A verdict from then on is used again; with "now" only one that comes while this check waits. */
  readonly since: Date | "now";
  readonly signal?: AbortSignal;
  /** Called before anything is paid; what it throws ends the check. */
  readonly beforePaying?: () => void;
}

/** An answer, and how it was come by: asked for now; read back, free of charge; or known on this machine. */
export interface CheckedAddress {
  readonly result: VerificationResult;
  readonly how: "paid" | "lookup" | "ledger";
}

const SETTLE_MS = 15_000;
const LOOK_MS = 1_000;
const WAIT_MS = 250;
const GIVE_UP_AFTER_MS = 120_000;

interface Check {
  readonly lease: () => Lease;
  readonly book: RunBook;
  readonly item: { readonly position: number; readonly address: string };
  readonly options: SingleCheckOptions;
}

/**
 * Checks addresses one at a time, under the same marks and leases as runs: an address that is being asked for, or whose
 * answer was lost, is waited for or looked up, here and in other windows, and paid for only when nobody has.
 */
export class SingleChecks {
  private readonly owner = crypto.randomUUID();
  private readonly cutOff = new AbortController();
  private readonly steady: SteadyClock;

  constructor(private readonly parts: SingleChecksOptions) {
    this.steady = new SteadyClock(parts.clock);
  }

  /**
   * The verdict on one address. Whoever cancels stops waiting: a question that has left is paid for, and its answer is
   * kept when it comes.
   * @throws UncertainChargeError, ApiError, StoreError, the signal's reason, what `beforePaying` throws.
   */
  check(address: string, options: SingleCheckOptions): Promise<CheckedAddress> {
    const work = this.work(address, options);
    const { signal } = options;
    if (signal === undefined) return work;
    return new Promise((resolve, reject) => {
      const leave = (): void => reject(reasonOf(signal));
      signal.addEventListener("abort", leave, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }

  /** Stops what is under way; a look-up tells later what became of it. */
  dispose(): void {
    this.cutOff.abort();
  }

  private async work(address: string, options: SingleCheckOptions): Promise<CheckedAddress> {
    options.signal?.throwIfAborted();
    const { ledger, journal, clock, scope } = this.parts;
    const since = await waitOutLocks(clock, () => this.momentOf(options.since));
    const kept = await waitOutLocks(clock, () => ledger.findSince(address, since));
    if (kept !== undefined) return known(address, kept);
    const id = crypto.randomUUID();
    const lease = (): Lease => ({ runId: id, owner: this.owner, now: clock.now() });
    const settings = { maxCredits: 0, balanceFloor: 0, domains: "verify" } as const;
    await waitOutLocks(clock, () => {
      journal.create({ id, title: "", settings, createdAt: new Date(clock.now()), scope: scope + SINGLE });
      journal.append(id, [{ address }]);
      journal.claim(lease());
    });
    const book = new RunBook({ id, madeAt: since }, journal, ledger);
    try {
      return await this.settle({ lease, book, item: { position: 0, address }, options });
    } finally {
      // What it has marked and not answered is found as left behind, and looked up.
      unlessStoreFails(() => journal.remove(id));
    }
  }

  private momentOf(since: Date | "now"): Moment {
    if (since !== "now") return { at: since };
    return { at: new Date(this.parts.clock.now()), records: this.parts.ledger.records() };
  }

  private async settle(check: Check): Promise<CheckedAddress> {
    const { book, item, lease } = check;
    const { clock } = this.parts;
    const turn = await waitOutLocks(clock, () => book.open(lease(), [item]));
    if (turn === undefined) throw new StoreError("failed");
    const [paid] = turn.known;
    if (paid !== undefined) return known(item.address, paid.entry);
    if (turn.ask.length > 0) return this.pay(check);
    for (;;) {
      const answer = await this.fromOthers(check);
      if (answer !== undefined) return answer;
      if (await waitOutLocks(clock, () => book.claim(lease(), item))) return this.pay(check);
    }
  }

  /** What others have asked for, or nobody any more: undefined when it is not paid for, for all that can be known. */
  private async fromOthers({ book, item, options }: Check): Promise<CheckedAddress | undefined> {
    const { clock, api, settleMs = SETTLE_MS } = this.parts;
    const { signal, onProgress } = options;
    const beganAt = this.steady.now();
    let settledAt = beganAt + settleMs;
    for (;;) {
      const entry = await waitOutLocks(clock, () => book.paidElsewhere(item));
      if (entry !== undefined) return known(item.address, entry);
      const now = this.steady.now();
      if ((await waitOutLocks(clock, () => book.holderOf(item))) !== undefined) {
        const isLong = now - beganAt > GIVE_UP_AFTER_MS || book.isImported(item);
        if (isLong) return known(item.address, { ...ASKED, checkedAt: new Date(clock.now()) });
        settledAt = now + settleMs;
        await clock.sleep(WAIT_MS, signal);
        onProgress?.({ kind: "pending", polls: 0, elapsedMs: this.steady.now() - beganAt });
        continue;
      }
      const result = await lookUpAddress(api, item.address, { clock, signal, ...progress(options) });
      if (result !== undefined) {
        await this.keep(book, item, result);
        return { result, how: "lookup" };
      }
      if (this.steady.now() >= settledAt) return undefined;
      await clock.sleep(LOOK_MS, signal);
    }
  }

  private async pay({ book, item, options }: Check): Promise<CheckedAddress> {
    const { api, clock, settleMs = SETTLE_MS } = this.parts;
    const { signal: turn } = options;
    try {
      options.beforePaying?.();
      const result = await verifyAddress(api, item.address, {
        ...{ clock, signal: this.cutOff.signal, turn, settleMs },
        ...progress(options),
      });
      await this.keep(book, item, result);
      return { result, how: "paid" };
    } catch (error) {
      const isUnknown = error instanceof UncertainChargeError || this.cutOff.signal.aborted;
      if (!isUnknown) unlessStoreFails(() => book.close([item]));
      throw error;
    }
  }

  /** Where the store fails, the mark stays, and the answer is read back another time. */
  private async keep(book: RunBook, item: Check["item"], result: VerificationResult): Promise<void> {
    book.note(item, { state: "settled", entry: entryOf(result), isKnown: false });
    try {
      await waitOutLocks(this.parts.clock, () => book.flush());
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
    this.parts.onResult?.(result);
  }
}

function progress({ onProgress }: SingleCheckOptions): Pick<VerifyOptions, "onProgress"> {
  return onProgress === undefined ? {} : { onProgress };
}

function entryOf({
  verdict,
  rawStatus,
  catchAll,
  creditsUsed,
  checkedAt,
  source,
}: VerificationResult): LedgerEntry {
  return { verdict, rawStatus, catchAll, creditsUsed, checkedAt, source };
}

function known(email: string, entry: LedgerEntry): CheckedAddress {
  return { result: { email, ...entry, creditsLeft: undefined }, how: "ledger" };
}
