import { addressAround, LOOK_AHEAD, LOOK_BEHIND, mayEndLocal } from "./addressRules.ts";
import { FoundSpans, SPARE_BYTES } from "./foundSpans.ts";
import { plainDomainEnd, plainLocalStart, UNSURE, wideBytes } from "./plainAddress.ts";
import { type FoundInBytes, MAX_SLICE, type SliceScanner } from "./sliceScanner.ts";

/** UTF-8 has at most three bytes for one UTF-16 unit. */
const BYTES_BEHIND = 3 * LOOK_BEHIND;
const BYTES_AHEAD = 3 * LOOK_AHEAD;
/** In whole words of four bytes. */
const MAX_FILLED = (MAX_SLICE + BYTES_BEHIND + BYTES_AHEAD + 3) & ~3;

const LF = 0x0a;
const CR = 0x0d;
const AT = 0x40;
const DOT = 0x2e;
const COLON = 0x3a;

/**
 * Finds addresses in UTF-8. One pass over the bytes counts lines and stops at each `@`; what stands around it is
 * told from the bytes where it is plain, and decoded and put to the rules where it is not.
 */
export class ByteScanner implements SliceScanner {
  private readonly buffer = new Uint8Array(MAX_FILLED + SPARE_BYTES);
  private readonly words = new Int32Array(this.buffer.buffer, 0, MAX_FILLED / 4);
  private readonly spans = new FoundSpans(this.buffer);
  private readonly decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  private filled = 0;
  /** Offset in the file of the buffer's first byte. */
  private base = 0;
  /** First byte of the buffer that the pass has not seen. */
  private next = 0;
  /** Where in the buffer the last address ended. */
  private floor = 0;
  /** Where in the buffer the last byte beyond ASCII stood. */
  private lastWide = -1;
  private line = 0;
  private lineEnd = LF;
  /** Such that `offset - origin` is the column: where the line begins, and how many bytes are no UTF-16 unit. */
  private origin = 0;

  scan(slice: Uint8Array, last: boolean): readonly FoundInBytes[] {
    if (this.filled + slice.length > MAX_FILLED) this.dropSeen();
    this.buffer.set(slice, this.filled);
    this.filled += slice.length;
    this.pass(last ? this.filled : this.filled - BYTES_AHEAD);
    return this.spans.take(this.base);
  }

  private begin(): void {
    this.origin = markWidth(this.buffer);
    const head = this.buffer.subarray(0, this.filled);
    if (head.includes(CR) && !head.includes(LF)) this.lineEnd = CR;
  }

  private dropSeen(): void {
    const seen = Math.max(0, this.next - BYTES_BEHIND);
    this.buffer.copyWithin(0, seen, this.filled);
    this.base += seen;
    this.filled -= seen;
    this.next -= seen;
    this.floor = Math.max(0, this.floor - seen);
    this.lastWide -= seen;
  }

  private pass(limit: number): void {
    const { buffer, words } = this;
    let index = this.next;
    if (index === 0 && this.base === 0 && limit > 0) this.begin();
    const { lineEnd } = this;
    while (index < limit) {
      index = nextNotable(words, index, lineEnd);
      if (index >= limit) break;
      const byte = buffer[index] ?? 0;
      if (byte === AT) index = this.around(index);
      else if (byte === lineEnd) index = this.endLine(index);
      else index = this.widen(index);
    }
    this.next = Math.min(index, this.filled); // a word may reach over what is filled
  }

  private endLine(index: number): number {
    this.line++;
    this.origin = this.base + index + 1;
    return index + 1;
  }

  /** Keeps the column right over bytes beyond ASCII, if there are any. */
  private widen(from: number): number {
    const { buffer, filled } = this;
    let index = from;
    for (; index < filled; index++) {
      const byte = buffer[index] ?? 0;
      if (byte < 0x80) break;
      if (byte >= 0xf0) this.origin--;
      else if (byte < 0xc0) this.origin++;
    }
    if (index > from) this.lastWide = index - 1;
    return Math.max(index, from + 1);
  }

  /** Records the address around the `@` at `at`; answers where the pass goes on. */
  private around(at: number): number {
    const { buffer, floor } = this;
    const start = plainLocalStart(buffer, at, floor, this.base + floor === 0);
    const end = start === UNSURE ? UNSURE : plainDomainEnd(buffer, at);
    if (end === UNSURE || end > this.filled) return this.byRules(at);
    const wide = this.lastWide < start ? 0 : wideBytes(buffer, start, at);
    this.spans.add(start, end, end - start - wide, this.line, this.base + start - (this.origin - wide));
    this.floor = end;
    return end;
  }

  private byRules(at: number): number {
    const { buffer, floor } = this;
    const low = this.lowest(at);
    const high = this.domainLimit(at);
    if (at === floor || high === UNSURE || !mayEndLocal(buffer[at - 1] ?? 0)) return at + 1;
    const head = floor > low ? this.decode(low, floor) : "";
    const before = head + this.decode(Math.max(low, floor), at);
    const text = before + this.decode(at, high);
    const span = addressAround(text, before.length, head.length);
    if (span === undefined) return at + 1;
    const start = at - utf8Length(text.slice(span.start, before.length));
    const end = at + utf8Length(text.slice(before.length, span.end));
    const column = this.base + at - this.origin - (before.length - span.start);
    this.spans.add(start, end, span.end - span.start, this.line, column);
    this.floor = end;
    return at + 1;
  }

  /** How far the rules may have to look behind the `@`; `UNSURE` when no domain can stand there. */
  private domainLimit(at: number): number {
    const { buffer } = this;
    const limit = Math.min(this.filled, at + BYTES_AHEAD);
    let hasDot = false;
    let index = at + 1;
    for (; index < limit; index++) {
      const byte = buffer[index] ?? 0;
      if (byte === DOT) hasDot = true;
      else if (!mayEndLocal(byte)) break;
    }
    if (!hasDot) return UNSURE;
    return Math.min(limit, index + (buffer[index] === COLON ? LOOK_AHEAD : 4)); // only a path may follow that matters
  }

  /** How far back the rules may have to look: none looks over a line end. */
  private lowest(at: number): number {
    const limit = Math.max(0, at - BYTES_BEHIND);
    let index = at;
    while (index > limit && this.buffer[index - 1] !== LF) index--;
    return index;
  }

  private decode(from: number, to: number): string {
    return this.decoder.decode(this.buffer.subarray(from, to));
  }
}

/**
 * The first byte from `index` on that is an `@`, a line end or beyond ASCII, looking at four at once; at times one that
 * is nothing of that, behind one that is.
 */
function nextNotable(words: Int32Array, index: number, lineEnd: number): number {
  const lineEnds = lineEnd * 0x01010101;
  const { length } = words;
  let seen = -1 << ((index & 3) << 3);
  for (let word = index >> 2; word < length; word++) {
    const four = words[word] ?? 0;
    // Taking one from each byte borrows its highest bit where the byte was 0, which is where it was the one sought.
    const borrowed = ((four ^ 0x40404040) - 0x01010101) | ((four ^ lineEnds) - 0x01010101);
    const notable = (borrowed | four) & 0x80808080 & seen;
    if (notable !== 0) return (word << 2) + ((31 - Math.clz32(notable & -notable)) >> 3);
    seen = -1;
  }
  return length << 2;
}

function markWidth(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 1 : 0;
}

function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff; // two of them make four bytes
    if (unit >= 0x80) length += unit < 0x800 || isSurrogate ? 1 : 2;
  }
  return length;
}
