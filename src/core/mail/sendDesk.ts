import type { Clock } from "../clock.ts";
import { ApiError } from "../api/errors.ts";
import type { Email, EmailsApi } from "../api/resources/emails.ts";
import type { OutgoingEmail, OutgoingEmailsApi, OutgoingForward } from "../api/resources/outgoingEmails.ts";
import { mayHaveArrived } from "../verification/chargeRisk.ts";
import { StoreError } from "../verification/storeError.ts";
import { conversationBefore } from "./conversationBefore.ts";
import type { DraftStore, SendAttempt } from "./draftStore.ts";
import { findSent, type Sight } from "./findSent.ts";

/** A draft, ready to leave. */
export interface Outgoing {
  readonly scope: string;
  readonly draftId: number;
  readonly threadId: string | undefined;
  readonly mail:
    ({ readonly kind: "reply" } & OutgoingEmail) | ({ readonly kind: "forward" } & OutgoingForward);
}

/**
 * What became of a draft.
 * - `sent`: Instantly says so, in its answer or, when that was lost, by the message in the conversation. The draft is gone;
 *   `isLeft` when the store did not let it go: sending it again would only find the message.
 * - `refused`: certainly not sent; the draft is as it was
 * - `unknown`: an answer was lost and the conversation does not settle it. `mayRepeat`: long enough ago that Instantly is
 *   not still at work on it, so that a person may decide to send a second time.
 */
export type SendResult =
  | { readonly kind: "sent"; readonly email: Email; readonly wasLost: boolean; readonly isLeft: boolean }
  | { readonly kind: "refused"; readonly error: ApiError }
  | {
      readonly kind: "unknown";
      readonly attempt: SendAttempt;
      readonly sight: Exclude<Sight, { kind: "found" }>;
      readonly mayRepeat: boolean;
    };

/** A question that timed out after 30 s may be worked on for some time yet. */
export const SETTLED_MS = 120_000;

export interface SendDeskOptions {
  readonly emails: EmailsApi;
  readonly outgoing: OutgoingEmailsApi;
  readonly drafts: DraftStore;
  readonly clock: Clock;
  readonly newId: () => string;
}

/**
 * Sends drafts so that none is sent twice: each try is written down before it leaves, and where one may have been sent,
 * the conversation is read before another leaves. There is no idempotency key (facts of 2026-08-21).
 */
export class SendDesk {
  /** Messages that this window knows to be other drafts'. */
  private readonly known = new Set<string>();

  constructor(private readonly options: SendDeskOptions) {}

  /**
   * Sends a draft, or finds it sent. `repeats` names the try with an unknown end that a person has decided to repeat.
   * @throws StoreError before anything has left; nothing else.
   */
  async send(outgoing: Outgoing, repeats?: string): Promise<SendResult> {
    const { drafts } = this.options;
    const { scope, draftId } = outgoing;
    const open = drafts.find(scope, draftId)?.attempt;
    if (open !== undefined) {
      const result = await this.settle(outgoing, open);
      if (result.kind !== "unknown" || !result.mayRepeat || repeats !== open.id) return result;
    }
    const attempt = await this.attemptOf(outgoing, open);
    const other = drafts.begin(scope, draftId, attempt, open?.id);
    return other === undefined ? this.post(outgoing, attempt) : this.settle(outgoing, other);
  }

  /** Looks for a try whose end is not known. @throws StoreError */
  async settle(
    outgoing: Pick<Outgoing, "scope" | "draftId" | "threadId">,
    attempt: SendAttempt,
  ): Promise<SendResult> {
    const sight = await findSent(this.options.emails, outgoing.threadId, attempt, this.known);
    if (sight.kind === "found") {
      const now = this.options.drafts.find(outgoing.scope, outgoing.draftId)?.attempt;
      // Meanwhile another draft of the same words was found to be this message.
      if (now?.before?.ids.includes(sight.email.id) === true && now.id === attempt.id)
        return this.settle(outgoing, now);
      return this.sent(outgoing, sight.email, true);
    }
    const mayRepeat = this.ageOf(attempt) >= SETTLED_MS && sight.kind !== "unseen";
    return { kind: "unknown", attempt, sight, mayRepeat };
  }

  /** By Instantly's clock where that is known. */
  private ageOf({ at, server }: SendAttempt): number {
    const now = this.options.emails.serverTime.latest();
    if (server !== undefined && now !== undefined) return now - server.at;
    return this.options.clock.now() - at.getTime();
  }

  private async post(outgoing: Outgoing, attempt: SendAttempt): Promise<SendResult> {
    const { drafts, outgoing: api } = this.options;
    const { mail, scope, draftId } = outgoing;
    let email;
    try {
      email = await (mail.kind === "reply" ? api.reply(mail) : api.forward(mail));
    } catch (error) {
      if (!(error instanceof ApiError) || mayHaveArrived(error.failure))
        return this.settle(outgoing, attempt);
      // Of an earlier try the end is still unknown: that this one was refused says nothing about it.
      if (attempt.since.getTime() === attempt.at.getTime()) drafts.end(scope, draftId, attempt.id);
      return { kind: "refused", error };
    }
    // An answer about another message says nothing about this one.
    if (email.direction === "received" || attempt.before?.ids.includes(email.id) === true)
      return this.settle(outgoing, attempt);
    return this.sent(outgoing, email, false);
  }

  private sent(
    { scope, draftId }: Pick<Outgoing, "scope" | "draftId">,
    email: Email,
    wasLost: boolean,
  ): SendResult {
    this.known.add(email.id);
    try {
      this.claim(scope, draftId, email);
      this.options.drafts.remove(scope, draftId);
      return { kind: "sent", email, wasLost, isLeft: false };
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return { kind: "sent", email, wasLost, isLeft: true };
    }
  }

  /** No other draft, in whatever window, may take this message for its own: two of them may say the same. */
  private claim(scope: string, draftId: number, email: Email): void {
    const { drafts } = this.options;
    for (const { id, threadId, attempt } of drafts.list(scope)) {
      if (id === draftId || attempt?.before === undefined || threadId !== email.threadId) continue;
      const before = { ...attempt.before, ids: [...attempt.before.ids, email.id] };
      drafts.begin(scope, id, { ...attempt, before }, attempt.id);
    }
  }

  private async attemptOf({ mail, threadId }: Outgoing, open: SendAttempt | undefined): Promise<SendAttempt> {
    const { emails, clock, newId } = this.options;
    const before =
      open === undefined ? await conversationBefore(emails, threadId, mail.originalId) : open.before;
    const at = new Date(clock.now());
    const serverAt = emails.serverTime.earliest();
    const { account, subject, html, text } = mail;
    return {
      id: newId(),
      at,
      since: open?.since ?? at,
      account,
      subject,
      html,
      text,
      to: mail.kind === "forward" ? mail.to : undefined,
      addsOriginal: mail.kind === "forward" && mail.includesOriginal,
      server: serverAt === undefined ? undefined : { at: serverAt, since: open?.server?.since ?? serverAt },
      before,
    };
  }
}
