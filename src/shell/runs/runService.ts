import * as vscode from "vscode";
import type { RequestBudget } from "../../core/api/budget.ts";
import { systemClock } from "../../core/clock.ts";
import { freeChecker } from "../../core/text/freeChecks.ts";
import { loadDomainLists } from "../domainLists.ts";
import { addressKey } from "../../core/text/address.ts";
import type { LedgerEntry } from "../../core/verification/ledger.ts";
import { planRun, type RunPlan } from "../../core/verification/runPlan.ts";
import type { LiveRun } from "../../core/verification/liveRun.ts";
import type { SingleChecks } from "../../core/verification/singleChecks.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import type { Profile } from "../auth/profile.ts";
import type { Sessions } from "../auth/sessions.ts";
import { UserError } from "../explain.ts";
import { reuseDaysSetting } from "../settings.ts";
import { mayPayUnkept } from "./payUnkept.ts";
import type { OpenedStore } from "./storeOpener.ts";
import { offerListAtEnd } from "./importList.ts";
import { freeProblem, OpenedRuns } from "./openedRuns.ts";
import { offerResume } from "./resumeOffer.ts";
import { hasRuns, setHasRuns } from "./runsHint.ts";
import type { Verifier } from "../verification/verifier.ts";

/** How many verification results, runs and drafts are kept, and the credits that were paid for the results. */
export interface KeptResults {
  readonly results: number;
  readonly credits: number;
  readonly runs: number;
  readonly drafts: number;
}

/** The stores of this machine, one for each API. */
export interface Stores {
  /** A second call for the same API answers the same store, unless that one could not be had on disk. */
  open(profile: Profile): Promise<OpenedStore>;
  all(): Promise<readonly OpenedStore[]>;
  agreeToPay(store: OpenedStore): void;
  isAnyAtWork(): Promise<boolean>;
  isShared(scope: string): Promise<boolean>;
  leave(scope: string): Promise<void>;
  clear(): Promise<void>;
  wipe(): Promise<void>;
}

export interface RunServiceOptions {
  readonly sessions: Sessions;
  readonly verifier: Verifier;
  readonly budget: RequestBudget;
  readonly state: vscode.Memento;
  readonly stores: Stores;
}

/** The bulk verifications of whoever is signed in; switching or signing out stops them where they can be resumed. */
export class RunService implements vscode.Disposable {
  readonly #options: RunServiceOptions;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #learned = new vscode.EventEmitter<void>();
  /** Told when results of a run have been written down. */
  readonly onDidLearn = this.#learned.event;
  readonly #heard = new WeakSet<LiveRun>();
  /** Stores in memory that a person has agreed to pay into. */
  readonly #agreed = new WeakSet<OpenedStore>();
  readonly #subscription: vscode.Disposable;
  #offer: vscode.Disposable | undefined;
  /** Settled once the runs of the last session have written what they had. */
  #written: Promise<void> = Promise.resolve();
  #opened: OpenedRuns | undefined;

  constructor(options: RunServiceOptions) {
    this.#options = options;
    this.#subscription = vscode.Disposable.from(options.sessions.onDidChange(() => this.#follow()));
  }

