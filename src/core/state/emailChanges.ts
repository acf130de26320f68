import type { Email } from "../api/resources/emails.ts";
import { Emitter } from "../emitter.ts";

/** A change that a person has made to some messages, until the API has taken it, shown it or refused it. */
export interface EmailChange {
  readonly isMeant: (email: Email) => boolean;
  readonly patch: Partial<Email>;
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

  /** Answers the unsubscriber. */
  readonly onDidChange = (listener: (step: ChangeStep) => void): (() => void) => this.changed.event(listener);

  get underWay(): Iterable<EmailChange> {
    return this.active;
  }

  /** The message with everything on it that is under way. */
  shown(email: Email): Email {
    return patched(email, this.active);
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
