/** Windows-1252 where it differs from the first 256 of Unicode: the bytes 80 to 9F (WHATWG Encoding, index-windows-1252). */
const C1 =
  "\u20AC\x81\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\x8D\u017D\x8F" +
  "\x90\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\x9D\u017E\u0178";

const WINDOWS_1252 = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte < 0xa0 ? C1.charCodeAt(byte - 0x80) : byte,
);

const ASCII = new TextDecoder("utf-8", { ignoreBOM: true });
const UNITS = new TextDecoder("utf-16le", { ignoreBOM: true });

/** Text with the character U+0000 to U+00FF for each byte. */
export function bytesAsText(bytes: Uint8Array): string {
  return isAscii(bytes) ? ASCII.decode(bytes) : UNITS.decode(new Uint16Array(bytes));
}

/**
 * The text of Windows-1252. Not by `TextDecoder`: in Node 22.13 to 22.22.0 and 24.0 to 24.11, which VS Code has, a
 * single call reads 80 to 9F as Latin-1, and a streaming one does not (nodejs/node issue 56542).
 */
export function windows1252Text(bytes: Uint8Array): string {
  if (isAscii(bytes)) return ASCII.decode(bytes);
  const units = new Uint16Array(bytes.length);
  for (let index = 0; index < units.length; index++) units[index] = WINDOWS_1252[bytes[index] ?? 0] ?? 0;
  return UNITS.decode(units);
}

/** By words of four bytes where memory lies so, else by bytes. */
function isAscii(bytes: Uint8Array): boolean {
  const head = Math.min(bytes.length, -bytes.byteOffset & 3);
  const count = (bytes.length - head) >> 2;
  const words = new Int32Array(bytes.buffer, count === 0 ? 0 : bytes.byteOffset + head, count);
  let seen = 0;
  for (let index = 0; index < head; index++) seen |= bytes[index] ?? 0;
  for (let index = 0; index < count; index++) seen |= words[index] ?? 0;
  for (let index = head + count * 4; index < bytes.length; index++) seen |= bytes[index] ?? 0;
  return (seen & 0x80808080) === 0;
}
