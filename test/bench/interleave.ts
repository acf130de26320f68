/**
 * Measures both in every round and turns their order round each time, so that what changes on the machine meanwhile
 * meets both alike.
 */
export async function interleave<T>(
  rounds: number,
  first: () => Promise<T>,
  second: () => Promise<T>,
): Promise<readonly (readonly [T, T])[]> {
  const pairs: (readonly [T, T])[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const one = await first();
      pairs.push([one, await second()]);
    } else {
      const two = await second();
      pairs.push([await first(), two]);
    }
  }
  return pairs;
}
