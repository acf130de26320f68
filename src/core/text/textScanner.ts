import { addressAround, LOOK_AHEAD, LOOK_BEHIND } from "./addressRules.ts";
import type { FoundInBytes, SliceScanner } from "./sliceScanner.ts";
import type { TextEncodingName } from "./sniffEncoding.ts";
import { textDecoder } from "./textDecoder.ts";

const LF = 0x0a;
const CR = 0x0d;

/** Finds addresses in the encodings that have a fixed number of bytes for each UTF-16 unit. */
export class TextScanner implements SliceScanner {
  private readonly decode: (slice: Uint8Array, last: boolean) => string;
  private readonly unitBytes: 1 | 2;
  private text = "";
  /** Offset in the file, in units, of the text's first one. */
  private base = 0;
  /** First unit of the text that the pass has not seen. */
  private next = 0;
  private floor = 0;
  private line = 0;
  private lineStart = 0;

  constructor(encoding: Exclude<TextEncodingName, "utf-8">) {
    this.decode = textDecoder(encoding);
    this.unitBytes = encoding === "windows-1252" ? 1 : 2;
  }

  scan(slice: Uint8Array, last: boolean): readonly FoundInBytes[] {
    const seen = Math.max(0, this.next - LOOK_BEHIND);
    this.text = this.text.slice(seen) + this.decode(slice, last);
    this.base += seen;
    this.next -= seen;
    this.floor = Math.max(0, this.floor - seen);
    if (this.base === 0 && this.text.startsWith("\uFEFF")) this.lineStart = 1;
    const limit = last ? this.text.length : this.text.length - LOOK_AHEAD;
    return limit > this.next ? this.pass(limit) : [];
  }

  private pass(limit: number): FoundInBytes[] {
    const { text, unitBytes } = this;
    const found: FoundInBytes[] = [];
    for (let at = text.indexOf("@", this.next); at >= 0 && at < limit; at = text.indexOf("@", at + 1)) {
      const span = addressAround(text, at, this.floor);
      if (span === undefined) continue;
      const { start, end } = span;
      this.countLines(start);
      found.push({
        address: text.slice(start, end),
        offset: (this.base + start) * unitBytes,
        length: (end - start) * unitBytes,
        line: this.line,
        column: this.base + start - this.lineStart,
      });
      this.floor = end;
    }
    this.countLines(limit);
    return found;
  }

  private countLines(to: number): void {
    const { text } = this;
    for (; this.next < to; this.next++) {
      const unit = text.charCodeAt(this.next);
      if (unit !== LF && (unit !== CR || text.charCodeAt(this.next + 1) === LF)) continue;
      this.line++;
      this.lineStart = this.base + this.next + 1;
    }
  }
}
