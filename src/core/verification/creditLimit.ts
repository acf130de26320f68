/** What sums of fractions are off by at most: 3,000 times 0.1 is not 300. */
const DUST = 1e-6;

/** Whether credits are more than a limit allows, and not just off by how fractions add up. */
export function exceeds(credits: number, limit: number): boolean {
  return credits > limit + DUST;
}

/** For how many checks some credits are enough; below 0 where too much is spent already. */
export function checksFor(credits: number, creditsPerCheck: number): number {
  return Math.floor((credits + DUST) / creditsPerCheck);
}
