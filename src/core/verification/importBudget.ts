import { DOCUMENTED_CREDITS } from "./creditGuard.ts";
import { checksFor } from "./creditLimit.ts";
import type { ImportRecord } from "./importRecord.ts";
import type { RunSettings } from "./journal.ts";
import type { PauseReason } from "./pauseReason.ts";

/** So many are sent first: their checks tell what one costs. */
export const TRIAL = 100;
/** What the balance is off by when others use it too, or sums are rounded. */
const TOLERANCE = 1.01;

type Costs = Pick<ImportRecord, "agreedCredits" | "creditsPerCheck" | "spent" | "balance">;

/**
 * Holds an import to its limits. No answer says what a check on import costs, so the balance is watched: all that it
 * falls by while addresses are being checked is counted as theirs, also what somebody else has used meanwhile.
 */
export class ImportBudget {
  private known: Costs;

  constructor(
    private readonly limits: Pick<RunSettings, "maxCredits" | "balanceFloor">,
    kept: Costs,
  ) {
    const { agreedCredits, creditsPerCheck, spent, balance } = kept;
    this.known = {
      agreedCredits,
      spent,
      ...(creditsPerCheck === undefined ? {} : { creditsPerCheck }),
      ...(balance === undefined ? {} : { balance }),
    };
  }

  /** What is to be kept of it. */
  get costs(): Costs {
    return this.known;
  }

  /** Whether the first addresses have still to tell what a check costs. */
  get isTrial(): boolean {
    return this.known.creditsPerCheck === undefined;
  }

  /** What a check is taken to cost. */
  get creditsPerCheck(): number {
    return this.known.creditsPerCheck ?? this.known.agreedCredits;
  }

  /** The balance as it is now; whether what it has lost since the last time went, or may have gone, to this run. */
  read(balance: number, isOurs: boolean): void {
    const fall = isOurs ? Math.max(0, (this.known.balance ?? balance) - balance) : 0;
    this.known = { ...this.known, spent: this.known.spent + fall, balance };
  }

  /**
   * Learns from what `checked` addresses have cost in all; only while none is being checked.
   * @returns why the run must ask first: a check costs more than was agreed to. Asked once, it is agreed to.
   */
  learn(checked: number): PauseReason | undefined {
    if (checked === 0) return undefined;
    // A balance that has not moved tells nothing.
    const cost = this.known.spent > 0 ? this.known.spent / checked : this.creditsPerCheck;
    this.known = { ...this.known, creditsPerCheck: cost };
    const { agreedCredits } = this.known;
    if (cost <= agreedCredits * TOLERANCE) return undefined;
    this.known = { ...this.known, agreedCredits: cost };
    return { kind: "dearer", credits: cost, agreed: agreedCredits };
  }

  /** How many more addresses may be sent while `pending` ones are still to be charged. */
  room(pending: number): number {
    return Math.max(0, Math.min(this.underMax, this.overFloor) - pending);
  }

  /** Why nothing more may be sent once nothing is pending. */
  get reason(): PauseReason {
    const { balance = 0 } = this.known;
    return this.underMax <= this.overFloor
      ? { kind: "maxCredits", credits: this.limits.maxCredits }
      : { kind: "balanceFloor", balance };
  }

  private get price(): number {
    // Until one is known, the dearer one of those that the documents name.
    return this.isTrial ? Math.max(DOCUMENTED_CREDITS, this.known.agreedCredits) : this.creditsPerCheck;
  }

  private get underMax(): number {
    return checksFor(this.limits.maxCredits - this.known.spent, this.price);
  }

  private get overFloor(): number {
    return checksFor((this.known.balance ?? 0) - this.limits.balanceFloor, this.price);
  }
}
