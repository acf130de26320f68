/** The encodings of text files that we read, named as `TextDecoder` names them. */
export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** How a file's bytes are to be read. */
export interface SniffedEncoding {
  readonly encoding: TextEncodingName;
  /** Length in bytes of the byte order mark; 0 when there is none. */
  readonly bom: 0 | 2 | 3;
}

/**
 * The encoding of a file, told by its first bytes (some tens of kilobytes): the byte order mark, else the zeros that
 * UTF-16 has in Western text, else UTF-8 if the bytes are that, else Windows-1252, which any bytes are.
 */
export function sniffEncoding(head: Uint8Array): SniffedEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bom: 2 };
  return { encoding: zerosOfUtf16(head) ?? (isUtf8(head) ? "utf-8" : "windows-1252"), bom: 0 };
}

/** Text that is mostly ASCII has a zero in every other byte of UTF-16; binary files have theirs anywhere. */
function zerosOfUtf16(head: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const pairs = Math.min(head.length >> 1, 1024);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < pairs * 2; index += 2) {
    if (head[index] === 0) even++;
    if (head[index + 1] === 0) odd++;
  }
  if (odd > pairs * 0.7 && even === 0) return "utf-16le";
  return even > pairs * 0.7 && odd === 0 ? "utf-16be" : undefined;
}

function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true }); // the last character may be cut in two
    return true;
  } catch {
    return false;
  }
}
