import { FILE_ENDINGS } from "./addressRules.ts";

const MAX_LOCAL = 64;
const MAX_LABEL = 63;
const MAX_DOMAIN = 253;
const LETTER = 1;
const DIGIT = 2;
const HYPHEN = 3;
const DOT = 4;
const LOCAL_SIGN = 5; // + _ and the apostrophe of o'neill
const BEFORE = 6; // ends a local part for certain, and a URL's user with it
const EITHER = 7; // BEFORE, and nothing in the rules looks past it behind a domain

const KIND = kinds();
const IS_WORD = KIND.map((kind) => (kind === LETTER || kind === DIGIT ? 1 : 0));
const RARE_ENDING = rareEndings();

/** The `end` that `plainAddressEnd` answers when only the rules can tell. */
export const UNSURE = -1;

/**
 * The start of the plain local part before the `@` at `at`, not below `floor`, or `UNSURE`. Plain is what needs no
 * second thought: words of letters (also those of Western Europe, two bytes each) and digits joined by one of
 * `. - + _ '`, after white space, a comma, a bracket or a double quote. `atStart`: whether `floor` is the beginning of the file.
 */
export function plainLocalStart(bytes: Uint8Array, at: number, floor: number, atStart: boolean): number {
  const lowest = Math.max(floor, at - MAX_LOCAL);
  let index = at - 1;
  for (;;) {
    const last = index;
    for (;;) {
      while (index >= lowest && IS_WORD[bytes[index] ?? 0] === 1) index--;
      if (index <= lowest || !isLatinLetter(bytes, index - 1)) break;
      index -= 2;
    }
    if (index === last) return UNSURE; // no word: two signs in a row, or one at either end
    if (index < lowest) {
      if (!atStart || index >= floor) return UNSURE;
      break;
    }
    const kind = KIND[bytes[index] ?? 0] ?? 0;
    if (kind >= BEFORE) break;
    if (kind === 0) return UNSURE;
    index--;
  }
  const isLabel = at - index <= 6 && (bytes[at - 1] === 0x73 || bytes[at - 1] === 0x72); // this@Main.x, super@Main.x
  return isLabel ? UNSURE : index + 1;
}

/** The end of the plain domain after the `@` at `at`, or `UNSURE`: ASCII labels, a top level of letters, a clear end. */
export function plainDomainEnd(bytes: Uint8Array, at: number): number {
  let index = at + 1;
  let label = index;
  let notLetter = 0; // the last hyphen
  for (;;) {
    const first = index;
    while (IS_WORD[bytes[index] ?? 0] === 1) index++;
    if (index === first || index - label > MAX_LABEL || index - at > MAX_DOMAIN) return UNSURE;
    const kind = KIND[bytes[index] ?? 0] ?? 0;
    if (kind === EITHER) break;
    if (kind === DOT) {
      if (KIND[bytes[label] ?? 0] === DIGIT) return UNSURE; // perhaps a version: lodash@4.17.21
      label = index + 1;
    } else if (kind === HYPHEN) notLetter = index;
    else return UNSURE;
    index++;
  }
  const length = index - label;
  if (label === at + 1 || notLetter > label || length < 2) return UNSURE;
  for (let top = label; top < index; top++) if (KIND[bytes[top] ?? 0] !== LETTER) return UNSURE;
  return RARE_ENDING[endingKey(length, bytes[index - 2] ?? 0, bytes[index - 1] ?? 0)] === 1 ? UNSURE : index;
}

/** How many of the bytes of a plain address are no UTF-16 unit of their own. */
export function wideBytes(bytes: Uint8Array, start: number, at: number): number {
  let wide = 0;
  for (let index = start; index < at; index++) if ((bytes[index] ?? 0) === LATIN_1) wide++;
  return wide;
}

/** First byte of À to ÿ, all of them letters but × and ÷. */
const LATIN_1 = 0xc3;

function isLatinLetter(bytes: Uint8Array, at: number): boolean {
  const second = bytes[at + 1] ?? 0;
  return bytes[at] === LATIN_1 && second >= 0x80 && second < 0xc0 && second !== 0x97 && second !== 0xb7;
}

function kinds(): Uint8Array {
  const table = new Uint8Array(256);
  const set = (characters: string, kind: number): void => {
    for (const character of characters) table[character.charCodeAt(0)] = kind;
  };
  set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTER);
  set("0123456789", DIGIT);
  set("-", HYPHEN);
  set(".", DOT);
  set("+_'", LOCAL_SIGN);
  set("([{", BEFORE);
  set(' \t\r\n,;"<>|)]}', EITHER);
  return table;
}

/** Length and last two letters of every file ending: what shares them with one is looked at again. */
function rareEndings(): Uint8Array {
  const table = new Uint8Array(1 << 13);
  for (const ending of FILE_ENDINGS) {
    const [previous, last] = [ending.charCodeAt(ending.length - 2), ending.charCodeAt(ending.length - 1)];
    table[endingKey(ending.length, previous, last)] = 1;
  }
  return table;
}

function endingKey(length: number, previous: number, last: number): number {
  return ((length & 7) << 10) | ((previous & 31) << 5) | (last & 31);
}
