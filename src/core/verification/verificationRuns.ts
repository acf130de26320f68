import type { RequestBudget } from "../api/budget.ts";
import type { Clock } from "../clock.ts";
import { Emitter } from "../emitter.ts";
import { deleteImported } from "./deleteImported.ts";
import type { ImportCalls } from "./importDesk.ts";
import type { ImportRecord } from "./importRecord.ts";
import { ImportRun } from "./importRun.ts";
import { type Journal, type RunItem, type RunRecord, type RunSettings, type RunSource } from "./journal.ts";
import type { Ledger } from "./ledger.ts";
import { LeaseWatch } from "./leaseWatch.ts";
import { LearntPrice } from "./learntPrice.ts";
import type { LiveRun } from "./liveRun.ts";
import { Pacer } from "./pacer.ts";
import { readBackImport } from "./readBackImport.ts";
import { readBackRun } from "./readBackRun.ts";
import type { VerificationCalls } from "./runCalls.ts";
import { type PlanParts, planRun, type RunPlan, withNews } from "./runPlan.ts";
import { SteadyClock } from "./steadyClock.ts";
import { waitOutLocks } from "./storeWrites.ts";
import { VerificationRun } from "./verificationRun.ts";
import { yieldNow } from "./yieldNow.ts";

/** What the runs of one workspace work with. */
export interface VerificationRunsOptions {
  readonly api: VerificationCalls;
  /** For runs on Instantly's own servers. */
  readonly importing: ImportCalls;
  readonly budget: Pick<RequestBudget, "waitMs">;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Names the workspace: a run is resumed only with a key of its own. */
  readonly scope: string;
  /** Credits the workspace has; undefined when the key may not read that. */
  readonly balance: (signal?: AbortSignal) => Promise<number | undefined>;
  /** Why an address need not be paid for; undefined when nothing speaks against it. */
  readonly check: (address: string) => string | undefined;
  /** What one check costs: learnt from the answers of runs, and perhaps of others. */
  readonly price?: LearntPrice;
  /** After a lost answer, how long "not found" is not believed; 15 s when absent: the API works on a check for some 10. */
  readonly settleMs?: number;
  /** How long an offer to leave domains out stands at least; 20 s when absent. */
  readonly offerMs?: number;
}

/** How a plan is made. */
export interface PlanOptions {
  /** Verdicts that were paid for are used again for so many days. */
  readonly reuseDays: number;
  /** What else is known of an address free of charge; nothing when absent. */
  readonly inspect?: PlanParts["inspect"];
  readonly signal?: AbortSignal | undefined;
}

const SETTLE_MS = 15_000;
/** Enough to read a sentence and to press a button. */
const OFFER_MS = 20_000;
const CHUNK = 256;

/** Bulk verifications of one workspace: plans, starts, resumes and forgets runs. */
export class VerificationRuns {
  private readonly live = new Map<string, LiveRun>();
  private readonly opening = new Set<string>();
  /** Ended here, though a store that failed may not know. */
  private readonly left = new Set<string>();
  private readonly watch: LeaseWatch;
  private readonly changed = new Emitter<void>();
  private readonly steady: SteadyClock;
  private readonly pacer = new Pacer();
  private readonly price: LearntPrice;
  private readonly owner = crypto.randomUUID();
  private isDisposed = false;

  constructor(private readonly options: VerificationRunsOptions) {
    this.steady = new SteadyClock(options.clock);
    this.price = options.price ?? new LearntPrice();
    this.watch = new LeaseWatch(
      options.clock,
      () => this.records(),
      () => this.changed.fire(),
    );
  }

  /** Told when a run starts, resumes, ends or is forgotten, or another window's can be resumed. */
  readonly onDidChange = (listener: () => void): (() => void) => this.changed.event(listener);

  /** Runs at work in this window. */
  get active(): readonly LiveRun[] {
    return [...this.live.values()];
  }

  /** All runs that are kept, newest first; `running` ones may be at work in another window. @throws StoreError */
  records(): readonly RunRecord[] {
    return this.options.journal.runs(this.options.scope);
  }

  /**
   * Whether a kept run waits to be resumed: it was paused, or its window is gone. Where that takes some seconds to tell,
   * `onDidChange` says when it is known.
   */
  canResume(record: RunRecord): boolean {
    if (this.live.has(record.id) || this.opening.has(record.id) || record.isDamaged === true) return false;
    if (record.status !== "running") return record.status === "paused";
    return this.left.has(record.id) || this.watch.isOver(record);
  }

  /**
   * Looks at addresses and says what verifying them would do and cost. Nothing is paid.
   * @throws StoreError, ApiError (the balance could not be read), the signal's reason.
   */
  plan(
    addresses: Iterable<string> | AsyncIterable<string>,
    { reuseDays, signal, inspect }: PlanOptions,
  ): Promise<RunPlan> {
    const { ledger, clock, check, balance } = this.options;
    return planRun(addresses, reuseDays, {
      ledger,
      clock,
      check,
      creditsPerCheck: this.price.credits,
      balance: () => balance(signal),
      inspect,
      signal,
    });
  }

  /**
   * Starts a run as planned, which spends credits: ask before. Undefined when the session ended.
   * @param source the file that the addresses came from, if they did.
   * @throws StoreError
   */
  async start(
    plan: RunPlan,
    settings: RunSettings,
    title: string,
    source?: RunSource,
  ): Promise<LiveRun | undefined> {
    const id = await this.create(plan, settings, title, source);
    return this.open(id, plan.balance);
  }

