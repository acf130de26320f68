/** What makes two addresses one. */
export interface KeyOptions {
  /** Whether `jo+news@example.com` is another mailbox than `jo@example.com`; most providers deliver both to one. */
  readonly plusTags: "differ" | "same";
}

/** Most addresses: nothing about them has a second form but their case. */
const PLAIN = /^[\w.%+'-]+@[\w.-]+$/;

/**
 * The form by which an address is known everywhere: two spellings that reach one mailbox share it. Case is folded, and
 * the domain is in its ASCII form. (Strictly a local part is case-sensitive, RFC 5321 section 2.4; no provider in use makes
 * the difference, and the API does not either.)
 */
export function addressKey(address: string, { plusTags }: KeyOptions = { plusTags: "differ" }): string {
  if (plusTags === "differ" && PLAIN.test(address)) return address.toLowerCase();
  const folded = searchForm(address);
  const at = folded.lastIndexOf("@");
  if (at < 0) return folded;
  const local = folded.slice(0, at);
  const plus = plusTags === "same" && !local.startsWith('"') ? local.indexOf("+") : -1;
  return `${plus > 0 ? local.slice(0, plus) : local}@${asciiDomain(folded.slice(at + 1))}`;
}

/** Text in which, and for which, a person searches: case and the ways to write an accent are one. */
export function searchForm(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}

/** The part behind the last `@` of an `addressKey`, or of an address as it is shown. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

/** The address with its domain as the DNS writes it, and else as it is: so it is asked for, however it was spelt. */
export function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf("@") + 1;
  return /^[\w.-]*$/.test(address.slice(at))
    ? address
    : address.slice(0, at) + asciiDomain(address.slice(at));
}

/** A domain in lower case and as the DNS writes it: `bücher.example` is `xn--bcher-kva.example`. */
export function asciiDomain(domain: string): string {
  if (/^[\w.-]*$/.test(domain)) return domain.toLowerCase();
  const url = `http://${domain}/`;
  return URL.canParse(url) ? new URL(url).hostname : domain.toLowerCase();
}
