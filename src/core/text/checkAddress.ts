/** Why a text cannot be an email address. */
export type AddressProblem =
  | "empty"
  | "space"
  | "noAt"
  | "manyAts"
  | "emptyLocal"
  | "localTooLong"
  | "localDots"
  | "localCharacter"
  | "emptyDomain"
  | "domainTooLong"
  | "domainLabel"
  | "noTopLevel"
  | "domainCharacter";

/** The outcome of `checkAddress`. */
export type AddressCheck =
  { readonly ok: true; readonly address: string } | { readonly ok: false; readonly reason: AddressProblem };

/** Octets, RFC 5321 section 4.5.3.1.1. */
const MAX_LOCAL_BYTES = 64;
/** Characters in ASCII form, RFC 1035 section 2.3.4 less the length bytes. */
const MAX_DOMAIN = 253;
const MAX_LABEL = 63;

/** RFC 5322 atext and dots; RFC 6531 adds everything beyond ASCII, of which we refuse what nobody can see. */
const LOCAL = /^(?:[\w.!#$%&'*+/=?^`{|}~-]|[^\p{ASCII}\p{C}\p{Z}])*$/u;
/** Drawn as nothing (fillers, joiners, variation selectors) or standing for a letter that was lost. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800\uFFFC\uFFFD]/u;
const QUOTED_LOCAL = /^"(?:[^"\\\p{C}]|\\\P{C})*"$/u;
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]*$/u;

/**
 * Checks the form of one address, free of charge: RFC 5321 with internationalised local parts and domains, names
 * with a top level only (no address literals). `address` is the text without the white space around it.
 */
export function checkAddress(text: string): AddressCheck {
  const address = text.trim();
  const reason = problemOf(address);
  return reason === undefined ? { ok: true, address } : { ok: false, reason };
}

function problemOf(address: string): AddressProblem | undefined {
  if (address === "") return "empty";
  const at = address.lastIndexOf("@");
  if (at < 0) return /\s/.test(address) ? "space" : "noAt";
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  const quoted = local.length > 1 && local.startsWith('"') && local.endsWith('"');
  if (!quoted && local.includes("@")) return "manyAts";
  if (/\s/.test(quoted ? domain : address)) return "space";
  return localProblem(local, quoted) ?? domainProblem(domain);
}

function localProblem(local: string, quoted: boolean): AddressProblem | undefined {
  if (local === "" || local === '""') return "emptyLocal";
  if (local.length > MAX_LOCAL_BYTES || new TextEncoder().encode(local).length > MAX_LOCAL_BYTES)
    return "localTooLong";
  if (UNSEEN.test(local)) return "localCharacter";
  if (quoted) return QUOTED_LOCAL.test(local) ? undefined : "localCharacter";
  if (local.startsWith(".") || local.endsWith(".") || local.includes("..")) return "localDots";
  return LOCAL.test(local) ? undefined : "localCharacter";
}

function domainProblem(domain: string): AddressProblem | undefined {
  if (domain === "") return "emptyDomain";
  if (domain.length > MAX_DOMAIN) return "domainTooLong";
  if (!DOMAIN.test(domain) || UNSEEN.test(domain)) return "domainCharacter";
  const labels = domain.split(".");
  if (labels.some((label) => label === "" || label.startsWith("-") || label.endsWith("-")))
    return "domainLabel";
  const top = labels.at(-1) ?? "";
  if (labels.length < 2 || /^\d+$/.test(top) || /^[a-z]$/i.test(top)) return "noTopLevel";
  return asciiProblem(domain);
}

/** The lengths that count are those of the ASCII form (punycode), which the platform's URL parser knows to make. */
function asciiProblem(domain: string): AddressProblem | undefined {
  if (!URL.canParse(`http://${domain}/`)) return "domainLabel";
  const ascii = new URL(`http://${domain}/`).hostname;
  if (ascii.length > MAX_DOMAIN) return "domainTooLong";
  return ascii.split(".").some((label) => label === "" || label.length > MAX_LABEL)
    ? "domainLabel"
    : undefined;
}
