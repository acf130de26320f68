const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,24}(?::\d{1,5})?(?:[/?#]|$)/iu;
/** Pages that stood beside the mail where it was written. */
const PAGE = /^[^/?#]*\.(?:aspx?|cgi|docx?|gif|html?|jpe?g|js|jsp|pdf|php|png|txt|xml)(?:[?#]|$)/iu;

/**
 * The address that a link of a mail leads to, spelt as the mail has it but for what it leaves out: `//x.example/c` and
 * `www.acme.example` are on the web. Undefined for what leads nowhere.
 */
export function linkAddress(href: string): string | undefined {
  const text = href.trim();
  const isBare = text.startsWith("//") || (HOST.test(text) && !PAGE.test(text));
  const address = text.startsWith("//") ? `https:${text}` : isBare ? `https://${text}` : text;
  return URL.canParse(address) ? address : undefined;
}

/** Whom a `mailto:` link writes to, also those that it would not show: "ann@corp.example, bcc: spy@x.example". */
export function mailtoTarget({ pathname, search }: URL): string {
  // A plus sign is one here, as in `ann+news@corp.example`.
  const others = Array.from(new URLSearchParams(search.replaceAll("+", "%2B"))).flatMap(([name, value]) => {
    const field = name.toLowerCase();
    if (!/^(?:to|cc|bcc)$/u.test(field) || value.trim() === "") return [];
    return [field === "to" ? value : `${field}: ${value}`];
  });
  return [decoded(pathname), ...others].filter((text) => text !== "").join(", ");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
