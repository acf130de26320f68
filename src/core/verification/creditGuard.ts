import { exceeds } from "./creditLimit.ts";
import type { RunSettings } from "./journal.ts";
import type { LearntPrice } from "./learntPrice.ts";
import type { PauseReason } from "./pauseReason.ts";

/** The documents say one credit a check where a quarter was seen: until an answer tells, the dearer one is set aside. */
export const DOCUMENTED_CREDITS = 1;

/** Holds a run to its limits, counting questions on their way as if they were paid. */
export class CreditGuard {
  private paid: number;
  private open = 0;
  private left: number | undefined;

  constructor(
    private readonly limits: Pick<RunSettings, "maxCredits" | "balanceFloor">,
    private readonly price: LearntPrice,
    known: { readonly spent: number; readonly balance: number | undefined },
  ) {
    this.paid = known.spent;
    this.left = known.balance;
  }

  /** Credits that answers of this run said they cost. */
  get spent(): number {
    return this.paid;
  }

  /** What is left in the workspace, as far as answers told. */
  get balance(): number | undefined {
    return this.left;
  }

  /** What one check costs, as the last answer said. */
  get creditsPerCheck(): number {
    return this.price.credits;
  }

  /** Whether one more may be asked: yes, not before a question on its way is answered, or not at all and why. */
  check(): "go" | "wait" | PauseReason {
    const sure = this.price.learnt ?? DOCUMENTED_CREDITS;
    const aside = this.open * sure;
    const next = this.open === 0 ? this.creditsPerCheck : sure;
    if (exceeds(this.paid + aside + next, this.limits.maxCredits))
      return this.open > 0 ? "wait" : { kind: "maxCredits", credits: this.limits.maxCredits };
    if (this.left !== undefined && exceeds(this.limits.balanceFloor, this.left - aside - next))
      return this.open > 0 ? "wait" : { kind: "balanceFloor", balance: this.left };
    return "go";
  }

  /** A question leaves, or one of unknown fate is taken over. */
  opened(): void {
    this.open++;
  }

  /** It was not charged. */
  released(): void {
    this.open--;
  }

  /** It was charged; what the answer does not tell is taken from the last that did. */
  paidFor(answer: {
    readonly creditsUsed: number | undefined;
    readonly creditsLeft: number | undefined;
  }): void {
    this.open--;
    this.price.learn(answer.creditsUsed);
    this.paid += answer.creditsUsed ?? this.creditsPerCheck;
    if (answer.creditsLeft !== undefined) this.left = answer.creditsLeft;
  }
}
