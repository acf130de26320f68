import type { Email } from "../../core/api/resources/emails.ts";
import { threadOf, type Thread } from "../../core/mail/thread.ts";
import {
  type ChangeStep,
  type EmailChange,
  type EmailChanges,
  patched,
} from "../../core/state/emailChanges.ts";
import type { ThreadMail } from "../../core/mail/readThread.ts";
import { OpenMessage } from "./openMessage.ts";

/** How far the reading of a conversation has come. */
export type ThreadProgress =
  | { readonly state: "loading" }
  | { readonly state: "there"; readonly mail: ThreadMail }
  | { readonly state: "failed"; readonly sentence: string };

/** The messages that a panel knows of: the one that it was opened for, and its neighbours once they were asked for. */
export class Conversation {
  private readonly messages = new Map<string, OpenMessage>();
  /** What holds since the messages were read: a list asked for before that, or behind the times, may not have it yet. */
  private readonly held: EmailChange[] = [];
  progress: ThreadProgress | undefined;

  find(id: string): OpenMessage | undefined {
    return this.messages.get(id);
  }

  /** The message, known from now on. */
  of(email: Email): OpenMessage {
    const known = this.messages.get(email.id) ?? new OpenMessage(email);
    this.messages.set(email.id, known);
    return known;
  }

  take(mail: ThreadMail, progress: ThreadProgress): void {
    for (const listed of mail.emails) {
      const email = patched(listed, this.held);
      const known = this.messages.get(email.id);
      if (known === undefined) this.messages.set(email.id, new OpenMessage(email));
      else known.refresh(email);
    }
    this.progress = progress;
  }

  /** In order, with what is under way lying over the messages. */
  thread(changes: EmailChanges): Thread {
    return threadOf([...this.messages.values()].map(({ email }) => changes.shown(email)));
  }

  /** Writes a change that holds into the messages. */
  follow({ change, step }: ChangeStep): void {
    if (step !== "settle") return;
    this.held.push(change);
    for (const message of this.messages.values()) message.email = patched(message.email, [change]);
  }

  /** What the API says from now on is believed. */
  believe(): void {
    this.held.length = 0;
  }

  clear(): void {
    this.believe();
    this.messages.clear();
    this.progress = undefined;
  }
}
