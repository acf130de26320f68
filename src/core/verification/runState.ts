import type { DomainOffer } from "./domainSense.ts";
import type { RunSettings, RunStatus } from "./journal.ts";
import type { PauseReason } from "./pauseReason.ts";
import type { RunCounts } from "./runTally.ts";

/** How far a run on Instantly's servers has come there. */
export interface ImportState {
  /** `list`: it is being made, and its key tried; `adding`: addresses are sent; `checking`: Instantly works on them. */
  readonly stage: "list" | "adding" | "checking";
  readonly listName: string;
  /** Undefined before it is made. */
  readonly listId: string | undefined;
  /** Addresses that are leads of the list now. */
  readonly added: number;
  /** Of those, the ones that Instantly has checked, whether or not their verdicts were read back yet. */
  readonly checked: number;
  /** Still to be sent. */
  readonly left: number;
}

/** A run as people see it. */
export interface RunState {
  readonly id: string;
  readonly title: string;
  /** `pausing`: nothing is asked any more, answers on their way are waited for. */
  readonly status: RunStatus | "pausing";
  readonly reason: PauseReason | undefined;
  readonly total: number;
  /** Have come to their end, known and bad ones included. */
  readonly done: number;
  readonly counts: RunCounts;
  /** Asked and charged, without a final answer yet. */
  readonly waiting: number;
  readonly ratePerSecond: number;
  /** Undefined before there is a rate. */
  readonly etaMs: number | undefined;
  readonly creditsSpent: number;
  readonly creditsLeft: number | undefined;
  readonly creditsPerCheck: number;
  /** Calls that met the rate limit; they are not charged. */
  readonly rateLimited: number;
  /** Domains whose rest was put off. */
  readonly offers: readonly DomainOffer[];
  readonly settings: RunSettings;
  /** Of a run on Instantly's servers. */
  readonly import?: ImportState;
}
