import type { Email } from "../api/resources/emails.ts";

/**
 * How an address on the web may tell who received the mail.
 * - `address`: it holds the recipient's address, plain or encoded
 * - `token`: it holds a text so long and random that it may be the recipient's own
 */
export type RecipientSign = "address" | "token";

/** What finds signs of these recipients; made once for a mail, asked for each of its addresses. */
export class RecipientFinder {
  readonly #forms: readonly string[];

  constructor(recipients: Iterable<string>) {
    this.#forms = Array.from(recipients, (address) => address.trim().toLowerCase())
      .filter((address) => address.includes("@"))
      .flatMap((address) => [address, address.replace("@", "="), hexOf(address), ...base64Forms(address)]);
  }

  /** Whose address would tell who reads: whoever the message was sent to. */
  static ofEmail({ direction, account, lead, to, cc }: Email): RecipientFinder {
    const named = [...to, ...cc].map(({ address }) => address);
    return new RecipientFinder(direction === "received" ? [account, ...named] : [lead ?? "", ...named]);
  }

  find(url: URL): RecipientSign | undefined {
    const shown = readable(`${url.pathname}${url.search}${url.hash}`);
    const folded = shown.toLowerCase();
    // Base64 tells capitals apart; the other forms do not.
    if (this.#forms.some((form) => folded.includes(form) || shown.includes(form))) return "address";
    return tokens(url).some(isTokenLike) ? "token" : undefined;
  }
}

/** What a person would recognise as an id: no dictionary word, no file name, long enough to be one of millions. */
function isTokenLike(part: string): boolean {
  if (part.length < 16 || !/^[\w=~.+-]+$/u.test(part)) return false;
  if (/\.(?:png|jpe?g|gif|webp|svg|css|html?|pdf)$/iu.test(part)) return false;
  const digits = part.replace(/\D/gu, "").length;
  const words = part.split(/[-_.]/u);
  const isSlug = words.length > 2 && words.every((word) => /^(?:[a-z]{1,14}|\d{1,4})$/u.test(word));
  return !isSlug && (digits >= 3 || (/[a-z]/u.test(part) && /[A-Z].*[A-Z].*[A-Z]/u.test(part)));
}

function tokens(url: URL): string[] {
  return [...url.pathname.split("/"), ...url.searchParams.values()];
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign
  }
}

function hexOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Base64 of the address at each of the three offsets it can have in a longer text, without the ends that vary. */
function base64Forms(address: string): string[] {
  return ["", "\0", "\0\0"].flatMap((before, skipped) => {
    const bytes = new TextEncoder().encode(before + address);
    const whole = Math.floor(bytes.length / 3) * 3;
    const text = btoa(String.fromCharCode(...bytes.subarray(0, whole))).slice(skipped === 0 ? 0 : 4);
    return [text, text.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
