import { reasonOf } from "./clock.ts";

/**
 * A signal that aborts with the first of several. `unlink` when it is of no more use: unlike `AbortSignal.any` it then
 * leaves nothing behind at signals that outlive it, such as that of a run with 100,000 calls.
 */
export function linkedSignal(...sources: readonly (AbortSignal | undefined)[]): {
  readonly signal: AbortSignal;
  readonly unlink: () => void;
} {
  const controller = new AbortController();
  const undo: (() => void)[] = [];
  const unlink = (): void => {
    for (const leave of undo.splice(0)) leave();
  };
  for (const source of sources) {
    if (source === undefined) continue;
    const abort = (): void => controller.abort(reasonOf(source));
    if (source.aborted) abort();
    source.addEventListener("abort", abort, { once: true });
    undo.push(() => source.removeEventListener("abort", abort));
  }
  return { signal: controller.signal, unlink };
}
