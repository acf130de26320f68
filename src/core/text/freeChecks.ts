import { asciiDomain } from "./address.ts";
import { type AddressProblem, checkAddress } from "./checkAddress.ts";
import { suggestDomain } from "./suggestDomain.ts";

/** What the checks look domains up in; all in lower case and ASCII form. */
export interface DomainLists {
  readonly topLevels: ReadonlySet<string>;
  readonly disposable: ReadonlySet<string>;
}

/** Something that is worth knowing about an address before it is paid for. */
export type FreeFinding =
  | { readonly kind: "syntax"; readonly reason: AddressProblem }
  /** `suggestion` is the whole address as it was probably meant. */
  | { readonly kind: "mistypedDomain"; readonly suggestion: string }
  | { readonly kind: "unknownTopLevel"; readonly topLevel: string }
  | { readonly kind: "disposable" | "noReply" | "role" };

/** Mailboxes of a function, not of a person: RFC 2142's and those that companies commonly have. */
const ROLES: ReadonlySet<string> = new Set(
  (
    "abuse accounting accounts admin administrator billing bookings career careers compliance contact customerservice " +
    "dpo enquiries enquiry events feedback finance ftp hello help helpdesk hostmaster hr info information inquiries " +
    "invoices it jobs legal mail marketing media news newsletter noc office orders partners postmaster pr press privacy " +
    "purchasing reception recruiting recruitment root sales security service services shop spam support sysadmin team " +
    "tech usenet uucp webmaster welcome www"
  ).split(" "),
);
const NO_REPLY = /^(?:(?:no|not|do-?not|do_not|dont)[._-]?reply|mailer-daemon|bounces?)(?![a-z])/;

/** What can be said about every address of a domain. */
interface DomainFacts {
  /** The domain that was probably meant. */
  readonly meant: string | undefined;
  readonly unknownTopLevel: string | undefined;
  readonly isDisposable: boolean;
}

/** Domains remembered at a time: a list has the same few again and again, and telling what was meant takes longest. */
const MAX_REMEMBERED = 10_000;

/** What can be said about an address free of charge, worst first; nothing where there is nothing to say. */
export function checkFreely(text: string, lists: DomainLists): FreeFinding[] {
  return freeChecker(lists)(text);
}

/** `checkFreely` for many addresses: remembers their domains. */
export function freeChecker(lists: DomainLists): (text: string) => FreeFinding[] {
  const remembered = new Map<string, DomainFacts>();
  const factsOf = (written: string): DomainFacts => {
    const known = remembered.get(written);
    if (known !== undefined) return known;
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    const facts = domainFacts(asciiDomain(written), lists);
    remembered.set(written, facts);
    return facts;
  };
  return (text) => {
    const checked = checkAddress(text);
    if (!checked.ok) return [{ kind: "syntax", reason: checked.reason }];
    const at = checked.address.lastIndexOf("@");
    return findingsOn(checked.address.slice(0, at), factsOf(checked.address.slice(at + 1)));
  };
}

function domainFacts(domain: string, { topLevels, disposable }: DomainLists): DomainFacts {
  const topLevel = domain.slice(domain.lastIndexOf(".") + 1);
  return {
    meant: suggestDomain(domain, topLevels),
    unknownTopLevel: topLevels.has(topLevel) ? undefined : topLevel,
    isDisposable: isListed(domain, disposable),
  };
}

function findingsOn(local: string, { meant, unknownTopLevel, isDisposable }: DomainFacts): FreeFinding[] {
  const findings: FreeFinding[] = [];
  if (meant !== undefined) findings.push({ kind: "mistypedDomain", suggestion: `${local}@${meant}` });
  if (unknownTopLevel !== undefined) findings.push({ kind: "unknownTopLevel", topLevel: unknownTopLevel });
  // The list has many domains that catch what is mistyped; that says less than what was meant.
  if (isDisposable && meant === undefined) findings.push({ kind: "disposable" });
  const name = local.toLowerCase();
  if (NO_REPLY.test(name)) findings.push({ kind: "noReply" });
  else if (ROLES.has(name.replace(/\+.*$/, ""))) findings.push({ kind: "role" });
  return findings;
}

/** Whether a list has the domain or one that it is part of. */
function isListed(domain: string, list: ReadonlySet<string>): boolean {
  for (let from = 0; from > -1; from = domain.indexOf(".", from) + 1 || -1)
    if (list.has(domain.slice(from))) return true;
  return false;
}
