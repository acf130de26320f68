import type { Clock } from "../clock.ts";
import { StoreError } from "./storeError.ts";

const TICK_MS = 250;
const MAX_LOCKED_TICKS = 20;

/** Does something with the store, waiting out another window's lock for some seconds. @throws StoreError */
export async function waitOutLocks<T>(clock: Clock, work: () => T): Promise<T> {
  for (let locked = 0; ; locked++) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof StoreError) || error.fault !== "locked" || locked === MAX_LOCKED_TICKS)
        throw error;
      await clock.sleep(TICK_MS);
    }
  }
}

/** Undefined where the store fails, for work that the next writing makes up for. */
export function unlessStoreFails<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}
