import type { Cue, MailLookChoice, MailReport } from "./mailReport.ts";
import type { MailWords } from "./mailWords.ts";
import type { Badge, Fact } from "./panelView.ts";

/** A message body, cut to what can be shown. `html` is as it came: the page sanitises it and frames it. */
export interface MailBody {
  readonly html: string | undefined;
  readonly text: string | undefined;
  /** Why there is nothing to see, or that the body was cut. */
  readonly note: string | undefined;
}

/** One email, in finished words. */
export interface EmailView {
  readonly subject: string;
  readonly badges: readonly Badge[];
  readonly people: readonly Fact[];
  readonly facts: readonly Fact[];
  /** What about its sender deserves a second look. */
  readonly cues: readonly Cue[];
  readonly body: MailBody;
  /** Undefined until the page has told what is in the body. */
  readonly report: MailReport | undefined;
  /** Its pictures were agreed to before: the page waits for the report, which names them, before it draws the body. */
  readonly awaitsReport: boolean;
  readonly look: MailLookChoice;
  /** A quiet line under the heading, such as a failed mark as read. */
  readonly remark: string | undefined;
  readonly unread: boolean;
  /** False in the sandbox, which has no web app. */
  readonly inWebApp: boolean;
}

/** The words of the email panel's fixed parts. */
export interface EmailWords {
  readonly mail: MailWords;
  readonly actions: string;
  readonly refresh: string;
  readonly markUnread: string;
  readonly markRead: string;
  readonly copyAddress: string;
  readonly copyId: string;
  readonly copyJson: string;
  readonly openInWebApp: string;
}
