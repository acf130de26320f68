// 56 KB zipped: `import()` this file where checks run, and nowhere else.
import disposable from "disposable-email-domains-js/dist/dict/disposable_email_blocklist.json" with { type: "json" };
import topLevels from "tlds/index.json" with { type: "json" };
import { asciiDomain } from "./addressKey.ts";
import type { DomainLists } from "./freeChecks.ts";

/** IANA's top-level domains and the domains of throw-away mailboxes, from packages that follow them week by week. */
export const domainLists: DomainLists = {
  topLevels: new Set(topLevels.map(asciiDomain)),
  disposable: new Set(disposable),
};
