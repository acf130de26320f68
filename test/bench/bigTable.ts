/** As many as a large lead list has. */
export const TABLE_LINES = 200_000;

/** A table of so many lines, each with an address of its own unless `different` says how many there are. */
export function bigTable(lines: number, different = lines): string {
  const row = (index: number): string =>
    `Person ${index},${bigTableAddress(index % different)},Company ${index % 977},"Street ${index % 211}, Town"`;
  return `name,email,company,address\n${Array.from({ length: lines - 1 }, (_, index) => row(index)).join("\n")}`;
}

/** The address in a row. */
export function bigTableAddress(index: number): string {
  return `person.${index}@company-${index % 977}.example`;
}
