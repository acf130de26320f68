import { visibleLine } from "./markdownText.ts";

/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(?=\s*(?:\.|$))/iu;
/** File systems take 255 bytes; an ending is still to come, and letters may have four. */
const MAX_BYTES = 120;

/**
 * A name that any file system takes and that names a file in its own folder, whatever a stranger has written: without
 * separators, controls, characters that nobody sees, and names of devices.
 * @returns `otherwise` when nothing of it is left.
 */
export function safeFileName(text: string, otherwise: string): string {
  const shown = visibleLine(text)
    .replace(/[/\\:*?"<>|\u2044\u2215\u29F8\uFF0F\uFF3C]+/gu, "-")
    .replace(/[\u200C\u200D]/gu, "")
    .replace(/^[.\s~-]+/u, "");
  const [base, ending] = parted(shown);
  const name = `${cut(base, MAX_BYTES)}${ending}`.replace(/[.\s]+$/u, "");
  if (!/[\p{L}\p{N}]/u.test(name)) return otherwise;
  return RESERVED.test(name) ? `_${name}` : name;
}

/** The ending is what opens a file: it stays when a long name is cut. */
function parted(name: string): [base: string, ending: string] {
  const ending = /\.[A-Za-z\d]{1,10}$/u.exec(name)?.[0] ?? "";
  return [name.slice(0, name.length - ending.length), ending];
}

function cut(text: string, maxBytes: number): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let kept = "";
  for (const char of text) {
    bytes += encoder.encode(char).length;
    if (bytes > maxBytes) return kept.trimEnd();
    kept += char;
  }
  return kept;
}
