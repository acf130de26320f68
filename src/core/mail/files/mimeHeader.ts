import { withAsciiDomain } from "../../text/address.ts";
import { oneLine } from "../oneLine.ts";

/** RFC 5322 asks for at most 78 characters a line, RFC 2047 for at most 75 in an encoded word. */
const MAX_LINE = 76;
const MAX_ENCODED_BYTES = 42;
const ATEXT = "[A-Za-z0-9!#$%&'*+\\-/=?^_`{|}~]";
const DOT_ATOM = new RegExp(`^${ATEXT}+(?:\\.${ATEXT}+)*$`, "u");
/** RFC 6532 lets letters beyond ASCII stand as they are. */
const INTERNATIONAL_ATOM =
  /^[\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~]+)*$/u;
/** Joiners stand inside of some words, Persian ones for instance. */
const DOMAIN =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u200C-\u200D-]*[\p{L}\p{N}\p{M}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u200C-\u200D-]*[\p{L}\p{N}\p{M}])?$/u;
const ASCII_DOMAIN = /^[A-Za-z0-9.-]+$/u;
/** RFC 2606: leads nowhere. */
const NOWHERE = "unreadable@address.invalid";

/**
 * One header field. Whatever its words hold, it stays one field: line breaks and controls have become spaces, and long
 * ones are folded between words.
 */
export function headerField(name: string, words: readonly string[]): string {
  let line = `${name}:`;
  const lines: string[] = [];
  for (const word of words) {
    if (line.length + 1 + word.length > MAX_LINE && line !== `${name}:`) {
      lines.push(line);
      line = "";
    }
    line += ` ${word}`;
  }
  lines.push(line);
  return lines.join("\r\n");
}

/** Text of a subject and the like as words for `headerField`: plain, or encoded as RFC 2047 has it. */
export function textWords(text: string): string[] {
  const clean = oneLine(text);
  const words = clean.split(" ").filter((word) => word !== "");
  const isPlain = /^[\x20-\x7E]*$/u.test(clean) && !clean.includes("=?");
  // A word that fits no line would have to be broken in two; encoded ones join again without a trace.
  return isPlain && words.every((word) => word.length <= MAX_LINE - 2) ? words : encodedWords(clean);
}

/** Someone as words for `headerField`. An address that is none stands in the name, where it can do no harm. */
export function personWords({
  address,
  name,
}: {
  readonly address: string;
  readonly name: string | undefined;
}): string[] {
  const clean = oneLine(address).replace(/^\p{Cf}+|\p{Cf}+$/gu, ""); // marks come along when an address is pasted
  const spec = addressSpec(clean);
  const shown = oneLine(name ?? "");
  if (spec !== undefined) return shown === "" ? [spec] : [...phraseWords(shown), `<${spec}>`];
  return [...phraseWords(`${shown} ${clean}`.trim() || "?"), `<${NOWHERE}>`];
}

/** Several people, with the commas between them. */
export function peopleWords(
  people: readonly { readonly address: string; readonly name: string | undefined }[],
): string[] {
  return people.flatMap((person, index) => {
    const words = personWords(person);
    const last = words.length - 1;
    return words.map((word, at) => (at === last && index < people.length - 1 ? `${word},` : word));
  });
}

/** RFC 5322: "Tue, 03 Mar 2026 10:02:00 +0000". */
export function dateWords(date: Date): string[] {
  return [date.toUTCString().replace("GMT", "+0000")];
}

/**
 * `<left@right>`, or undefined for what cannot stand as a message id. Programs write odd ones, and a thread hangs on them
 * letter by letter: what is visible ASCII between two angle brackets is kept.
 */
export function messageId(text: string): string | undefined {
  const found = /^<?([\x21-\x3B\x3D\x3F-\x7E]{3,900})>?$/u.exec(text.trim())?.[1];
  return found === undefined || !/[^@]@[^@]/u.test(found) ? undefined : `<${found}>`;
}

function addressSpec(address: string): string | undefined {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (at < 1 || address.length > 320 || !DOMAIN.test(domain)) return undefined;
  if (!/^[\x20-\x7E]+$/u.test(local)) return INTERNATIONAL_ATOM.test(local) ? address : undefined;
  // Only a local part beyond ASCII needs a server that knows RFC 6532: the domain has a form that all know.
  const ascii = withAsciiDomain(address).slice(at + 1);
  if (!ASCII_DOMAIN.test(ascii)) return undefined;
  return DOT_ATOM.test(local)
    ? `${local}@${ascii}`
    : `${quoted(local.replace(/^"(.*)"$/u, "$1").replace(/\\(.)/gu, "$1"))}@${ascii}`;
}

function phraseWords(text: string): string[] {
  if (!/^[\x20-\x7E]*$/u.test(text) || text.includes("=?")) return encodedWords(text);
  const words = text.split(" ").filter((word) => word !== "");
  if (words.every((word) => new RegExp(`^${ATEXT}+$`, "u").test(word) && word.length < MAX_LINE))
    return words;
  const whole = quoted(text);
  return whole.length <= MAX_LINE ? [whole] : encodedWords(text);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/gu, "\\$&")}"`;
}

/** Base64, since it is the same length for any script; no character is cut in two. */
function encodedWords(text: string): string[] {
  const words: string[] = [];
  let part: number[] = [];
  const end = (): void => {
    words.push(`=?utf-8?B?${btoa(String.fromCharCode(...part))}?=`);
    part = [];
  };
  for (const char of text) {
    const bytes = new TextEncoder().encode(char);
    if (part.length + bytes.length > MAX_ENCODED_BYTES) end();
    part.push(...bytes);
  }
  if (part.length > 0) end();
  return words;
}
