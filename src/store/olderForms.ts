import { domainToUnicode } from "node:url";
import { domainOf, searchForm } from "../core/text/address.ts";

/**
 * The other forms in which older builds may have kept an address: they took it as it was spelt, so that one with an
 * international domain was kept as it is read or as the DNS writes it, or both.
 * @param key what it is known by now.
 */
export function olderForms(address: string, key: string): readonly string[] {
  if (/^[\x21-\x7e]*$/.test(address) && !key.includes("xn--")) return [];
  const domain = domainOf(key);
  const read = key.slice(0, key.length - domain.length) + domainToUnicode(domain);
  return [...new Set([searchForm(address), searchForm(read)])].filter((form) => form !== key);
}
