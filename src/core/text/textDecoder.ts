import { windows1252Text } from "./singleBytes.ts";
import type { TextEncodingName } from "./sniffEncoding.ts";

/** Decodes a file piece by piece; with `last` nothing follows. A byte order mark stays. */
export function textDecoder(encoding: TextEncodingName): (bytes: Uint8Array, last: boolean) => string {
  if (encoding === "windows-1252") return windows1252Text;
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

/** The text of a file's first bytes, whose last character may be cut in two, without a byte order mark. */
export function headText(bytes: Uint8Array, encoding: TextEncodingName): string {
  return textDecoder(encoding)(bytes, false).replace(/^\uFEFF/, "");
}
