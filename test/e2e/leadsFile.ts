const KINDS = ["ann", "bob", "invalid", "risky", "cleo"];

/** As many different addresses, in a CSV with one column more and one address twice. */
export function leads(count: number, company: string): string {
  const rows = Array.from(
    { length: count },
    (_, i) => `Person ${i},${KINDS[i % KINDS.length] ?? ""}.${i}@${company}${i % 7}.example`,
  );
  return ["name,email", ...rows, rows[0] ?? "", ""].join("\n");
}