  /**
   * As `start`, on Instantly's own servers: the addresses become leads of a list made for the run.
   * @param listName what the list is called at Instantly; the run's own mark is added.
   * @throws StoreError
   */
  async startImport(
    plan: RunPlan,
    settings: RunSettings,
    title: string,
    { listName, source }: { readonly listName: string; readonly source?: RunSource | undefined },
  ): Promise<LiveRun | undefined> {
    const id = await this.create(plan, settings, title, source, {
      listName,
      list: "none",
      agreedCredits: plan.creditsPerCheck,
      spent: 0,
    });
    return this.open(id, plan.balance);
  }

  /**
   * Deletes the list that an import has made, and its leads, at Instantly; the verdicts stay. Answers how many leads
   * those were. Does nothing for a run that is at work here.
   * @throws ApiError, StoreError
   */
  async deleteList(id: string): Promise<number> {
    const kept = this.records().find((record) => record.id === id)?.import;
    if (kept?.listId === undefined || kept.list !== "made" || this.live.has(id)) return 0;
    const leads = await deleteImported(this.options.importing, kept.listId);
    this.options.journal.setImport(id, { ...kept, list: "deleted" });
    this.changed.fire();
    return leads;
  }

  /**
   * Goes on with a kept run, with other settings if given; undefined when another window works on it, or it is over.
   * @throws StoreError; what `balance` throws.
   */
  async resume(id: string, settings?: Partial<RunSettings>): Promise<LiveRun | undefined> {
    const running = this.live.get(id);
    if (running !== undefined) return running;
    const record = this.records().find((kept) => kept.id === id);
    if (record === undefined || !this.canResume(record)) return undefined;
    const { journal, balance } = this.options;
    this.opening.add(id);
    try {
      if (settings !== undefined) journal.setSettings(id, { ...record.settings, ...settings });
      return await this.open(id, await balance(), record);
    } finally {
      this.opening.delete(id);
    }
  }

  /** Every address of a kept run with what became of it, some hundreds at a time. @throws StoreError */
  items(id: string): Iterable<readonly RunItem[]> {
    return this.options.journal.items(id);
  }

  /**
   * Forgets a run that is not at work here, at once for whoever looks, and a piece at a time on the disk; what was paid for
   * stays known. @throws StoreError
   */
  async remove(id: string): Promise<void> {
    if (this.live.has(id)) return;
    const { journal, clock } = this.options;
    const removeSome = (): Promise<boolean> => waitOutLocks(clock, () => journal.remove(id));
    const isGone = removeSome();
    this.changed.fire();
    for (let isDone = await isGone; !isDone; isDone = await removeSome()) await yieldNow();
  }

  /** Signed out, switched or closing: runs stop at once and can be resumed. Resolves when all is written. */
  async dispose(): Promise<void> {
    this.isDisposed = true;
    this.watch.dispose();
    const runs = this.active;
    for (const run of runs) run.endSession();
    await Promise.all(runs.map(({ ended }) => ended));
    this.changed.dispose();
  }

  private async create(
    plan: RunPlan,
    settings: RunSettings,
    title: string,
    source: RunSource | undefined,
    imported?: ImportRecord,
  ): Promise<string> {
    const { journal, ledger, clock, scope } = this.options;
    const id = crypto.randomUUID();
    const createdAt = new Date(clock.now());
    const mark = id.slice(0, 8);
    await waitOutLocks(clock, () =>
      journal.create({
        ...{ id, title, settings, createdAt, scope, records: ledger.records() },
        ...(source === undefined ? {} : { source }),
        ...(imported === undefined
          ? {}
          : { import: { ...imported, listName: `${imported.listName} (${mark})` } }),
      }),
    );
    for (let at = 0; at < plan.items.length; at += CHUNK) {
      const chunk = plan.items.slice(at, at + CHUNK);
      await waitOutLocks(clock, () => journal.append(id, withNews(chunk, plan, ledger)));
      await yieldNow();
    }
    return id;
  }

  private async open(
    id: string,
    balance: number | undefined,
    kept?: RunRecord,
  ): Promise<LiveRun | undefined> {
    const { journal, scope, clock } = this.options;
    const lease = { runId: id, owner: this.owner, now: clock.now() };
    const isSilent = kept?.status === "running" && this.watch.isOver(kept);
    const ended = isSilent ? kept.heartbeatAt : undefined;
    if (!(await waitOutLocks(clock, () => journal.claim(lease, ended)))) return undefined;
    const record = journal.runs(scope).find((run) => run.id === id);
    if (record === undefined) return undefined;
    const make = await this.readBack(record, balance);
    if (this.isDisposed) {
      journal.release(lease, "paused", { kind: "sessionEnded" });
      return undefined;
    }
    const run = make();
    this.live.set(id, run);
    this.changed.fire();
    const gone = (): void => {
      this.live.delete(id);
      this.left.add(id);
      this.changed.fire();
    };
    run.ended.then(gone, gone);
    return run;
  }

  /** Reads what a claimed run has come to; what it answers sets it to work. */
  private async readBack(record: RunRecord, balance: number | undefined): Promise<() => LiveRun> {
    const { journal, settleMs = SETTLE_MS, offerMs = OFFER_MS } = this.options;
    const { steady, pacer, owner } = this;
    const parts = { ...this.options, steady, pacer, owner, settleMs, offerMs };
    if (record.import !== undefined) {
      const soFar = await readBackImport(record, record.import, journal);
      return () => new ImportRun(record, soFar, parts);
    }
    const soFar = await readBackRun(record, journal, { price: this.price, balance });
    return () => new VerificationRun(record, soFar, parts);
  }
}
