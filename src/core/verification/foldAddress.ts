/**
 * The form by which an address is known: two spellings that reach one mailbox share it. Strictly a local part is
 * case-sensitive (RFC 5321 section 2.4), but no provider in use makes the difference, and the API does not either.
 */
export function foldAddress(address: string): string {
  return address.trim().normalize("NFC").toLowerCase();
}

/** The part behind the last `@` of a folded address. */
export function domainOf(folded: string): string {
  return folded.slice(folded.lastIndexOf("@") + 1);
}
