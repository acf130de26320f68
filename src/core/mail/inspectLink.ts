import { linkAddress, mailtoTarget } from "../../shared/linkAddress.ts";
import { siteOf, isIpHost, isPrivateHost } from "./hosts.ts";
import { isInternational, mixedScripts } from "./lookAlikes.ts";
import { unicodeHost } from "./punycode.ts";
import type { RecipientFinder, RecipientSign } from "./recipientId.ts";
import { unwrapLink } from "./unwrapLink.ts";

/** What about a link deserves a second look before it opens. */
export type LinkCue =
  | { readonly kind: "otherHost"; readonly named: string }
  | { readonly kind: "international"; readonly reads: string }
  | { readonly kind: "mixedScripts"; readonly reads: string; readonly scripts: readonly string[] }
  | { readonly kind: "userInfo" | "number" | "private" | "insecure" }
  | { readonly kind: "wrapped"; readonly destination: string };

export type InspectedLink =
  | {
      readonly kind: "web";
      /** In ASCII form, with a port that is not the usual one. */
      readonly host: string;
      /** In full, as a browser is given it. */
      readonly address: string;
      readonly cues: readonly LinkCue[];
      readonly recipient: RecipientSign | undefined;
    }
  | { readonly kind: "mail"; readonly address: string }
  /** Of a scheme that a mail has no business to open, or no address at all. */
  | { readonly kind: "refused"; readonly scheme: string | undefined };

const UNSEEN = /\p{Cf}|\p{Variation_Selector}|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u3164/gu;
/** Longer than any browser opens. */
const MAX_HREF = 8192;
const HOST_IN_TEXT =
  /(?:^|[\s/(<"'])((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,24})(?=$|[\s/:?#)>"',.!])/giu;
/** Endings that files have and hosts, as good as never. */
const FILE_ENDING =
  /\.(?:7z|avif|bmp|c|conf|cpp|cs|css|csv|docx?|exe|gif|go|gz|html?|ico|ics|java|jpe?g|js|json|jsx|key|log|mp[34]|ods|odt|pages|pdf|php|png|pptx?|py|rb|rtf|svg|tar|ts|tsx|txt|wav|webp|xlsx?|xml|ya?ml)$/iu;

/** Where a link truly leads, whatever its text says. */
export function inspectLink(
  link: { readonly href: string; readonly text: string },
  recipients: RecipientFinder,
): InspectedLink {
  const { href, text } = link;
  const address = href.length > MAX_HREF ? undefined : linkAddress(href);
  if (address === undefined) return { kind: "refused", scheme: undefined };
  const url = new URL(address);
  switch (url.protocol) {
    case "mailto:":
      return { kind: "mail", address: mailtoTarget(url) };
    case "http:":
    case "https:":
      return {
        kind: "web",
        host: url.host,
        address,
        cues: cuesOf(url, text),
        recipient: recipients.find(url),
      };
    default:
      return { kind: "refused", scheme: url.protocol };
  }
}

function cuesOf(url: URL, text: string): LinkCue[] {
  const cues: LinkCue[] = [];
  const inner = unwrapLink(url);
  const named = hostNamedIn(text);
  // A wrapper that leads where the text says is what it looks like.
  const leadsTo = new Set([siteOf(url.hostname), siteOf((inner ?? url).hostname)]);
  if (named !== undefined && !leadsTo.has(siteOf(named))) cues.push({ kind: "otherHost", named });
  const reads = unicodeHost(url.hostname);
  const scripts = mixedScripts(reads);
  if (scripts.length > 0) cues.push({ kind: "mixedScripts", reads, scripts });
  else if (isInternational(url.hostname)) cues.push({ kind: "international", reads });
  if (url.username !== "" || url.password !== "") cues.push({ kind: "userInfo" });
  if (isPrivateHost(url.hostname)) cues.push({ kind: "private" });
  else if (isIpHost(url.hostname)) cues.push({ kind: "number" });
  if (url.protocol === "http:") cues.push({ kind: "insecure" });
  if (inner !== undefined) cues.push({ kind: "wrapped", destination: inner.host });
  return cues;
}

/** The host that a link's text pretends to lead to, in ASCII form. */
function hostNamedIn(shown: string): string | undefined {
  // As it reads: letters that nobody sees part a name, and full stops of other scripts end its labels.
  const text = shown.normalize("NFKC").replace(UNSEEN, "").replaceAll("。", ".");
  const url = /https?:\/\/[^\s<>"']+/iu.exec(text)?.[0];
  if (url !== undefined && URL.canParse(url)) return new URL(url).hostname;
  const names = Array.from(text.matchAll(HOST_IN_TEXT), ([, found = ""]) => found);
  const name = names.find((found) => !FILE_ENDING.test(found));
  return name !== undefined && URL.canParse(`https://${name}/`)
    ? new URL(`https://${name}/`).hostname
    : undefined;
}
