/** Where private mailboxes are, under names that nothing else is near to: what is one slip away was meant to be it. */
const PROVIDERS: ReadonlyMap<string, readonly string[]> = new Map(
  [
    "gmail com",
    "googlemail com de co.uk",
    "yahoo com co.uk co.in co.jp com.br com.au fr de it es ca",
    "gmx de net at ch com",
    "web de",
    "aol com co.uk de fr",
    "msn com",
    "ymail com",
    "rocketmail com",
    "hotmail com co.uk fr de it es",
    "outlook com fr de it es",
    "live com co.uk fr nl it",
    "icloud com",
    "protonmail com ch",
    "fastmail com fm",
    "yandex ru com",
    "rediffmail com",
    "comcast net",
    "verizon net",
    "sbcglobal net",
    "bellsouth net",
    "btinternet com",
    "wanadoo fr",
    "laposte net",
    "freenet de",
    "t-online de",
  ].map((line) => {
    const [name = "", ...suffixes] = line.split(" ");
    return [name, suffixes];
  }),
);

/** Providers of their own, though one slip from another. */
const REAL_NAMES: ReadonlySet<string> = new Set([
  "mail",
  "email",
  "vmail",
  "ymail",
  "hmail",
  "tmail",
  "zmail",
  "fmail",
  "cloud",
]);

/** Top levels that exist and are nearly always a slip after a provider's name. */
const SLIPS_FOR_COM: ReadonlySet<string> = new Set(["co", "cm", "om"]);
const USUAL_TOPS = ["com", "net", "org", "edu", "gov", "de", "fr", "it", "es", "nl", "io"];
/** Below this length a name is too near to too many others. */
const SHORTEST_NAME = 5;

/**
 * The domain that was meant where this one looks mistyped: `gmial.com`, `hotmail.con`, `acme.cmo`.
 * @param domain in lower case and ASCII.
 * @param topLevels those that exist.
 */
export function suggestDomain(domain: string, topLevels: ReadonlySet<string>): string | undefined {
  const dot = domain.indexOf(".");
  const name = domain.slice(0, dot);
  const suffix = domain.slice(dot + 1);
  const known = PROVIDERS.get(name);
  if (REAL_NAMES.has(name) || known?.includes(suffix)) return undefined;
  const once = withoutDoubledTop(domain);
  if (once !== undefined) return suggestDomain(once, topLevels) ?? once;
  const isKnownTop = topLevels.has(domain.slice(domain.lastIndexOf(".") + 1));
  const isSlip = (meant: string): boolean =>
    suffix === meant ||
    (!isKnownTop && isOneSlip(suffix, meant)) ||
    (meant === "com" && SLIPS_FOR_COM.has(suffix));
  for (const [provider, suffixes] of PROVIDERS) {
    if (name !== provider && (provider.length < SHORTEST_NAME || !isOneSlip(name, provider))) continue;
    const meant = suffixes.find(isSlip);
    if (meant !== undefined) return `${provider}.${meant}`;
  }
  if (isKnownTop) return undefined;
  const lastDot = domain.lastIndexOf(".");
  const top = meantTop(domain.slice(lastDot + 1));
  return top === undefined ? undefined : `${domain.slice(0, lastDot)}.${top}`;
}

/** Two letters in the wrong order (`acme.ed`) are nearer than one too few; of two letters, a wrong one tells nothing. */
function meantTop(typed: string): string | undefined {
  const turned = `${typed.slice(1)}${typed.slice(0, 1)}`;
  if (typed.length === 2 && USUAL_TOPS.includes(turned)) return turned;
  return USUAL_TOPS.find((usual) => usual.length > 2 && isOneSlip(typed, usual));
}

/** `acme.com` of `acme.com.com` and `acme.comcom`. */
function withoutDoubledTop(domain: string): string | undefined {
  const top = USUAL_TOPS.find(
    (usual) => domain.endsWith(`.${usual}.${usual}`) || domain.endsWith(`.${usual}${usual}`),
  );
  if (top === undefined) return undefined;
  return domain.slice(0, domain.lastIndexOf(`.${top}`)).replace(new RegExp(`\\.${top}$`), "") + `.${top}`;
}

/** Whether one letter too many, too few or wrong, or two in the wrong order, are all that is between the two. */
export function isOneSlip(typed: string, meant: string): boolean {
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false;
  let index = 0;
  while (index < typed.length && typed[index] === meant[index]) index++;
  const [first = "", second = "", ...rest] = typed.slice(index);
  const [wanted = "", next = "", ...others] = meant.slice(index);
  const tail = rest.join("");
  const meantTail = others.join("");
  return (
    second + tail === next + meantTail || // wrong
    second + tail === wanted + next + meantTail || // too many
    first + second + tail === next + meantTail || // too few
    (first === next && second === wanted && tail === meantTail) // in the wrong order
  );
}
