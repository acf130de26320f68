import type { Email } from "../api/resources/emails.ts";
import type { DraftKind, DraftSubject } from "./draftStore.ts";
import { printDraft } from "./draftText.ts";
import { roughText } from "./roughText.ts";

/** What is said about the original in the person's own words and language. */
export interface DraftPhrases {
  /** Ann Lee <ann@corp.example>, of whoever a reply goes to. */
  readonly to: string;
  /** The line about the original in the header. */
  readonly about: string;
  /** "On 22 November 2026, Ann Lee wrote:" */
  readonly wrote: string;
}

/** Words of a message that are quoted at most: the recipient has the rest. */
const MAX_QUOTED_LINES = 400;

/** A new answer to a message, or a note to pass it on with: text and what it is about. */
export function newDraft(
  kind: DraftKind,
  original: Email,
  { to, about, wrote }: DraftPhrases,
): DraftSubject & { readonly text: string } {
  const fixed: Record<string, string> = kind === "reply" ? { To: to, Answers: about } : { Forwards: about };
  const subject = prefixed(kind === "reply" ? "Re:" : "Fwd:", original.subject);
  const values = { From: original.account, Subject: subject, Original: "yes", ...fixed };
  const body = kind === "reply" ? `\n\n${quoted(original, wrote)}` : "\n";
  return {
    kind,
    originalId: original.id,
    threadId: original.threadId,
    fixed,
    isAnswered: original.direction === "received",
    attachments: original.attachments.length,
    text: printDraft(kind, values, body),
  };
}

/** A subject with its mark, once: "Re: Re: " helps nobody. Marks of other languages count too. */
function prefixed(mark: "Re:" | "Fwd:", subject: string): string {
  const known = mark === "Re:" ? /^(?:re|aw|sv|antw|odp|rif)\s*:/iu : /^(?:fwd?|wg|tr|vs|doorst|rv)\s*:/iu;
  return known.test(subject.trim()) ? subject : `${mark} ${subject}`;
}

function quoted(original: Email, wrote: string): string {
  const text =
    original.bodyText ??
    (original.bodyHtml === undefined ? (original.preview ?? "") : roughText(original.bodyHtml));
  const lines = text.trim().split(/\r\n|\r|\n/u);
  if (lines.join("") === "") return "";
  const kept = lines.slice(0, MAX_QUOTED_LINES);
  if (kept.length < lines.length) kept.push("[…]");
  return `${wrote}\n${kept.map((line) => (line === "" ? ">" : `> ${line}`)).join("\n")}\n`;
}