  /** Opens the store when there were runs before; for the view and for the offer to resume. */
  async openIfUsed(): Promise<VerificationRuns | undefined> {
    await this.#options.sessions.ready;
    if (this.#options.sessions.current === undefined || !hasRuns(this.#options.state)) return undefined;
    return this.open();
  }

  /** @throws UserError when nobody is signed in. */
  async open(): Promise<VerificationRuns> {
    const active = await this.#options.verifier.session();
    const store = await this.#options.stores.open(active.profile);
    if (this.#opened?.active === active && this.#opened.store === store) return this.#opened.runs;
    if (active !== this.#options.sessions.current)
      throw new UserError(vscode.l10n.t("The workspace was switched meanwhile. Nothing was charged."));
    // A place on disk that could not be had before.
    void this.#opened?.runs.dispose();
    this.#opened = new OpenedRuns(active, store, this.#options);
    const { runs } = this.#opened;
    runs.onDidChange(() => {
      this.#hear(runs);
      this.#changed.fire();
    });
    this.#changed.fire();
    this.#offer?.dispose();
    this.#offer = offerResume(runs);
    return runs;
  }

  /** @see Verifier.requireScope */
  requireScope(): void {
    this.#options.verifier.requireScope();
  }

  /**
   * As `open`, for what costs credits: where nothing can be written down, the person is asked first, once in a window.
   * @param isAsked false for work that has no person before it, which is refused then.
   * @throws UserError when nobody is signed in, or nobody has agreed.
   */
  async openToPay({ isAsked = true } = {}): Promise<VerificationRuns> {
    const runs = await this.open();
    const store = this.#opened?.store;
    if (store?.notice?.kind !== "memory" || this.#agreed.has(store)) return runs;
    if (!(await mayPayUnkept(store.notice, isAsked))) throw new vscode.CancellationError();
    this.#agreed.add(store);
    this.#options.stores.agreeToPay(store);
    return runs;
  }

  /**
   * What was last learnt of an address: by a run, if the store is open, or by a single check in this window.
   * @throws StoreError
   */
  find(address: string): LedgerEntry | undefined {
    const kept = this.#opened?.ledger.find(address);
    const folded = addressKey(address);
    const single = this.#options.sessions.current?.session.verifications.results.find(
      ({ email }) => addressKey(email) === folded,
    );
    if (kept === undefined || single === undefined) return kept ?? single;
    return kept.checkedAt > single.checkedAt ? kept : single;
  }

  /**
   * What verifying addresses would come to. Asks nothing of Instantly, so the balance is left out; undefined when
   * nobody is signed in.
   * @throws StoreError, the signal's reason.
   */
  async preview(addresses: AsyncIterable<string>, signal: AbortSignal): Promise<RunPlan | undefined> {
    await this.openIfUsed();
    if (this.#options.sessions.current === undefined) return undefined;
    return planRun(addresses, reuseDaysSetting(), {
      ledger: this.#opened?.ledger ?? { find: () => undefined, records: () => 0, reading: (work) => work() },
      clock: systemClock,
      check: freeProblem,
      inspect: freeChecker(await loadDomainLists()),
      creditsPerCheck: this.#options.verifier.creditsPerCheck,
      balance: () => Promise.resolve(undefined),
      signal,
    });
  }

  /** What one check is expected to cost. */
  get creditsPerCheck(): number {
    return this.#options.verifier.creditsPerCheck;
  }

  /** Remembers that runs exist, for the next window. */
  async markUsed(): Promise<void> {
    await setHasRuns(this.#options.state, true);
  }

  /** What is kept on this machine, for every API and workspace; undefined when there is nothing. @throws StoreError */
  async worth(): Promise<KeptResults | undefined> {
    const stores = await this.#options.stores.all();
    const worth = {
      results: sum(stores.map(({ ledger }) => ledger.count())),
      credits: sum(stores.map(({ ledger }) => ledger.creditsPaid())),
      runs: sum(stores.map(({ house }) => house.runs())),
      drafts: sum(stores.map(({ house }) => house.drafts())),
    };
    return worth.results + worth.runs + worth.drafts > 0 ? worth : undefined;
  }

  /** How many runs one workspace keeps. @throws StoreError */
  async runsOf(profileId: string): Promise<number> {
    return sum((await this.#options.stores.all()).map(({ house }) => house.runs(profileId)));
  }

  /** Whether other workspaces keep things on this machine. @throws StoreError */
  isShared(profileId: string): Promise<boolean> {
    return this.#options.stores.isShared(profileId);
  }

  /** @throws UserError while any window verifies or sends; StoreError */
  async demandRest(): Promise<void> {
    const isHere = (this.#opened?.runs.active.length ?? 0) > 0;
    if (isHere || (await this.#options.stores.isAnyAtWork()))
      throw new UserError(
        vscode.l10n.t(
          "A window is verifying or sending now. Pause or cancel that first: what it pays for would be forgotten.",
        ),
      );
  }

  /** Forgets every run, verdict and draft on this machine. @throws UserError while any window works; StoreError */
  async clear(): Promise<void> {
    await this.demandRest();
    await this.stop();
    await this.#options.stores.clear();
    await setHasRuns(this.#options.state, false);
    this.#changed.fire();
  }

  /** Forgets the runs and drafts of a workspace that was signed out; what others keep stays. @throws StoreError */
  async leave(profileId: string): Promise<void> {
    await this.#written;
    await this.#options.stores.leave(profileId);
    this.#changed.fire();
  }

  /** Forgets everything on this machine; for after the last workspace was signed out. @throws StoreError */
  async wipe(): Promise<void> {
    await this.#written;
    await this.#options.stores.wipe();
    await setHasRuns(this.#options.state, false);
  }

  /** Stops what is at work and waits until it can be resumed from where it stands; no answer is waited for. */
  async stop(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    this.#offer?.dispose();
    await opened?.dispose();
  }

  dispose(): void {
    this.#subscription.dispose();
    void this.stop();
    this.#changed.dispose();
    this.#learned.dispose();
  }

  /** For single checks, which share what runs know and have marked. @throws UserError when nobody is signed in. */
  async openChecks(): Promise<SingleChecks> {
    await this.open();
    if (this.#opened === undefined)
      throw new UserError(vscode.l10n.t("The workspace was switched meanwhile. Nothing was charged."));
    await this.markUsed();
    return this.#opened.checks;
  }

  #hear(runs: VerificationRuns): void {
    for (const run of runs.active) {
      if (this.#heard.has(run)) continue;
      this.#heard.add(run);
      run.onDidSettle(() => this.#learned.fire());
      offerListAtEnd(run);
    }
  }

  #follow(): void {
    const opened = this.#opened;
    if (opened === undefined || opened.active === this.#options.sessions.current) return;
    this.#opened = undefined;
    this.#offer?.dispose();
    this.#written = opened.dispose();
    this.#changed.fire();
    void this.openIfUsed();
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
