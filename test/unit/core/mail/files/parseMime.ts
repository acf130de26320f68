/** A MIME part as this reader of its own understands it: written from the RFCs, not from what writes the files. */
export interface MimePart {
  /** Names in lower case; unfolded, not yet decoded. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly type: string;
  readonly text: string;
  readonly parts: readonly MimePart[];
}

export function parseMime(source: string): MimePart {
  const end = source.indexOf("\r\n\r\n");
  if (end < 0) throw new Error("No blank line ends the header.");
  const headers = source
    .slice(0, end)
    .replace(/\r\n(?=[ \t])/g, "")
    .split("\r\n")
    .map((line) => {
      const [, name, value] = /^([\x21-\x39\x3B-\x7E]+):[ \t]?(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`No header field: ${line}`);
      return [name.toLowerCase(), value] as const;
    });
  const field = (name: string): string => headers.find(([found]) => found === name)?.[1] ?? "";
  const type = field("content-type");
  const content = source.slice(end + 4);
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1];
  if (boundary === undefined)
    return { headers, type, text: decodeBody(content, field("content-transfer-encoding")), parts: [] };
  const chunks = `\r\n${content}`.split(`\r\n--${boundary}`);
  if (chunks.at(-1)?.startsWith("--") !== true) throw new Error("The last boundary is missing.");
  const parts = chunks.slice(1, -1).map((chunk) => parseMime(chunk.replace(/^\r\n/, "")));
  return { headers, type, text: "", parts };
}

/** RFC 2047: white space between encoded words is not theirs. */
export function decodeWords(value: string): string {
  return value
    .replace(/(\?=)\s+(?==\?)/g, "$1")
    .replace(/=\?([\w-]+)\?B\?([A-Za-z\d+/=]*)\?=/g, (_, charset: string, data: string) =>
      new TextDecoder(charset, { fatal: true }).decode(Buffer.from(data, "base64")),
    );
}

function decodeBody(content: string, encoding: string): string {
  const bytes = encoding === "base64" ? Buffer.from(content, "base64") : fromQuotedPrintable(content);
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

function fromQuotedPrintable(content: string): Buffer {
  const bytes: number[] = [];
  const text = content.replace(/=[ \t]*\r\n/g, "");
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== "=") {
      bytes.push(text.charCodeAt(at));
      continue;
    }
    const hex = text.slice(at + 1, at + 3);
    if (!/^[\dA-F]{2}$/.test(hex)) throw new Error(`No escape: =${hex}`);
    bytes.push(parseInt(hex, 16));
    at += 2;
  }
  return Buffer.from(bytes);
}
