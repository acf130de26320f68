/** What makes two addresses one. */
export interface KeyOptions {
  /** Whether `jo+news@example.com` is another mailbox than `jo@example.com`; most providers deliver both to one. */
  readonly plusTags: "differ" | "same";
}

/**
 * The same text for addresses that are duplicates of each other: case is folded, and the domain is in its ASCII form.
 * (Local parts may legally differ by case alone; no provider that matters lets them.)
 */
export function addressKey(address: string, { plusTags }: KeyOptions = { plusTags: "differ" }): string {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at).normalize("NFC").toLowerCase();
  const plus = plusTags === "same" && !local.startsWith('"') ? local.indexOf("+") : -1;
  return `${plus > 0 ? local.slice(0, plus) : local}@${asciiDomain(address.slice(at + 1))}`;
}

/** A domain in lower case and as the DNS writes it: `bücher.example` is `xn--bcher-kva.example`. */
export function asciiDomain(domain: string): string {
  if (/^[\w.-]*$/.test(domain)) return domain.toLowerCase();
  const url = `http://${domain}/`;
  return URL.canParse(url) ? new URL(url).hostname : domain.toLowerCase();
}
