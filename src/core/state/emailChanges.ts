import type { Email } from "../api/resources/emails.ts";
import { Emitter } from "../emitter.ts";

/** A change that a person has made to some messages, until the API has taken it, shown it or refused it. */
export interface EmailChange {
  readonly isMeant: (email: Email) => boolean;
  readonly patch: Partial<Email>;
  /** By how much it changes the number of unread messages. */
  readonly counted?: number;
}

/** A change, and how the API is told of it. */
export interface EmailOrder extends EmailChange {
  readonly send: () => Promise<unknown>;
}

/** What has become of a change: begun; "settle": it holds, and whoever keeps messages writes it into them; "drop": it never was. */
export interface ChangeStep {
  readonly change: EmailChange;
  readonly step: "begin" | "settle" | "drop";
}

/** What is shown of messages beyond what the API says of them: changes under way lie over it and come off by themselves. */
export class EmailChanges {
  private readonly active = new Set<EmailChange>();
  private readonly changed = new Emitter<ChangeStep>();
  /** What the API is being told, in the order in which it was sent. */
  private readonly sending = new Map<EmailChange, Promise<unknown>>();

  /** Answers the unsubscriber. */
  readonly onDidChange = (listener: (step: ChangeStep) => void): (() => void) => this.changed.event(listener);

  get underWay(): Iterable<EmailChange> {
    return this.active;
  }

  /** The message with everything on it that is under way. */
  shown(email: Email): Email {
    return patched(email, this.active);
  }

  /**
   * Shows a change at once, and takes it back when the API refuses it. Changes of one field of one message go one after
   * the other, so that the last of them holds.
   * @param order what to change, asked for when its turn has come; undefined when nothing is left to do.
   * @throws ApiError
   */
  async send(
    field: keyof Email,
    emails: readonly Email[],
    order: () => EmailOrder | undefined,
  ): Promise<void> {
    // What is sent meanwhile joins the end of the Map, and so of this loop.
    for (const [{ isMeant, patch }, answer] of this.sending)
      if (field in patch && emails.some(isMeant)) await answer.catch(() => undefined);
    const change = order();
    if (change === undefined) return;
    this.begin(change);
    const answer = change.send();
    this.sending.set(change, answer);
    try {
      await answer;
    } catch (error) {
      this.drop(change);
      throw error;
    } finally {
      this.sending.delete(change);
    }
    this.settle(change);
  }

  begin(change: EmailChange): void {
    this.active.add(change);
    this.changed.fire({ change, step: "begin" });
  }

  settle(change: EmailChange): void {
    if (this.active.delete(change)) this.changed.fire({ change, step: "settle" });
  }

  drop(change: EmailChange): void {
    if (this.active.delete(change)) this.changed.fire({ change, step: "drop" });
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** A message with the changes that mean it. */
export function patched(email: Email, changes: Iterable<EmailChange>): Email {
  let shown = email;
  for (const { isMeant, patch } of changes) if (isMeant(email)) shown = { ...shown, ...patch };
  return shown;
}
