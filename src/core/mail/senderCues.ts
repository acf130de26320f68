import type { Email } from "../api/resources/emails.ts";
import { addressKey } from "../text/address.ts";
import { isMailboxProvider, siteOf } from "./hosts.ts";
import { isInternational, lookAlikeOf } from "./lookAlikes.ts";
import { unicodeHost } from "./punycode.ts";

/**
 * What about a sender deserves a second look.
 * - `replyTo`: answers go to another owner's address than the one shown
 * - `nameIsAddress`: the name is an address, and not this sender's
 * - `lookAlike`: the domain could be taken for one that is known
 * - `international`: the domain's letters may not be those they look like
 */
export type SenderCue =
  | { readonly kind: "replyTo"; readonly address: string }
  | { readonly kind: "nameIsAddress"; readonly name: string }
  | { readonly kind: "lookAlike"; readonly domain: string; readonly like: string }
  | { readonly kind: "international"; readonly domain: string; readonly reads: string };

/** Often imitated. The names are enough: under any other ending they are suspicious already. */
const KNOWN = [
  "google.com", "gmail.com", "microsoft.com", "outlook.com", "office.com", "apple.com", "icloud.com", "amazon.com", "paypal.com",
  "linkedin.com", "facebook.com", "instagram.com", "dropbox.com", "docusign.com", "netflix.com", "yahoo.com", "stripe.com",
  "github.com", "slack.com", "zoom.us", "adobe.com", "salesforce.com", "hubspot.com", "calendly.com", "instantly.ai", "whatsapp.com",
]; // prettier-ignore

const ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;

/** The cues of a message that came in; none for our own. Headers can lie: a message without cues is not proven genuine. */
export function senderCues(
  email: Pick<Email, "from" | "fromName" | "replyTo" | "account" | "lead" | "direction">,
): SenderCue[] {
  const { from, fromName = "", replyTo, account, lead, direction } = email;
  if (direction === "sent" || direction === "scheduled" || !from.includes("@")) return [];
  const domain = domainOf(from);
  const cues: SenderCue[] = [];
  for (const { address } of replyTo)
    if (address.includes("@") && !hasOneOwner(address, from)) cues.push({ kind: "replyTo", address });
  const named = ADDRESS.exec(fromName)?.[0];
  if (named !== undefined && addressKey(named) !== addressKey(from))
    cues.push({ kind: "nameIsAddress", name: named });
  const like = lookAlikeOf(domain, [
    ...KNOWN,
    ...[account, lead ?? ""].filter((a) => a.includes("@")).map(domainOf),
  ]);
  if (like !== undefined) cues.push({ kind: "lookAlike", domain, like });
  else if (isInternational(domain)) cues.push({ kind: "international", domain, reads: unicodeHost(domain) });
  return cues;
}

/** The domain of an address as the DNS writes it. */
export function domainOf(address: string): string {
  return addressKey(address).slice(addressKey(address).lastIndexOf("@") + 1);
}

/** Two addresses of one company, or the very same mailbox at a provider. */
function hasOneOwner(one: string, other: string): boolean {
  if (addressKey(one, { plusTags: "same" }) === addressKey(other, { plusTags: "same" })) return true;
  const site = siteOf(domainOf(one));
  return site === siteOf(domainOf(other)) && !isMailboxProvider(site);
}
