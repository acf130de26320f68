import type { Housekeeping } from "./housekeeping.ts";
import type { MemoryDrafts } from "./memoryDrafts.ts";

/** What a store in memory has to say: it goes with its window, so there is little to keep in order. */
export class MemoryHousekeeping implements Pick<
  Housekeeping,
  "use" | "drafts" | "runs" | "isShared" | "isAtWork" | "leave" | "clear"
> {
  constructor(private readonly kept: MemoryDrafts) {}

  use(): void {
    // Nobody else has it.
  }

  drafts(scope?: string): number {
    return this.kept.count(scope);
  }

  runs(): number {
    return 0;
  }

  isAtWork(): boolean {
    return false;
  }

  isShared(): boolean {
    return false;
  }

  leave(scope: string): Promise<void> {
    this.kept.removeAll(scope);
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.kept.clear();
    return Promise.resolve();
  }
}
