import { expect, test } from "vitest";
import { SOAK_KINDS } from "../../soak/kinds.ts";
import { NOTHING } from "../../soak/soakKind.ts";

// The short form of `npm run soak`: each long check once, all at a time.
test.concurrent.each(SOAK_KINDS)("$name holds for a round", { timeout: 120_000 }, async ({ run }) => {
  const counts = await run({ seed: 11, rounds: 1 });

  expect({ ...counts, kills: 0 }).toEqual(NOTHING);
});
