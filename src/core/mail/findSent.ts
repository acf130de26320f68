import { ApiError } from "../api/errors.ts";
import { cutError, PageTrail } from "../api/pageTrail.ts";
import { BrokenRow } from "../api/page.ts";
import type { Email, EmailsApi } from "../api/resources/emails.ts";
import { addressKey } from "../text/address.ts";
import type { SendAttempt } from "./draftStore.ts";
import { saysTheSame } from "./saysTheSame.ts";

/**
 * What a conversation shows of a message that may have been sent.
 * - `found`: it is there
 * - `similar`: one is there that could be it: other words, or perhaps from before the try
 * - `none`: none is there, or not yet: Instantly has stored messages late
 * - `unseen`: the conversation could not be read, for this reason, or is not known
 */
export type Sight =
  | { readonly kind: "found"; readonly email: Email }
  | { readonly kind: "similar"; readonly email: Email }
  | { readonly kind: "none" }
  | { readonly kind: "unseen"; readonly error: ApiError | undefined };

/** How far the clock that writes Instantly's Date headers and the one that stores its messages may be apart. */
const SKEW_MS = 5_000;
/** Before the try, messages with the same words are still shown to whoever decides. */
const LOOK_BACK_MS = 3_600_000;
/** Hand-written messages of one conversation within that time: the pages of a robot would not end. */
const MAX_PAGES = 3;

/**
 * Looks in the conversation for what was tried to be sent. `known` are messages that are known to be others. Only what
 * the server says is gone by: this machine's clock may be hours off.
 */
export async function findSent(
  emails: EmailsApi,
  threadId: string | undefined,
  attempt: SendAttempt,
  known: ReadonlySet<string>,
): Promise<Sight> {
  if (threadId === undefined) return { kind: "unseen", error: undefined };
  try {
    const { before } = attempt;
    let similar: Email | undefined;
    for (const row of await candidates(emails, threadId, attempt)) {
      if (known.has(row.id) || isFromBefore(row, before)) continue;
      const email = row.bodyHtml === undefined && row.bodyText === undefined ? await emails.get(row.id) : row;
      const isNew = isSince(email, attempt, sinceOf(emails, attempt));
      const isSame = saysTheSame(email, attempt);
      if (isSame && isNew) return { kind: "found", email };
      if (isSame || isNew || before !== undefined) similar ??= email;
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
  attempt: SendAttempt,
): Promise<readonly Email[]> {
  const found: Email[] = [];
  const createdAfter = lookFrom(emails, attempt);
  const trail = new PageTrail();
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await emails.list({
      search: `thread:${threadId}`,
      createdAfter,
      limit: 100,
      after: trail.next,
    });
    for (const row of page.rows)
      if (!(row instanceof BrokenRow) && isByHand(row, attempt.account)) found.push(row);
    trail.follow(page, false);
    // What was sent may stand where nobody can read on.
    if (trail.isCut) throw cutError();
    if (trail.next === undefined) break;
  }
  return found;
}

/** Undefined: from the start. */
function lookFrom(emails: EmailsApi, attempt: SendAttempt): Date | undefined {
  const since = sinceOf(emails, attempt);
  const from = attempt.before?.newestAt ?? (since === undefined ? 0 : since - LOOK_BACK_MS);
  return from > 0 ? new Date(from - 1) : undefined;
}

/** When the first try was, by Instantly's clock. */
function sinceOf(emails: EmailsApi, { server, since }: SendAttempt): number | undefined {
  return server?.since ?? emails.serverTime.earliest(since.getTime());
}

function isFromBefore({ id, storedAt }: Email, before: SendAttempt["before"]): boolean {
  if (before === undefined) return false;
  return before.ids.includes(id) || (storedAt !== undefined && storedAt.getTime() < before.newestAt);
}

/** Whether a message that is not known from before was stored after the try began. */
function isSince({ storedAt }: Email, { before }: SendAttempt, since: number | undefined): boolean {
  if (storedAt === undefined || since === undefined) return false;
  return storedAt.getTime() >= since - (before === undefined ? 0 : SKEW_MS);
}

function isByHand({ kind, direction, from }: Email, account: string): boolean {
  const isManual = kind.word === "manual" || (kind.word === "unknown" && direction === "sent");
  return isManual && addressKey(from) === addressKey(account);
}
