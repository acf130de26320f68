/** An address that stands in a text. */
export interface TextLink {
  /** As it is opened: what begins with `www.` leads to its `https` page. */
  readonly href: string;
  /** As it stands in the text, and where. */
  readonly text: string;
  readonly index: number;
}

const ADDRESS =
  /(?:\bhttps?:\/\/|(?<![\p{L}\p{N}\p{M}@.\/_\-])www\.(?=[\p{L}\p{N}][\p{L}\p{N}\-]*\.\p{L}))[[^\s<>"`\p{Cc}\p{Cf}\p{Zs}\p{Pi}\p{Pf}…“”„«»‹›]--[\u3000-\u303F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]]+/giv;
/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?'*_~|\\([{]$/u;
const PAIRS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** The web addresses of a plain text, in order: the one rule for what of a text is a link. */
export function* findLinks(text: string): Generator<TextLink> {
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutRest(found);
    const href = /^www\./iu.test(address) ? `https://${address}` : address;
    if (URL.canParse(href)) yield { href, text: address, index };
  }
}

/** A bracket stays where the address opened it: `a_(b)` does, `(see a)` does not. */
function withoutRest(found: string): string {
  const open = new Map<string, number>();
  for (const sign of found) open.set(sign, (open.get(sign) ?? 0) + 1);
  let end = found.length;
  for (; end > 0; end--) {
    const last = found[end - 1] ?? "";
    const opener = PAIRS[last];
    if (opener === undefined ? !TRAILING.test(last) : (open.get(last) ?? 0) <= (open.get(opener) ?? 0)) break;
    open.set(last, (open.get(last) ?? 0) - 1);
  }
  return found.slice(0, end);
}
