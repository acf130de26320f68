/** Values, each with how likely it is beside the others. */
export type Weights<T> = readonly (readonly [value: T, weight: number])[];

/** Chance that comes out the same for the same seed. */
export interface Random {
  /** 0 to 1, 1 excluded. */
  next(): number;
  /** Whole number, both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** One of the values. */
  weighted<T>(choices: Weights<T>): T;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[Math.floor(next() * choices.length)];
    if (choice === undefined) throw new Error("Nothing to pick from");
    return choice;
  };
  return {
    next,
    pick,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    weighted: <T>(choices: Weights<T>): T => {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      const found = choices.find(([, weight]) => (left -= weight) < 0) ?? choices[0];
      if (found === undefined) throw new Error("Nothing to pick from");
      return found[0];
    },
  };
}

/** A whole number that depends on the text alone. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** A UUID whose first bits are the time (as version 7 has it) and whose rest follows from the text. */
export function uuidOf(text: string, at: Date): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  const [a, b, c] = [hex(`${text} a`), hex(`${text} b`), hex(`${text} c`)] as const;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-8${a.slice(3, 6)}-${b}${c.slice(0, 4)}`;
}

const hex = (text: string): string => hashOf(text).toString(16).padStart(8, "0");

/** An id as background jobs have it: 24 hex digits, the first eight the time in seconds. */
export function hexIdOf(text: string, at: Date): string {
  const random = seededRandom(hashOf(text));
  const time = Math.floor(at.getTime() / 1000).toString(16);
  return time + Array.from({ length: 24 - time.length }, () => random.int(0, 15).toString(16)).join("");
}
