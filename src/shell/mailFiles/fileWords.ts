import * as vscode from "vscode";
import type { Attachment, Email } from "../../core/api/resources/emails.ts";
import type { PageWords } from "../../core/mail/files/emailHtml.ts";
import type { MarkdownWords } from "../../core/mail/files/emailMarkdown.ts";
import type { InspectedLink } from "../../core/mail/inspectLink.ts";
import type { ActiveSession } from "../auth/sessions.ts";
import { attachmentKind, attachmentName, attachmentPlace } from "../mail/attachmentRows.ts";
import { linkCueText } from "../mail/cueWords.ts";
import { senderCueTexts } from "../mail/mailReport.ts";
import { emailPeople } from "../panels/emailView.ts";
import {
  emailKind,
  interestLabel,
  type LabelNames,
  personName,
  stepText,
  subjectText,
} from "../words/emailWords.ts";
import { formatCount, formatDate, plain } from "../words/text.ts";

export type FileWords = MarkdownWords & PageWords;

/**
 * The words of mail as files.
 * @param isWhole false for a conversation that is longer than what was read of it.
 */
export function fileWords({ profile, session }: ActiveSession, isWhole = true): FileWords {
  return {
    ...headingWords(),
    language: vscode.env.language,
    subject: subjectText,
    facts: (email) => facts(email, profile.name, session.labelNames),
    cues: (email) => senderCueTexts(email).map(({ text }) => text),
    attachments: ({ attachments }) => attachments.map(attachmentText),
    linkCues,
    messageHeading: (email, number) =>
      [
        `${formatCount(number)}. ${personName({ address: email.from, name: email.fromName })}`,
        ...(email.date === undefined ? [] : [formatDate(email.date)]),
      ].join(", "),
    conversation: (emails) => [
      conversationText(emails),
      ...(isWhole ? [] : [vscode.l10n.t("The conversation is longer; its oldest messages are not here.")]),
    ],
  };
}

function headingWords(): Omit<
  FileWords,
  "language" | "subject" | "facts" | "cues" | "attachments" | "linkCues" | "messageHeading" | "conversation"
> {
  return {
    attachmentsHeading: vscode.l10n.t("Attachments"),
    linksHeading: vscode.l10n.t("Links"),
    notOpenable: vscode.l10n.t("not a web or mail address"),
    moreLinks: (count: number) => vscode.l10n.t("{0} more are not listed.", formatCount(count)),
    picture: (alt: string) => vscode.l10n.t("(image: {0})", alt),
    hidden: (characters: number) =>
      vscode.l10n.t(
        "This message hides {0} characters from its reader; they are left out.",
        formatCount(characters),
      ),
    noText: vscode.l10n.t("This email has no text."),
    onlyPreview: vscode.l10n.t("Instantly has only the first lines of this email."),
    quoteLeftOut: (lines: number) =>
      lines === 1
        ? vscode.l10n.t("(1 line of quoted text is left out)")
        : vscode.l10n.t("({0} lines of quoted text are left out)", formatCount(lines)),
  };
}

function facts(email: Email, workspace: string, labels: LabelNames): { label: string; value: string }[] {
  const kind = [emailKind(email), interestLabel(email, labels)]
    .filter((word) => word !== undefined)
    .join(", ");
  const rows: [string, string | undefined][] = [
    [vscode.l10n.t("Date"), email.date && formatDate(email.date)],
    [vscode.l10n.t("Kind"), kind],
    [vscode.l10n.t("Account"), email.account],
    [vscode.l10n.t("Lead"), email.lead],
    [vscode.l10n.t("Campaign step"), stepText(email)],
    [vscode.l10n.t("Workspace"), workspace],
  ];
  const others = rows.flatMap(([label, value]) => {
    const text = plain(value ?? "");
    return text === "" ? [] : [{ label, value: text }];
  });
  return [...emailPeople(email), ...others];
}

function conversationText(emails: readonly Email[]): string {
  return emails.length === 1
    ? vscode.l10n.t("1 message")
    : vscode.l10n.t("{0} messages, oldest first", formatCount(emails.length));
}

function linkCues(link: InspectedLink): string[] {
  return link.kind === "web"
    ? link.cues.filter(({ kind }) => kind !== "insecure").map((cue) => linkCueText(cue).text)
    : [];
}

/** "report.pdf (48 kB, application/pdf), kept at files.example". */
function attachmentText(attachment: Attachment): string {
  const name = attachmentName(attachment);
  const kind = attachmentKind(attachment);
  const named = kind.length === 0 ? name : `${name} (${kind.join(", ")})`;
  const kept = attachmentPlace(attachment);
  return kept?.kind === "web" ? vscode.l10n.t("{0}, kept at {1}", named, kept.host) : named;
}
