import { StoreError, type StoreFault } from "./storeError.ts";

/** Another window's lock is waited for, a stuck one is not. */
const MAX_LOCKED = 20;

/** Works on the store for a run that can come back to it: a lock is waited out, any other fault is told. */
export class PatientStore {
  private locked = 0;

  constructor(private readonly failed: (fault: StoreFault) => void) {}

  /** Undefined when the store failed. @throws what `work` throws, unless that is a StoreError. */
  try<T>(work: () => T): T | undefined {
    try {
      const result = work();
      this.locked = 0;
      return result;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (error.fault !== "locked" || ++this.locked > MAX_LOCKED) this.failed(error.fault);
      return undefined;
    }
  }
}
