/** An address found in a file. */
export interface FoundInBytes {
  readonly address: string;
  /** Of the first byte, in bytes from the beginning of the file. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
  /** From 0; `\n`, `\r\n` and `\r` each end a line. */
  readonly line: number;
  /** From 0, in UTF-16 code units, as an editor counts; a byte order mark has no width. */
  readonly column: number;
}

/** The most bytes that a scanner takes at once. */
export const MAX_SLICE = 1 << 16;

/** Takes a file slice by slice, each at most `MAX_SLICE` long, and answers what has become certain. */
export interface SliceScanner {
  /** With `last` nothing follows, and all is certain. */
  scan(slice: Uint8Array, last: boolean): readonly FoundInBytes[];
}
