import * as vscode from "vscode";
import type { Email, Person } from "../../core/api/resources/emails.ts";
import type { EmailView, EmailWords, MailBody } from "../../shared/emailView.ts";
import type { Badge, Fact } from "../../shared/panelView.ts";
import type { Cue } from "../../shared/mailReport.ts";
import type { ReadingState } from "../mail/mailReading.ts";
import { emailKind, interestLabel, personText, subjectText } from "../words/emailWords.ts";
import { formatBytes, plain } from "../words/text.ts";
import { dateText } from "./dateText.ts";
import { mailWords } from "./mailWords.ts";

/** A page draws a megabyte of mail in a blink; ten freeze it. */
const MAX_BODY_CHARS = 1_000_000;

export interface EmailContext {
  readonly now: Date;
  /** Undefined until its name is known; the id stands in for it. */
  readonly campaignName: string | undefined;
  readonly inWebApp: boolean;
  readonly cues: readonly Cue[];
  readonly reading: ReadingState;
}

export function emailView(email: Email, context: EmailContext): EmailView {
  return {
    subject: subjectText(email),
    badges: badges(email),
    people: people(email),
    facts: facts(email, context),
    cues: context.cues,
    ...context.reading,
    body: mailBody(email),
    remark: undefined,
    unread: email.unread === true,
    inWebApp: context.inWebApp,
  };
}

function badges(email: Email): Badge[] {
  const interest = interestLabel(email);
  const shown: Badge[] = [{ text: emailKind(email), tone: "neutral" }];
  if (email.autoReply === true) shown.push({ text: vscode.l10n.t("automatic reply"), tone: "neutral" });
  if (interest !== undefined) {
    const code = Number(email.interest?.code);
    shown.push({ text: interest, tone: code > 0 ? "good" : code < 0 ? "bad" : "neutral" });
  }
  return shown;
}

function people(email: Email): Fact[] {
  const rows: [string, readonly Person[]][] = [
    [vscode.l10n.t("From"), [{ address: email.from, name: email.fromName }]],
    [vscode.l10n.t("To"), email.to],
    [vscode.l10n.t("Cc"), email.cc],
    [vscode.l10n.t("Bcc"), email.bcc],
    [vscode.l10n.t("Reply to"), email.replyTo.filter(({ address }) => address !== email.from)],
  ];
  return rows.flatMap(([label, persons]) => {
    const named = persons.filter(({ address }) => address !== "");
    return named.length === 0 ? [] : [{ label, value: named.map(personText).join(", ") }];
  });
}

function facts(email: Email, { now, campaignName }: EmailContext): Fact[] {
  const rows: [string, string | undefined][] = [
    [vscode.l10n.t("Date"), email.date && dateText(email.date, now)],
    [vscode.l10n.t("Account"), email.account],
    [vscode.l10n.t("Lead"), email.lead],
    [vscode.l10n.t("Campaign"), campaignName ?? email.campaignId],
    [vscode.l10n.t("Campaign step"), email.step],
    [vscode.l10n.t("Attachments"), attachments(email)],
  ];
  return rows.flatMap(([label, value]) => {
    const text = plain(value ?? "");
    return text === "" ? [] : [{ label, value: text }];
  });
}

function attachments(email: Email): string | undefined {
  const names = email.attachments.map((file) =>
    file.size === undefined ? file.name : `${file.name} (${formatBytes(file.size)})`,
  );
  return names.length === 0 ? undefined : names.join(", ");
}

function mailBody({ bodyHtml, bodyText, preview }: Email): MailBody {
  const html = blank(bodyHtml);
  const text = blank(bodyText);
  if (html === undefined && text === undefined) {
    const rest = blank(preview);
    return {
      html: undefined,
      text: rest,
      note:
        rest === undefined
          ? vscode.l10n.t("This email has no text.")
          : vscode.l10n.t("Instantly has only the first lines of this email."),
    };
  }
  const size = Math.max(html?.length ?? 0, text?.length ?? 0);
  return {
    html: html?.slice(0, MAX_BODY_CHARS),
    text: text?.slice(0, MAX_BODY_CHARS),
    note:
      size <= MAX_BODY_CHARS
        ? undefined
        : vscode.l10n.t(
            "This email is very long ({0} MB). Only its first megabyte is shown; Copy as JSON has all of it.",
            (size / 1_000_000).toFixed(1),
          ),
  };
}

function blank(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text;
}

export function emailWords(): EmailWords {
  return {
    mail: mailWords(),
    actions: vscode.l10n.t("Actions"),
    refresh: vscode.l10n.t("Refresh"),
    markUnread: vscode.l10n.t("Mark as Unread"),
    markRead: vscode.l10n.t("Mark as Read"),
    copyAddress: vscode.l10n.t("Copy Address"),
    copyId: vscode.l10n.t("Copy ID"),
    copyJson: vscode.l10n.t("Copy as JSON"),
    openInWebApp: vscode.l10n.t("Open in Instantly"),
  };
}
