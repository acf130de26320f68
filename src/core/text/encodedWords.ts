/** RFC 2047: `=?utf-8?Q?J=C3=B6rg?=`; a language may follow the charset (RFC 2231). */
const WORD = /=\?([\w-]{1,40})(?:\*[\w-]{0,40})?\?([bq])\?([^?\s]*)\?=/giu;

/** Encoded words that follow each other in one charset. */
interface EncodedRun {
  readonly charset: string;
  readonly pieces: { readonly way: string; readonly content: string }[];
  written: string;
}

/** Text of a mail's header with its encoded words read; those that cannot be read stay as they are. Linear. */
export function decodeWords(text: string): string {
  if (!text.includes("=?")) return text;
  let decoded = "";
  let run: EncodedRun | undefined;
  let at = 0;
  for (const { 0: written, 1: named = "", 2: way = "", 3: content = "", index } of text.matchAll(WORD)) {
    const charset = named.toLowerCase();
    const between = text.slice(at, index);
    const isNext = run !== undefined && between.trim() === ""; // white space between two is none of what they say
    if (run !== undefined && isNext && run.charset === charset) {
      run.pieces.push({ way, content });
      run.written += between + written;
    } else {
      decoded += textOf(run) + (isNext ? "" : between);
      run = { charset, pieces: [{ way, content }], written };
    }
    at = index + written.length;
  }
  return decoded + textOf(run) + text.slice(at);
}

/** Programs cut a character in two, so the bytes of neighbours are put together first. */
function textOf(run: EncodedRun | undefined): string {
  if (run === undefined) return "";
  try {
    const bytes = run.pieces
      .map(({ way, content }) => (/b/iu.test(way) ? atob(content) : quotedBytes(content)))
      .join("");
    return new TextDecoder(run.charset, { fatal: true }).decode(
      Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)),
    );
  } catch {
    return run.written;
  }
}

function quotedBytes(content: string): string {
  return content
    .replaceAll("_", " ")
    .replace(/=([0-9a-f]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
