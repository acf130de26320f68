/** A copy of the row that lacks these fields. */
export function without<T extends object, K extends keyof T & string>(
  row: T,
  ...fields: readonly K[]
): Omit<T, K> {
  const left: readonly string[] = fields;
  return Object.fromEntries(Object.entries(row).filter(([name]) => !left.includes(name))) as Omit<T, K>;
}
