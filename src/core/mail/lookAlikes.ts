import { asciiDomain } from "../text/address.ts";
import { isOneSlip } from "../text/suggestDomain.ts";
import { siteOf } from "./hosts.ts";
import { unicodeHost } from "./punycode.ts";

/** Letters that are taken for a Latin one, most from Cyrillic and Greek. (From Unicode's confusables, those of use in a name.) */
const TAKEN_FOR: Readonly<Record<string, string>> = {
  а: "a", ɑ: "a", α: "a", ạ: "a", à: "a", á: "a", ä: "a", å: "a", ā: "a",
  ь: "b", в: "b", с: "c", ϲ: "c", ç: "c", ć: "c", č: "c", ԁ: "d", ɗ: "d", đ: "d",
  е: "e", ё: "e", є: "e", é: "e", è: "e", ê: "e", ë: "e", ė: "e", ę: "e", ɡ: "g", ġ: "g", ğ: "g", һ: "h", ħ: "h",
  і: "i", ї: "i", ı: "i", í: "i", ì: "i", ï: "i", ι: "i", ј: "j", к: "k", κ: "k", ĸ: "k", ӏ: "l", ł: "l", ĺ: "l", ľ: "l",
  м: "m", п: "n", ո: "n", ñ: "n", ń: "n", η: "n", о: "o", ο: "o", օ: "o", ö: "o", ó: "o", ò: "o", ø: "o", õ: "o", ō: "o",
  р: "p", ρ: "p", ԛ: "q", г: "r", ř: "r", ѕ: "s", ś: "s", š: "s", ş: "s", ș: "s", т: "t", τ: "t", ţ: "t", ț: "t",
  υ: "u", ս: "u", ü: "u", ú: "u", ù: "u", û: "u", ū: "u", ν: "v", ѵ: "v", ԝ: "w", ω: "w", ѡ: "w", х: "x", χ: "x",
  у: "y", ү: "y", ý: "y", ÿ: "y", ź: "z", ż: "z", ž: "z",
  "0": "o", "1": "l", "3": "e", "5": "s",
}; // prettier-ignore

const SCRIPTS = ["Latin", "Cyrillic", "Greek", "Armenian", "Hebrew", "Arabic", "Han", "Hiragana", "Katakana", "Hangul", "Thai", "Devanagari"] as const; // prettier-ignore
type Script = (typeof SCRIPTS)[number];
const SCRIPT_TESTS = SCRIPTS.map((script) => [script, new RegExp(`\\p{Script=${script}}`, "u")] as const);
/** Ordinary together in one name. */
const TOGETHER: readonly ReadonlySet<Script>[] = [
  new Set(["Han", "Hiragana", "Katakana", "Latin"]),
  new Set(["Han", "Hangul", "Latin"]),
];

/** The scripts that a host's letters come from, if more than one label's worth is mixed as no language mixes them. */
export function mixedScripts(unicodeName: string): readonly Script[] {
  for (const label of unicodeName.split(".")) {
    const scripts = SCRIPT_TESTS.filter(([, test]) => test.test(label)).map(([script]) => script);
    if (scripts.length > 1 && !TOGETHER.some((set) => scripts.every((script) => set.has(script))))
      return scripts;
  }
  return [];
}

/** Whether a name is international: its letters are not those it seems to have. */
export function isInternational(host: string): boolean {
  return host.split(".").some((label) => label.startsWith("xn--"));
}

/** What a domain reads like at a glance. */
function skeleton(domain: string): string {
  return Array.from(unicodeHost(asciiDomain(domain)), (char) => TAKEN_FOR[char] ?? char)
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w")
    .replaceAll("cl", "d")
    .replaceAll("i", "l");
}

/** Below this length one slip leads to too many real names. */
const SHORTEST_SLIP = 6;

/** The domain of `known` that another one could be taken for, though it is none of them. */
export function lookAlikeOf(domain: string, known: Iterable<string>): string | undefined {
  const site = siteOf(asciiDomain(domain));
  const sites = new Set(Array.from(known, (name) => siteOf(asciiDomain(name))));
  if (sites.has(site)) return undefined;
  const look = skeleton(site);
  const [name = "", ...ending] = site.split(".");
  for (const other of sites) {
    if (skeleton(other) === look) return other;
    const [otherName = "", ...otherEnding] = other.split(".");
    const isNear = otherName.length >= SHORTEST_SLIP && isOneSlip(name, otherName);
    if (isNear && ending.join(".") === otherEnding.join(".")) return other;
    if (otherName.length >= SHORTEST_SLIP && wears(name, otherName)) return other;
  }
  return undefined;
}

/** `paypal-security.example` wears the name of `paypal.com`. */
function wears(name: string, other: string): boolean {
  const words = name.split("-");
  return words.length > 1 && words.includes(other);
}
