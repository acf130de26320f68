import { killedImports, killedRuns } from "./killedRuns.ts";
import { manyWindows } from "./manyWindows.ts";
import { otherNodes } from "./otherNodes.ts";
import type { SoakKind } from "./soakKind.ts";

/** Every long check, in the order in which `npm run soak` runs them. */
export const SOAK_KINDS: readonly SoakKind[] = [killedRuns, killedImports, manyWindows, otherNodes];
