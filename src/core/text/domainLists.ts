// 56 KB zipped: `import()` this file where checks run, and nowhere else.
import disposable from "disposable-email-domains-js/dist/dict/disposable_email_blocklist.json" with { type: "json" };
import topLevels from "tlds/index.json" with { type: "json" };
import { asciiDomain } from "./address.ts";
import type { DomainLists } from "./freeChecks.ts";

/** Set aside for documents and tests (RFC 6761): whoever writes them knows that nobody is there, as in our own samples. */
const FOR_TESTS = ["example", "test"];

/** IANA's top-level domains and the domains of throw-away mailboxes, from packages that follow them week by week. */
export const domainLists: DomainLists = {
  topLevels: new Set([...topLevels.map(asciiDomain), ...FOR_TESTS]),
  disposable: new Set(disposable),
};
