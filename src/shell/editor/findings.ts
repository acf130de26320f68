import { checkFreely, type FreeFinding } from "../../core/text/freeChecks.ts";
import { isProven, type LedgerEntry } from "../../core/verification/ledger.ts";
import { loadDomainLists } from "../domainLists.ts";

/** What the free checks find in an address; nothing against a domain at which somebody is known to be. */
export async function findingsOn(address: string, known: LedgerEntry | undefined): Promise<FreeFinding[]> {
  const findings = checkFreely(address, await loadDomainLists());
  if (known === undefined || !isProven(known)) return findings;
  return findings.filter(({ kind }) => kind !== "mistypedDomain" && kind !== "unknownTopLevel");
}

/** The whole address as it was probably meant, where the domain looks mistyped. */
export function suggestionOf(findings: readonly FreeFinding[]): string | undefined {
  for (const finding of findings) if (finding.kind === "mistypedDomain") return finding.suggestion;
  return undefined;
}
