import type { Email } from "../../api/resources/emails.ts";
import type { InspectedLink } from "../inspectLink.ts";

/** What every file of a message says beside the message, as finished words. */
export interface MailFileWords {
  readonly subject: (email: Email) => string;
  /** Who, when and what about, one line each. */
  readonly facts: (email: Email) => readonly { readonly label: string; readonly value: string }[];
  /** What deserves a second look, such as an odd sender. */
  readonly cues: (email: Email) => readonly string[];
  readonly attachments: (email: Email) => readonly string[];
  readonly attachmentsHeading: string;
  readonly linksHeading: string;
  /** What is odd about a link. */
  readonly linkCues: (link: InspectedLink) => readonly string[];
  /** For a message without a body. */
  readonly noText: string;
}
