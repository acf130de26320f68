const BASE = 36;
const TMIN = 1;
const TMAX = 26;
const SKEW = 38;
const DAMP = 700;

/** A host as people read it: `xn--bcher-kva.example` is `bücher.example`. Labels that cannot be decoded stay as they are. */
export function unicodeHost(asciiHost: string): string {
  return asciiHost
    .split(".")
    .map((label) => (label.startsWith("xn--") ? decodeLabel(label.slice(4)) || label : label))
    .join(".");
}

/** RFC 3492 section 6.2. Empty for what is no Punycode. */
function decodeLabel(encoded: string): string {
  const dash = encoded.lastIndexOf("-");
  const output = Array.from(encoded.slice(0, Math.max(dash, 0)), (char) => char.codePointAt(0) ?? 0);
  let position = dash < 0 ? 0 : dash + 1;
  let code = 128;
  let index = 0;
  let bias = 72;
  while (position < encoded.length) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(encoded.charCodeAt(position++));
      if (digit === undefined) return "";
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, TMIN), TMAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = output.length + 1;
    bias = adapt(index - before, length, before === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > 0x10ffff) return "";
    output.splice(index++, 0, code);
  }
  return String.fromCodePoint(...output);
}

function digitOf(charCode: number): number | undefined {
  if (charCode >= 0x30 && charCode <= 0x39) return charCode - 0x30 + 26;
  if (charCode >= 0x61 && charCode <= 0x7a) return charCode - 0x61;
  return undefined;
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - TMIN) * TMAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - TMIN));
  return k + Math.floor(((BASE - TMIN + 1) * rest) / (rest + SKEW));
}
