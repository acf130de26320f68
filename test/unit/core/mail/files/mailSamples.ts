import type { Email } from "../../../../../src/core/api/resources/emails.ts";
import { email as schema } from "../../../../../src/core/api/resources/emails.ts";
import type { MarkdownWords } from "../../../../../src/core/mail/files/emailMarkdown.ts";
import type { PageWords } from "../../../../../src/core/mail/files/emailHtml.ts";

/** A message as the API would send it, with what a test cares about. */
export function mail(changes: Readonly<Record<string, unknown>> = {}): Email {
  return schema.parse({
    id: "0193a1b2-0000-7000-8000-000000000001",
    subject: "Pricing",
    from_address_email: "ann@corp.example",
    from_address_json: [{ address: "ann@corp.example", name: "Ann Lee" }],
    to_address_email_list: "me@ours.example",
    eaccount: "me@ours.example",
    ue_type: 2,
    timestamp_email: "2026-03-03T10:02:00.000Z",
    message_id: "<abc123@corp.example>",
    body: { text: "Hello" },
    ...changes,
  });
}

/** Words that a test can tell from the message's own. */
export const WORDS: MarkdownWords & PageWords = {
  language: "en",
  subject: ({ subject }) => (subject === "" ? "(no subject)" : subject),
  facts: ({ from }) => [{ label: "From", value: from }],
  cues: () => [],
  attachments: ({ attachments }) => attachments.map(({ name }) => name),
  attachmentsHeading: "Attachments",
  linksHeading: "Links",
  linkCues: (link) => (link.kind === "web" ? link.cues.map(({ kind }) => kind) : []),
  notOpenable: "leads nowhere",
  moreLinks: (count) => `${count} more`,
  picture: (words) => `(picture: ${words})`,
  hidden: (characters) => `${characters} hidden characters`,
  noText: "No text",
  onlyPreview: "Only the first lines",
  quoteLeftOut: (lines) => `quote of ${lines} lines`,
  messageHeading: ({ from }, number) => `${number}. ${from}`,
  conversation: (emails) => [`${emails.length} messages`],
};
