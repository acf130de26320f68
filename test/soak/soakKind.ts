/** What a long check saw go wrong, counted at the server. Every count but `kills` has to be 0. */
export interface SoakCounts {
  /** Processes that were killed (SIGKILL) while they worked. */
  readonly kills: number;
  /** Addresses charged, or drafts sent, more often than once. */
  readonly doubled: number;
  /** Addresses, drafts, verdicts or rows that are gone or never came to their end. */
  readonly lost: number;
  /** Things that were said or kept and are not so. */
  readonly untrue: number;
  /** Calls above a limit of the API. */
  readonly over: number;
}

export interface SoakScale {
  /** The same seed makes the same choices; what the machine does between them stays its own. */
  readonly seed: number;
  /** How often the kind is tried, each time from a seed of its own: 1 in the short form that `npm test` runs. */
  readonly rounds: number;
}

/** One kind of fault, tried over and over. */
export interface SoakKind {
  /** One word, as it is printed and chosen by: `npm run soak -- NAME`. */
  readonly name: string;
  /** Rounds of a whole `npm run soak`: some minutes for all kinds together. */
  readonly rounds: number;
  readonly run: (scale: SoakScale) => Promise<SoakCounts>;
}

export const NOTHING: SoakCounts = { kills: 0, doubled: 0, lost: 0, untrue: 0, over: 0 };

/** The sum of two. */
export function addCounts(a: SoakCounts, b: SoakCounts): SoakCounts {
  return {
    kills: a.kills + b.kills,
    doubled: a.doubled + b.doubled,
    lost: a.lost + b.lost,
    untrue: a.untrue + b.untrue,
    over: a.over + b.over,
  };
}

/** Runs `round` once a round, each with a seed of its own, and adds up what it counts. */
export async function inRounds(
  { seed, rounds }: SoakScale,
  round: (seed: number) => Promise<SoakCounts>,
): Promise<SoakCounts> {
  let counts = NOTHING;
  for (let i = 0; i < rounds; i++) counts = addCounts(counts, await round(seed + i * 7919));
  return counts;
}

/** `name: kills=N doubled=0 lost=0 untrue=0 over=0` */
export function describeCounts(name: string, counts: SoakCounts): string {
  const { kills, doubled, lost, untrue, over } = counts;
  return `${name}: kills=${kills} doubled=${doubled} lost=${lost} untrue=${untrue} over=${over}`;
}

export function holds({ doubled, lost, untrue, over }: SoakCounts): boolean {
  return doubled + lost + untrue + over === 0;
}
