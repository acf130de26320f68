/** Names for U+00A0 to U+00FF in order; browsers take these also without their semicolon. */
const LATIN =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot " +
  "cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml " +
  "Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig " +
  "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute " +
  "ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
const BASIC: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', AMP: "&", LT: "<", GT: ">", QUOT: '"' }; // prettier-ignore
/** The other names of HTML 4 and those of HTML 5 that mail has been seen with, or that could hide the colon of a scheme. */
const OTHERS =
  "apos ' OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η " +
  "Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α " +
  "beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς " +
  "sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † " +
  "Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € trade ™ larr ← uarr ↑ rarr → darr ↓ " +
  "harr ↔ crarr ↵ lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ " +
  "minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ " +
  "ge ≥ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lang ⟨ rang ⟩ loz ◊ " +
  "spades ♠ clubs ♣ hearts ♥ diams ♦ check ✓ checkmark ✓ cross ✗ star ☆ starf ★ phone ☎ colon : semi ; lpar ( rpar ) sol / bsol \\ " +
  "period . comma , commat @ num # dollar $ percnt % lowbar _ excl ! quest ? ast * plus + equals = lsqb [ rsqb ] lbrack [ rbrack ] " +
  "lcub { rcub } verbar | vert | grave ` hyphen ‐ horbar ― ensp \u2002 emsp \u2003 thinsp \u2009 hairsp \u200A zwnj \u200C zwj \u200D lrm \u200E rlm \u200F";

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.split(" ").map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...Object.entries(BASIC),
  ...pairs(OTHERS.split(" ")),
  ["Tab", "\t"],
  ["NewLine", "\n"],
]);
const WITHOUT_SEMICOLON: ReadonlySet<string> = new Set([...LATIN.split(" "), ...Object.keys(BASIC)]);
/** What the codes 0x80 to 0x9F stand for: HTML takes them for Windows-1252. */
const WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ";
const REFERENCE = /&(?:#(?:(\d+)|[xX]([\da-fA-F]+))|([a-zA-Z][a-zA-Z\d]{0,31}))(;?)(=?)/gu;

/**
 * Text with its character references resolved. Names beyond HTML 4 and a few more stay as they are written.
 * @param where in an attribute, `&copy=` is the next parameter of an address and not a sign.
 */
export function resolveReferences(text: string, where: "text" | "attribute"): string {
  if (!text.includes("&")) return text;
  return text.replace(
    REFERENCE,
    (
      whole: string,
      decimal: string | undefined,
      hex: string | undefined,
      name: string | undefined,
      end: string,
      equals: string,
    ) => {
      if (name === undefined)
        return characterOf(decimal === undefined ? parseInt(hex ?? "", 16) : Number(decimal)) + equals;
      const found = NAMED.get(name);
      if (found === undefined) return whole;
      if (end === "" && (!WITHOUT_SEMICOLON.has(name) || (where === "attribute" && equals !== "")))
        return whole;
      return found + equals;
    },
  );
}

function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS[code - 0x80] ?? "\u{FFFD}";
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\u{FFFD}";
  return String.fromCodePoint(code);
}

function pairs(words: readonly string[]): (readonly [string, string])[] {
  return words.flatMap((name, index) => (index % 2 === 0 ? [[name, words[index + 1] ?? ""] as const] : []));
}
