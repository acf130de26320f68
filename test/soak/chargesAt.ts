import type { SoakCounts } from "./soakKind.ts";

/** What a sandbox says it was paid for, of so many addresses that were to be paid for once. */
export async function chargesAt(
  origin: string,
  addresses: number,
): Promise<Pick<SoakCounts, "doubled" | "lost">> {
  const lines = await ledgerOf(origin);
  return { doubled: lines.filter(({ charges }) => charges > 1).length, lost: addresses - lines.length };
}

async function ledgerOf(origin: string): Promise<readonly { readonly charges: number }[]> {
  return (await (await fetch(`${origin}/__sandbox/ledger`)).json()) as readonly {
    readonly charges: number;
  }[];
}
