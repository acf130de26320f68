import type { DomainLists } from "../core/text/freeChecks.ts";

let loading: Promise<DomainLists> | undefined;

/** The lists that free checks look domains up in; big, so they are read when first asked for. */
export function loadDomainLists(): Promise<DomainLists> {
  return (loading ??= import("../core/text/domainLists.ts").then(({ domainLists }) => domainLists));
}
