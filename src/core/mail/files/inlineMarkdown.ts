import { findLinks } from "../../../shared/findLinks.ts";

/** Begins where a run of letters does, so that nobody gets mail by the tail of another's address. */
const MAIL =
  /(?<![^\s<>()[\]{},;:"\\@])[^\s<>()[\]{},;:"\\@]{1,100}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/gu;
/** What every program links as it stands. */
const ORDINARY_MAIL =
  /^(?!www\.)[A-Za-z0-9](?:[A-Za-z0-9.+_-]*[A-Za-z0-9])?@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}$/iu;
/** CommonMark's own form of an address in angle brackets, but for beginnings that would make it a comment. */
const ANGLE_MAIL = /^\w[\w.!#$%&'*+/=?^`{|}~-]*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z0-9]$/u; // prettier-ignore
/** Dots as they stand in the name of a host. */
const HOST_DOT = /(?<=[\p{L}\p{N}-])\.(?=[\p{L}\p{N}])/gu;

/**
 * Text as it may stand inside a line of Markdown: nothing in it becomes a picture, markup, emphasis or a formula, and
 * nothing a link but an address, which leads to itself. Programs that link addresses on their own would take the escapes
 * of this text into them, and let live what was escaped: an address is therefore written as a link, or so that it is none.
 */
export function inlineMarkdown(text: string): string {
  if (!/[\\`*[\]<&~_$@]|\/\//u.test(text)) return text;
  return text.replace(/\S+/gu, wordMarkdown);
}

/** A piece of a word: an address as it is written in Markdown, or text that is still to be escaped. */
type Piece = { readonly link: string } | { readonly text: string };

function wordMarkdown(word: string): string {
  const pieces = word.includes("//") ? webPieces(word) : mailPieces(word);
  const shown = pieces.map((piece) => ("link" in piece ? piece.link : escaped(piece.text))).join("");
  if (shown === word) return word;
  // What is escaped could still be taken into the link that programs make of a name with dots.
  return pieces
    .map((piece) => ("link" in piece ? piece.link : escaped(piece.text).replace(HOST_DOT, "\\.")))
    .join("");
}

function webPieces(word: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { text: address, index } of findLinks(word)) {
    // Of `www.x.example` some programs make a link by themselves.
    if (!/^https?:/iu.test(address)) continue;
    pieces.push(...mailPieces(word.slice(at, index)), { link: `<${address}>` });
    at = index + address.length;
  }
  return [...pieces, ...mailPieces(word.slice(at))];
}

function mailPieces(text: string): Piece[] {
  if (!text.includes("@")) return [{ text }];
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(MAIL)) {
    const isOrdinary = ORDINARY_MAIL.test(found);
    if (!isOrdinary && !ANGLE_MAIL.test(found)) continue;
    pieces.push({ text: text.slice(at, index) }, { link: isOrdinary ? found : `<${found}>` });
    at = index + found.length;
  }
  return [...pieces, { text: text.slice(at) }];
}

/** Text without addresses in the form that makes them links. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*[\]<$]|&(?=#?\w+;)|~(?=~)|(?<=~)~|(?<=\S)@(?=\S)|\/(?=\/\S)/gu, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");
}
