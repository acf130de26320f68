import { addressEnd } from "./addressEnd.ts";

/** An address that stands in a text. */
export interface TextLink {
  /** As it is opened: what begins with `www.` leads to its `https` page. */
  readonly href: string;
  /** As it stands in the text, and where. */
  readonly text: string;
  readonly index: number;
}

/** A backslash is left out: browsers take it for a slash, and Markdown for an escape. */
const ADDRESS =
  /(?:\bhttps?:\/\/|(?<![\p{L}\p{N}\p{M}@.\/_\-])www\.(?=[\p{L}\p{N}][\p{L}\p{N}\-]*\.\p{L}))[[^\s<>"`\\\p{Cc}\p{Cf}\p{Zs}\p{Pi}\p{Pf}…“”„«»‹›]--[\u3000-\u303F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]]+/giv;
/** Where another address begins in a run without blanks: `https://a.example,https://b.example`, `[https://a.example](https://b.example)`. */
const NEXT = /(?<=[,;|\])>]\(?)(?=https?:\/\/)/iu;
/** The web addresses of a plain text, in order: the one rule for what of a text is a link. */
export function* findLinks(text: string): Generator<TextLink> {
  for (const { 0: run, index } of text.matchAll(ADDRESS)) yield* linksIn(run, index);
}

function* linksIn(run: string, start: number): Generator<TextLink> {
  let index = start;
  for (const found of run.split(NEXT)) {
    const address = found.slice(0, addressEnd(found));
    const href = /^www\./iu.test(address) ? `https://${address}` : address;
    if (URL.canParse(href)) yield { href, text: address, index };
    index += found.length;
  }
}
