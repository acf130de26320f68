import type { AttachmentRow, Cue, MailAdvice, MailLookChoice, MailReport } from "./mailReport.ts";
import type { MailWords } from "./mailWords.ts";
import type { Badge, Fact } from "./panelView.ts";
import type { ThreadOrder } from "./threadOrder.ts";

/** A message body, cut to what can be shown. `html` is as it came: the page sanitises it and frames it. */
export interface MailBody {
  readonly html: string | undefined;
  readonly text: string | undefined;
  /** Why there is nothing to see, or that the body was cut. */
  readonly note: string | undefined;
  /** The subject says so: what a forward brings is no quote to fold. */
  readonly isForwarded?: boolean;
}

/** One message, in finished words. */
export interface MessageView {
  readonly id: string;
  /** Whose it is: the page marks ours, the lead's and those of others. */
  readonly side: "us" | "lead" | "other";
  /** "Ann Lee" */
  readonly who: string;
  /** "lead", "us", "somebody else" */
  readonly sideWord: string;
  /** "3 h"; "" when it has no date. */
  readonly when: string;
  /** "sent by campaign, step 2" */
  readonly how: string;
  /** The first words, for a message that is folded. */
  readonly preview: string;
  readonly badges: readonly Badge[];
  readonly people: readonly Fact[];
  readonly facts: readonly Fact[];
  readonly attachments: readonly AttachmentRow[];
  /** What about its sender deserves a second look. */
  readonly cues: readonly Cue[];
  /** Undefined until somebody has unfolded the message and its body is there. */
  readonly body: MailBody | undefined;
  /** Why its body could not be read; unfolding it again asks again. */
  readonly failure: string | undefined;
  /** Undefined until the page has told what is in the body. */
  readonly report: MailReport | undefined;
  /** Its pictures were agreed to before: the page waits for the report, which names them, before it draws the body. */
  readonly awaitsReport: boolean;
  readonly look: MailLookChoice;
  /** Undefined for a message that is not ours, and where nothing speaks against it. */
  readonly advice: MailAdvice | undefined;
  readonly unread: boolean;
}

/** What is said of a conversation above its messages. */
export interface ThreadView {
  readonly order: ThreadOrder;
  readonly facts: readonly Fact[];
  /** "100 messages", or that they are being read. */
  readonly summary: string;
  readonly isLoading: boolean;
}

/** An email, alone or in its conversation, in finished words. */
export interface EmailView {
  /** The message that it was opened for. */
  readonly id: string;
  readonly subject: string;
  /** How the lead stands; of the message alone, its own badges. */
  readonly badges: readonly Badge[];
  /** In the order in which they are drawn: one, or the whole conversation. */
  readonly messages: readonly MessageView[];
  /** Undefined: the message alone. */
  readonly thread: ThreadView | undefined;
  /** Whether there is a conversation to show. */
  readonly hasThread: boolean;
  /** Whether an interest status can be set: somebody must be the lead. */
  readonly hasLead: boolean;
  /** A quiet line under the heading, such as a failed mark as read. */
  readonly remark: string | undefined;
  /** False in the sandbox, which has no web app. */
  readonly inWebApp: boolean;
}

/** The words of the email panel's fixed parts. */
export interface EmailWords {
  readonly mail: MailWords;
  readonly actions: string;
  readonly more: string;
  readonly next: string;
  readonly previous: string;
  readonly refresh: string;
  readonly reply: string;
  readonly forward: string;
  readonly markUnread: string;
  readonly markRead: string;
  readonly copyAddress: string;
  readonly copyId: string;
  readonly copyJson: string;
  /** `{0}`: the form. */
  readonly openAs: string;
  readonly threadFile: string;
  readonly compare: string;
  readonly saveAs: string;
  readonly print: string;
  readonly openInWebApp: string;
  readonly showThread: string;
  readonly hideThread: string;
  readonly conversation: string;
  readonly newestFirst: string;
  readonly newestLast: string;
  readonly unfoldAll: string;
  readonly foldAll: string;
  readonly unread: string;
  readonly attachments: string;
  readonly interest: string;
  readonly reminder: string;
  readonly keys: string;
  readonly lead: string;
  readonly loadingBody: string;
  readonly retry: string;
}
