import type { SoakCounts } from "./soakKind.ts";

/**
 * What a sandbox says it was paid for, of so many addresses that were to be paid for once.
 * @param part of their addresses, when others were asked for as well
 */
export async function chargesAt(
  origin: string,
  addresses: number,
  part = "",
): Promise<Pick<SoakCounts, "doubled" | "lost">> {
  const lines = (await ledgerOf(origin)).filter(({ email }) => email.includes(part));
  return { doubled: lines.filter(({ charges }) => charges > 1).length, lost: addresses - lines.length };
}

interface LedgerLine {
  readonly email: string;
  readonly charges: number;
}

async function ledgerOf(origin: string): Promise<readonly LedgerLine[]> {
  return (await (await fetch(`${origin}/__sandbox/ledger`)).json()) as readonly LedgerLine[];
}
