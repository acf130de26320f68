import { domainLists } from "../../core/text/domainLists.ts";
import { freeChecker } from "../../core/text/freeChecks.ts";

/** What can be said about an address free of charge. `import()` this file: it brings the lists of domains with it. */
export const inspectAddress = freeChecker(domainLists);
