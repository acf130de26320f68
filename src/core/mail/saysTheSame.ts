import type { Email } from "../api/resources/emails.ts";
import { addressKey } from "../text/address.ts";
import type { SendAttempt } from "./draftStore.ts";
import { roughText } from "./roughText.ts";

/** So many characters begin no other message by chance: what follows was put below, such as a signature. */
const TELLING_LENGTH = 60;

/** Whether a message is what was tried to be sent. A short one has to be the same to its end: "Yes" also begins "Yes, but…". */
export function saysTheSame({ subject, bodyText, bodyHtml, to }: Email, attempt: SendAttempt): boolean {
  if (subject.trim() !== attempt.subject.trim()) return false;
  const wanted = attempt.to?.split(",").map((address) => addressKey(address)) ?? [];
  const named = new Set(to.map(({ address }) => addressKey(address)));
  if (!wanted.every((address) => named.has(address))) return false;
  return (
    (bodyHtml !== undefined && isSame(roughText(bodyHtml), roughText(attempt.html), attempt)) ||
    (bodyText !== undefined && isSame(bodyText, attempt.text, attempt))
  );
}

function isSame(said: string, sent: string, { addsOriginal = false }: SendAttempt): boolean {
  const whole = squeezed(said);
  const wanted = squeezed(sent);
  if (whole === wanted) return true;
  if (wanted === "") return false;
  return (
    (wanted.length >= TELLING_LENGTH && whole.startsWith(wanted)) || (addsOriginal && opens(said, wanted))
  );
}

/** Whether a text begins with these words, and what follows stands on a line of its own. */
function opens(text: string, wanted: string): boolean {
  let start = "";
  for (const line of text.split("\n")) {
    start += squeezed(line);
    if (start.length >= wanted.length) return start === wanted;
  }
  return false;
}

/** Without white space and what cannot be seen: a server may lay a text out anew. */
function squeezed(text: string): string {
  return text.normalize("NFC").replace(/[\s\p{Cf}\uFE0F]+/gu, "");
}
