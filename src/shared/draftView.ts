import type { MailBody } from "./emailView.ts";
import type { Cue } from "./mailReport.ts";
import type { MailWords } from "./mailWords.ts";
import type { Fact } from "./panelView.ts";

/** A draft as its recipient would get it, in finished words. */
export interface DraftView {
  readonly subject: string;
  readonly people: readonly Fact[];
  /** What keeps it from being sent as it stands. */
  readonly problems: readonly Cue[];
  readonly body: MailBody;
}

/** The words of the preview's fixed parts. */
export interface DraftWords {
  readonly mail: MailWords;
  readonly actions: string;
  readonly send: string;
}
