import { checkFreely, type FreeFinding } from "../../core/text/freeChecks.ts";
import { loadDomainLists } from "../domainLists.ts";

/** What the free checks find in an address. A verdict changes nothing about it: whoever is there may be a stranger. */
export async function findingsOn(address: string): Promise<FreeFinding[]> {
  return checkFreely(address, await loadDomainLists());
}

/** The whole address as it was probably meant, where the domain looks mistyped. */
export function suggestionOf(findings: readonly FreeFinding[]): string | undefined {
  for (const finding of findings) if (finding.kind === "mistypedDomain") return finding.suggestion;
  return undefined;
}
