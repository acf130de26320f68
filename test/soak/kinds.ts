import { brokenStores } from "./brokenStores.ts";
import { killedImports, killedRuns } from "./killedRuns.ts";
import { killedSingles } from "./killedSingles.ts";
import { lostSends } from "./lostSends.ts";
import { lyingServer } from "./lyingServer.ts";
import { manyWindows } from "./manyWindows.ts";
import { otherNodes } from "./otherNodes.ts";
import type { SoakKind } from "./soakKind.ts";
import { wrongClocks } from "./wrongClocks.ts";

/** Every long check, in the order in which `npm run soak` runs them. */
export const SOAK_KINDS: readonly SoakKind[] = [
  killedRuns,
  killedImports,
  killedSingles,
  lyingServer,
  wrongClocks,
  brokenStores,
  lostSends,
  manyWindows,
  otherNodes,
];
