/** A body in the transfer encoding that suits it. */
export interface EncodedBody {
  readonly encoding: "quoted-printable" | "base64";
  readonly text: string;
}

const MAX_LINE = 76;
const EQUALS = 0x3d;
const HEX = "0123456789ABCDEF";

/**
 * Text for a MIME part: UTF-8 with lines ended as mail ends them. Quoted-printable, which stays readable, unless most of
 * it would be escapes. No line of either can be taken for a boundary that holds `=_`.
 */
export function encodeBody(text: string): EncodedBody {
  const bytes = new TextEncoder().encode(text.replace(/\r\n?|\n/gu, "\r\n"));
  let beyond = 0;
  for (const byte of bytes) if (byte > 0x7e) beyond++;
  return beyond * 3 > bytes.length
    ? { encoding: "base64", text: base64(bytes) }
    : { encoding: "quoted-printable", text: quotedPrintable(bytes) };
}

function base64(bytes: Uint8Array): string {
  const lines: string[] = [];
  const perLine = (MAX_LINE / 4) * 3;
  for (let at = 0; at < bytes.length; at += perLine)
    lines.push(btoa(String.fromCharCode(...bytes.subarray(at, at + perLine))));
  return lines.join("\r\n");
}

/** RFC 2045 section 6.7. */
function quotedPrintable(bytes: Uint8Array): string {
  const lines: string[] = [];
  let line = "";
  const add = (piece: string): void => {
    if (line.length + piece.length > MAX_LINE - 1) {
      lines.push(`${line}=`);
      line = "";
    }
    line += piece;
  };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x0d && bytes[at + 1] === 0x0a) {
      lines.push(line);
      line = "";
      at++;
    } else add(mustEscape(bytes, at, byte, line) ? escape(byte) : String.fromCharCode(byte));
  }
  lines.push(line);
  return lines.join("\r\n");
}

function mustEscape(bytes: Uint8Array, at: number, byte: number, line: string): boolean {
  if (byte === 0x20 || byte === 0x09) return at + 1 === bytes.length || bytes[at + 1] === 0x0d; // would be trimmed
  if (byte < 0x21 || byte > 0x7e || byte === EQUALS) return true;
  // What mail stores and servers take for the start or the end of a message, also at the start of a wrapped line.
  const beginsLine = line === "" || line.length === MAX_LINE - 1;
  return beginsLine && (byte === 0x2e || (byte === 0x46 && bytes[at + 1] === 0x72));
}

function escape(byte: number): string {
  return `=${HEX[byte >> 4] ?? ""}${HEX[byte & 15] ?? ""}`;
}
