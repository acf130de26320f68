/** Addresses of a list as people have them: some large domains, many small ones. */
export function* sampleAddresses(count: number): Generator<string> {
  for (let i = 0; i < count; i++) yield `person.${i}@company-${Math.floor(i / 3) % 2_000}.example`;
}
