import type { ImportRecord } from "./importRecord.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { PlanGroup } from "./planGroup.ts";
import type { PauseReason } from "./pauseReason.ts";

/** What a run may do without asking again. */
export interface RunSettings {
  /** Hard: the run never spends more. */
  readonly maxCredits: number;
  /** The person has agreed to that maximum for this run alone: it holds whatever the setting says. */
  readonly hasOwnMax?: boolean;
  /** The run stops before the workspace's balance falls below this. */
  readonly balanceFloor: number;
  /**
   * What to do with the rest of a catch-all or dead domain: put it off to the last, offering to leave it out, and then
   * pay for it as was agreed; leave it out; or pay for it like any other.
   */
  readonly domains: "ask" | "skip" | "verify";
}

/**
 * What became of one address of a run.
 * - `asked`: the question was about to be sent or was sent; only a look-up can tell whether it was charged
 * - `pending`: charged, the API has no final answer yet
 * - `settled`: has its verdict ("pending" when the API never came to an end), paid for now or known before
 * - `bad`: failed a free check, with the reason; `refused`: the API did not take it
 * - `skipped`: left out by the person, with a group of the plan, or with the rest of its domain when there is no reason
 */
export type ItemOutcome =
  | { readonly state: "asked" }
  | { readonly state: "skipped"; readonly reason?: PlanGroup }
  | { readonly state: "pending"; readonly entry: LedgerEntry }
  | { readonly state: "settled"; readonly entry: LedgerEntry; readonly isKnown: boolean }
  | { readonly state: "bad" | "refused"; readonly reason: string };

/** One address of a run. Positions count from 0; without an outcome it was not reached yet. */
export interface RunItem {
  readonly position: number;
  readonly address: string;
  /** How often it stood in what was verified; absent for once. It is asked for once all the same. */
  readonly times?: number;
  readonly outcome?: ItemOutcome;
}

/** `running` outlives a crash: such a run is interrupted once nobody renews its lease. */
export type RunStatus = "running" | "paused" | "done" | "cancelled";

/** The file that a run's addresses came from, as it was read. */
export interface RunSource {
  readonly uri: string;
  /** Of the bytes that were read, in hexadecimal. */
  readonly sha256: string;
  /** How many those were. */
  readonly bytes: number;
  /** Of a table of which one column was read: the heading of that column, or its number from 1 when it has none. */
  readonly column?: string;
  /** Where that column stands, from 0: headings may be the same. */
  readonly columnIndex?: number;
}

/** One run as it is kept. */
export interface RunRecord {
  readonly id: string;
  /** For people: the name of the file that the addresses came from. */
  readonly title: string;
  readonly status: RunStatus;
  readonly reason: PauseReason | undefined;
  readonly settings: RunSettings;
  readonly createdAt: Date;
  /** How often the ledger had been written to by then; absent in those of older builds. */
  readonly records?: number;
  /** When it was done or cancelled. */
  readonly endedAt?: Date;
  /** Absent when its addresses came from elsewhere. */
  readonly source?: RunSource;
  /** Of a run that Instantly's servers do; absent when each address is asked for from here. */
  readonly import?: ImportRecord;
  /** Addresses in it. */
  readonly total: number;
  /** When a window last said that it works on the run; undefined when none does. */
  readonly heartbeatAt: Date | undefined;
  /** That window is gone for certain. */
  readonly isAbandoned?: boolean;
  /**
   * Part of what was kept of it cannot be read any more, and stands here as empty or 0. It is shown and can be forgotten,
   * but nothing is paid for it: what it was allowed to is not known for certain.
   */
  readonly isDamaged?: boolean;
}

/** Why an address of a run is `bad` that cannot be read any more; the address is empty then. */
export const UNREADABLE = "unreadable";

/** A window that works on a run, and when it says so. */
export interface Lease {
  readonly runId: string;
  /** Names the window. */
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What is said about a run when it is made. */
export type NewRun = Pick<
  RunRecord,
  "id" | "title" | "settings" | "createdAt" | "records" | "source" | "import"
> & {
  /** Names the workspace. */
  readonly scope: string;
};

/** A lease that was seen not to be renewed for so long has ended: its window is gone, or hangs. */
export const LEASE_MS = 15_000;

/** Ends the scope of what a single check keeps while it is at work: a run of one address, shown nowhere. */
export const SINGLE = " single";

/** Whether nothing more comes of such a run. */
export function isOver(status: RunStatus): boolean {
  return status === "done" || status === "cancelled";
}

/** What is written before and after each question, so that none is paid for twice. Every method throws StoreError. */
export interface Journal {
  /** Makes a run without addresses; it shows in `runs` once it is claimed. */
  create(run: NewRun): void;
  /** Adds addresses behind those it has. */
  append(runId: string, items: readonly Omit<RunItem, "position">[]): void;
  /** The runs of one workspace, newest first. */
  runs(scope: string): readonly RunRecord[];
  /**
   * Takes a run for a window and sets it to running, unless another window has it. One that is gone for certain has
   * nothing; neither has one whose last heartbeat is still `ended`.
   */
  claim(lease: Lease, ended?: Date): boolean;
  /** Whether a window seems to be at work on a run. */
  isAtWork(runId: string): boolean;
  /** Whether Instantly's servers may have what a run has marked, with or without a window: an import that is not over. */
  isImport(runId: string): boolean;
  /** Keeps a lease alive; false when another window has taken the run. */
  renew(lease: Lease): boolean;
  /** Ends a lease, leaving the run in `status`, over at the lease's `now` or not; does nothing when the lease was lost. */
  release(lease: Lease, status: RunStatus, reason?: PauseReason): void;
  /** Notes that these are about to be asked: the note outlives this process. False when the lease was lost. */
  ask(lease: Lease, positions: readonly number[]): boolean;
  /** Takes `ask` back for questions that were not sent, or refused without a charge. */
  unask(runId: string, positions: readonly number[]): void;
  /** Writes what became of addresses. */
  settle(
    runId: string,
    outcomes: readonly { readonly position: number; readonly outcome: ItemOutcome }[],
  ): void;
  setSettings(runId: string, settings: RunSettings): void;
  /** Notes how far a run on Instantly's servers has come there. */
  setImport(runId: string, record: ImportRecord): void;
  /** All addresses in their order, some hundreds at a time. */
  items(runId: string): Iterable<readonly RunItem[]>;
  /**
   * Forgets a run, which nothing shows from then on, and deletes some thousands of its addresses: all at once would lock
   * out other windows. False while there are more; the ledger keeps what was paid for.
   */
  remove(runId: string): boolean;
}
