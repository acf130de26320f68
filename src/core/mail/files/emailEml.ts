import type { Email } from "../../api/resources/emails.ts";
import { encodeBody } from "./mimeBody.ts";
import { dateWords, headerField, messageId, peopleWords, personWords, textWords } from "./mimeHeader.ts";

/**
 * A message as a mail program reads it: RFC 5322 with MIME, lines ended by CR LF. Its HTML is as it came, for that is
 * what the form is for: a mail program has a gate of its own. Files that Instantly keeps elsewhere are named, not held.
 */
export function emailEml(email: Email): string {
  const parts = bodyParts(email);
  const boundary = `=_instantly_${email.id.replace(/[^\w-]/gu, "").slice(0, 40)}`;
  const [only] = parts;
  const content =
    parts.length === 1 && only !== undefined
      ? only
      : [
          headerField("Content-Type", ["multipart/alternative;", `boundary="${boundary}"`]),
          "",
          ...parts.map((part) => `--${boundary}\r\n${part}`),
          `--${boundary}--`,
          "",
        ].join("\r\n");
  return `${[...headers(email), "MIME-Version: 1.0"].join("\r\n")}\r\n${content}`;
}

function headers(email: Email): string[] {
  const { from, fromName, to, cc, bcc, replyTo, subject, date, storedAt } = email;
  const id = messageId(email.messageId ?? "");
  const sentAt = date ?? storedAt;
  const people = (name: string, list: Email["to"]): string[] =>
    list.length === 0 ? [] : [headerField(name, peopleWords(list))];
  return [
    headerField("From", personWords({ address: from, name: fromName })),
    ...people("To", to),
    ...people("Cc", cc),
    ...people("Bcc", bcc),
    ...people("Reply-To", replyTo),
    headerField("Subject", textWords(subject)),
    ...(sentAt === undefined ? [] : [headerField("Date", dateWords(sentAt))]),
    ...(id === undefined ? [] : [headerField("Message-ID", [id])]),
    headerField("X-Instantly-Email-Id", textWords(email.id)),
    ...email.attachments.map(({ name }) => headerField("X-Instantly-Attachment", textWords(name))),
  ];
}

/** Plainest first, as RFC 2046 section 5.1.4 asks. */
function bodyParts({ bodyText, bodyHtml, preview }: Email): string[] {
  const parts: string[] = [];
  if (bodyText !== undefined || bodyHtml === undefined)
    parts.push(bodyPart("plain", bodyText ?? preview ?? ""));
  if (bodyHtml !== undefined) parts.push(bodyPart("html", bodyHtml));
  return parts;
}

function bodyPart(subtype: "plain" | "html", body: string): string {
  const { encoding, text } = encodeBody(body);
  return [
    `Content-Type: text/${subtype}; charset=utf-8`,
    `Content-Transfer-Encoding: ${encoding}`,
    "",
    text,
  ].join("\r\n");
}
