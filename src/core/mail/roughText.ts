const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0", ndash: "–", mdash: "—", hellip: "…", rsquo: "’", lsquo: "‘",
  ldquo: "“", rdquo: "”", bull: "•", copy: "©", euro: "€", auml: "ä", ouml: "ö", uuml: "ü", Auml: "Ä", Ouml: "Ö", Uuml: "Ü", szlig: "ß",
  eacute: "é", egrave: "è", agrave: "à", ccedil: "ç", ntilde: "ñ",
}; // prettier-ignore

/**
 * The words of an HTML mail, roughly in their lines: to quote them, to look for a phrase, to tell two messages apart. Not a
 * reading of the page (a style may hide what is here), and never markup: what comes out is text.
 */
export function roughText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/gu, "")
    .replace(/<(style|script|head|title)\b[\s\S]*?(?:<\/\1\s*>|$)/giu, "")
    .replace(/\s+/gu, " ")
    .replace(/<br\b[^>]*>|<\/(?:p|div|h[1-6]|tr|table|ul|ol|blockquote|pre)\s*>|<hr\b[^>]*>/giu, "\n")
    .replace(/<p\b[^>]*>/giu, "\n")
    .replace(/<li\b[^>]*>/giu, "\n- ")
    .replace(/<[a-z/!?][^>]*>/giu, "")
    .replace(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/giu,
      (all, decimal?: string, hex?: string, name?: string) =>
        name === undefined
          ? characterOf(Number.parseInt(decimal ?? hex ?? "", decimal === undefined ? 16 : 10))
          : (ENTITIES[name] ?? all),
    )
    .split("\n")
    .map((line) => line.replace(/[ \u00A0]+/gu, " ").trim())
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}

function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "";
}
