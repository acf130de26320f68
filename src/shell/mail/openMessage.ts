import type { Email } from "../../core/api/resources/emails.ts";
import type { MailFindings } from "../../shared/mailFindings.ts";
import type { Cue } from "../../shared/mailReport.ts";
import { MailReading, type ReadingOptions, type ReadingState } from "./mailReading.ts";
import { senderCueTexts } from "./mailReport.ts";

const UNREAD: ReadingState = { report: undefined, awaitsReport: false, look: "auto" };

/** One message of a panel: folded, or with its body and what its reader has found in it and agreed to. */
export class OpenMessage {
  reading: MailReading | undefined;
  cues: readonly Cue[] = [];
  /** Why its body could not be read, in finished words. */
  failure: string | undefined;

  constructor(public email: Email) {}

  /** Whether its body is there to be shown. */
  get isOpen(): boolean {
    return this.reading !== undefined;
  }

  get state(): ReadingState {
    return this.reading?.state ?? UNREAD;
  }

  /** Takes the message with its body; what was found and agreed to holds on while the body is the same. */
  async open(email: Email, options: ReadingOptions): Promise<void> {
    const reading = await (this.reading === undefined
      ? MailReading.of(email, options)
      : this.reading.again(email));
    this.email = email;
    this.failure = undefined;
    this.cues = senderCueTexts(email);
    this.reading = reading;
  }

  /** Takes what a list says of the message: everything that may change, and nothing that lists leave out. */
  refresh({ unread, interest, reminderAt, kind, direction }: Email): void {
    this.email = { ...this.email, unread, interest, reminderAt, kind, direction };
  }

  found(findings: MailFindings): void {
    this.reading?.found(findings);
  }
}
