import { yieldNow } from "../../core/verification/yieldNow.ts";

/** So long a window may be busy at a time before it shows. */
const BUSY_MS = 12;

/** What comes in batches, with pauses in which the window does everything else. @throws the signal's reason. */
export async function* spaced<T>(batches: Iterable<T>, signal?: AbortSignal): AsyncGenerator<T> {
  let busySince = performance.now();
  for (const batch of batches) {
    yield batch;
    if (performance.now() - busySince < BUSY_MS) continue;
    await yieldNow();
    signal?.throwIfAborted();
    busySince = performance.now();
  }
}
