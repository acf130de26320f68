/**
 * What stood in the way: no space, another process's lock, a damaged file, a store that was closed or whose file was taken
 * away, no place to write at all (nothing that costs credits is begun without one), or something else.
 */
export type StoreFault = "full" | "locked" | "damaged" | "closed" | "noPlace" | "failed";

/** What is kept on this machine could not be read or written. The only error that a Ledger or a Journal throws. */
export class StoreError extends Error {
  override readonly name = "StoreError";

  constructor(
    readonly fault: StoreFault,
    options?: ErrorOptions,
  ) {
    super(`The local store is not usable: ${fault}.`, options);
  }
}
