import { Emitter } from "../emitter.ts";
import { addressKey } from "../text/address.ts";
import type { VerificationResult } from "../verification/verifyAddress.ts";

/** The verifications of this session: newest first, one per address. */
export class VerificationLog {
  private entries: readonly VerificationResult[] = [];
  private readonly changed = new Emitter<void>();

  get results(): readonly VerificationResult[] {
    return this.entries;
  }

  readonly onDidChange = (listener: () => void): (() => void) => this.changed.event(listener);

  add(result: VerificationResult): void {
    this.entries = [result, ...this.without(result.email)];
    this.changed.fire();
  }

  remove(email: string): void {
    this.entries = this.without(email);
    this.changed.fire();
  }

  clear(): void {
    this.entries = [];
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private without(email: string): readonly VerificationResult[] {
    const key = addressKey(email);
    return this.entries.filter((entry) => addressKey(entry.email) !== key);
  }
}
