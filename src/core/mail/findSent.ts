import { ApiError } from "../api/errors.ts";
import { BrokenRow } from "../api/page.ts";
import type { Email, EmailsApi } from "../api/resources/emails.ts";
import { addressKey } from "../text/addressKey.ts";
import type { SendAttempt } from "./draftStore.ts";
import { roughText } from "./roughText.ts";

/**
 * What a conversation shows of a message that may have been sent.
 * - `found`: it is there
 * - `similar`: one is there that could be it: other words, or somewhat too early
 * - `none`: none is there, or not yet: Instantly has stored messages late
 * - `unseen`: the conversation could not be read, for this reason, or is not known
 */
export type Sight =
  | { readonly kind: "found"; readonly email: Email }
  | { readonly kind: "similar"; readonly email: Email }
  | { readonly kind: "none" }
  | { readonly kind: "unseen"; readonly error: ApiError | undefined };

/** How far this machine's clock and Instantly's may be apart. */
const SKEW_MS = 120_000;
/** Before that, messages with the same words are still shown to whoever decides. */
const LOOK_BACK_MS = 3_600_000;
/** Hand-written messages of one conversation within that time: the pages of a robot would not end. */
const MAX_PAGES = 3;

/** Looks in the conversation for what was tried to be sent. `known` are messages that are known to be others. */
export async function findSent(
  emails: EmailsApi,
  threadId: string | undefined,
  attempt: SendAttempt,
  known: ReadonlySet<string>,
): Promise<Sight> {
  if (threadId === undefined) return { kind: "unseen", error: undefined };
  try {
    let similar: Email | undefined;
    for (const row of await candidates(emails, threadId, attempt)) {
      if (known.has(row.id)) continue;
      const email = row.bodyHtml === undefined && row.bodyText === undefined ? await emails.get(row.id) : row;
      const isLate = (email.storedAt ?? attempt.at).getTime() >= attempt.since.getTime() - SKEW_MS;
      const isSame = saysTheSame(email, attempt);
      if (isSame && isLate && email.subject.trim() === attempt.subject.trim())
        return { kind: "found", email };
      if (isSame || isLate) similar ??= email;
    }
    return similar === undefined ? { kind: "none" } : { kind: "similar", email: similar };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { kind: "unseen", error };
  }
}

/** What the account has sent by hand in the conversation since shortly before the try, newest first. */
async function candidates(
  emails: EmailsApi,
  threadId: string,
  { since, account }: SendAttempt,
): Promise<readonly Email[]> {
  const found: Email[] = [];
  const createdAfter = new Date(since.getTime() - LOOK_BACK_MS);
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { rows, next } = await emails.list({
      search: `thread:${threadId}`,
      createdAfter,
      limit: 100,
      after,
    });
    for (const row of rows) if (!(row instanceof BrokenRow) && isByHand(row, account)) found.push(row);
    after = next;
    if (next === undefined || rows.length === 0) break;
  }
  return found;
}

function isByHand({ kind, direction, from }: Email, account: string): boolean {
  const isManual = kind.word === "manual" || (kind.word === "unknown" && direction === "sent");
  return isManual && addressKey(from) === addressKey(account);
}

/** Whether a message holds what was sent: a signature, a tracker or a quote may have been put around it. */
function saysTheSame({ bodyText, bodyHtml, to }: Email, attempt: SendAttempt): boolean {
  const wanted = attempt.to?.split(",").map((address) => addressKey(address)) ?? [];
  const named = new Set(to.map(({ address }) => addressKey(address)));
  if (!wanted.every((address) => named.has(address))) return false;
  return (
    (bodyHtml !== undefined && holds(roughText(bodyHtml), roughText(attempt.html))) ||
    (bodyText !== undefined && holds(bodyText, attempt.text))
  );
}

function holds(text: string, part: string): boolean {
  const words = wordsOf(part);
  return words === "" ? wordsOf(text) === "" : wordsOf(text).includes(words);
}

function wordsOf(text: string): string {
  const words = text
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return words === "" ? "" : ` ${words} `;
}
