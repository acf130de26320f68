import type { FoundAddress } from "../core/text/findAddresses.ts";
import type { VerifyAnswer, VerifyOptions } from "./verification/verifyAnswer.ts";

/** What other extensions get from `activate()`; it never hands out a key. */
export interface InstantlyExports {
  readonly version: 1;
  /** Addresses in a text; offsets and lengths in UTF-16 code units. */
  findEmails(text: string): { offset: number; length: number; email: string }[];
  /** Answers in turn, paying for what is not known already and for nothing twice; see `VerifyOptions` for what stops it. */
  verify(addresses: Iterable<string>, options?: VerifyOptions): AsyncIterable<VerifyAnswer>;
}

interface VerifyHost {
  verify(addresses: Iterable<string>, options?: VerifyOptions): AsyncIterable<VerifyAnswer>;
}

export function createExports(
  findAddresses: (text: string) => readonly FoundAddress[],
  load: () => Promise<VerifyHost>,
): InstantlyExports {
  return {
    version: 1,
    findEmails: (text) =>
      findAddresses(text).map(({ offset, length, address }) => ({ offset, length, email: address })),
    async *verify(addresses, options) {
      yield* (await load()).verify(addresses, options);
    },
  };
}
