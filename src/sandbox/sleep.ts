import { setTimeout } from "node:timers/promises";

/** Waits, without keeping the process alive once the sandbox has been closed. */
export const sleep = (ms: number): Promise<void> => setTimeout(ms, undefined, { ref: false });
