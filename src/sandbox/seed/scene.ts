import type { WorkspaceInfo } from "../records.ts";
import type { Random } from "./random.ts";

/** What every generator needs: chance, the workspace, and the moment that counts as now. */
export interface Scene {
  readonly random: Random;
  readonly info: WorkspaceInfo;
  readonly base: Date;
  readonly origin: string;
  /** A moment before now. */
  ago(time: { days?: number; hours?: number; minutes?: number }): Date;
}

export function makeScene(random: Random, info: WorkspaceInfo, base: Date, origin: string): Scene {
  const ago: Scene["ago"] = ({ days = 0, hours = 0, minutes = 0 }) =>
    new Date(Math.round(base.getTime() - ((days * 24 + hours) * 60 + minutes) * 60_000));
  return { random, info, base, origin, ago };
}
