import * as vscode from "vscode";
import type { Email, Person } from "../../core/api/resources/emails.ts";
import type { ThreadMessage } from "../../core/mail/thread.ts";
import { sideOf } from "../../core/mail/thread.ts";
import type { EmailChanges } from "../../core/state/emailChanges.ts";
import type { InterestOrder } from "../../core/state/interestDesk.ts";
import { isForwardSubject } from "../../shared/quoteRules.ts";
import type { EmailView, MailBody, MessageView, ThreadView } from "../../shared/emailView.ts";
import type { Badge, Fact } from "../../shared/panelView.ts";
import type { ThreadOrder } from "../../shared/threadOrder.ts";
import { attachmentRows } from "../mail/attachmentRows.ts";
import type { Conversation } from "../mail/conversation.ts";
import { mailAdvice } from "../mail/mailAdvice.ts";
import type { OpenMessage } from "../mail/openMessage.ts";
import {
  emailKind,
  interestLabel,
  interestTone,
  type LabelNames,
  personName,
  personText,
  stepText,
  subjectText,
} from "../words/emailWords.ts";
import { formatAge, formatCount, formatShortDate, formatTime, plain } from "../words/text.ts";
import { dateText } from "./dateText.ts";
import { factsOf } from "./factsOf.ts";

/** A page draws a megabyte of mail in a blink; ten freeze it. */
const MAX_BODY_CHARS = 1_000_000;

export interface EmailContext {
  /** The message that the panel is about. */
  readonly id: string;
  readonly isThread: boolean;
  readonly order: ThreadOrder;
  readonly changes: EmailChanges;
  readonly interest: (lead: string | undefined) => InterestOrder | undefined;
  readonly labels: LabelNames;
  readonly now: Date;
  /** By id; the id stands in for a name that is not known. */
  readonly campaignNames: ReadonlyMap<string, string>;
  readonly remark: string | undefined;
  readonly inWebApp: boolean;
}

/** The email that a panel is about, alone or with the rest of its conversation. It must be known. */
export function emailView(conversation: Conversation, context: EmailContext): EmailView {
  const { id, isThread, changes, order, remark, inWebApp } = context;
  const thread = conversation.thread(changes);
  const mine = thread.messages.find(({ email }) => email.id === id);
  if (mine === undefined) throw new Error("The panel's own message is not known");
  const { email } = mine;
  const sorted = order === "newestFirst" ? thread.messages.toReversed() : thread.messages;
  const shown = isThread ? sorted : [{ ...mine, side: sideOf(email, leadOf(email)) }];
  return {
    id,
    subject: subjectText(email),
    badges: [
      ...(isThread ? [] : kindBadges(email)),
      ...standing({ interest: isThread ? thread.interest : email.interest, lead: email.lead }, context),
      ...reminderBadges(isThread ? thread.messages.map((message) => message.email) : [email], context.now),
    ],
    messages: shown.flatMap((message) => {
      const open = conversation.find(message.email.id);
      return open === undefined ? [] : [messageView(message, open, context)];
    }),
    thread: isThread ? threadView(conversation, thread, context) : undefined,
    hasThread: email.threadId !== undefined,
    hasLead: email.lead !== undefined,
    remark: remark ?? unseenRemark(email, context),
    inWebApp,
  };
}

const leadOf = ({ lead }: Email): { address: string } | undefined =>
  lead === undefined ? undefined : { address: lead };

function threadView(
  { progress }: Conversation,
  { lead, accounts, campaignIds, messages }: ReturnType<Conversation["thread"]>,
  { order, campaignNames }: EmailContext,
): ThreadView {
  // One that has no name yet is left out: its id would tell nothing.
  const names = campaignIds.flatMap((id) => campaignNames.get(id) ?? []);
  const rows: [string, string][] = [
    [vscode.l10n.t("Lead"), lead === undefined ? "" : personText(lead)],
    [accounts.length > 1 ? vscode.l10n.t("Our accounts") : vscode.l10n.t("Our account"), accounts.join(", ")],
    [names.length > 1 ? vscode.l10n.t("Campaigns") : vscode.l10n.t("Campaign"), names.join(", ")],
  ];
  return {
    order,
    facts: factsOf(rows),
    summary: summaryText(progress, messages.length),
    isLoading: progress?.state === "loading",
  };
}

function summaryText(progress: Conversation["progress"], count: number): string {
  const counted =
    count === 1 ? vscode.l10n.t("1 message") : vscode.l10n.t("{0} messages", formatCount(count));
  switch (progress?.state) {
    case undefined:
    case "loading":
      return vscode.l10n.t("Loading the conversation…");
    case "failed":
      return vscode.l10n.t("The conversation could not be read: {0}", progress.sentence);
    case "there": {
      const { isComplete, unreadable } = progress.mail;
      return [
        isComplete
          ? counted
          : vscode.l10n.t("The newest {0} messages; older ones are not read.", formatCount(count)),
        ...(unreadable === 0
          ? []
          : [
              vscode.l10n.t(
                "{0} more came in a shape that this version cannot read.",
                formatCount(unreadable),
              ),
            ]),
      ].join(" · ");
    }
  }
}

function messageView({ email, side }: ThreadMessage, open: OpenMessage, context: EmailContext): MessageView {
  const { now, campaignNames } = context;
  return {
    id: email.id,
    side,
    who: whoText(email),
    sideWord: sideWord(side),
    when: email.date === undefined ? "" : formatAge(email.date, now),
    how: howText(email, campaignNames.get(email.campaignId ?? "")),
    preview: plain(email.preview ?? "").slice(0, 200),
    badges: email.autoReply === true ? [autoReplyBadge()] : [],
    people: emailPeople(email),
    facts: facts(email, context),
    attachments: attachmentRows(email.attachments),
    cues: open.cues,
    ...open.state,
    body: open.isOpen ? mailBody(open.email) : undefined,
    advice: open.isOpen ? mailAdvice(open.email) : undefined,
    failure: open.failure,
    unread: email.unread === true,
  };
}

function whoText({ from, fromName }: Email): string {
  const name = personName({ address: from, name: fromName });
  return name === "" ? vscode.l10n.t("(no sender)") : name;
}

function sideWord(side: ThreadMessage["side"]): string {
  switch (side) {
    case "us":
      return vscode.l10n.t("us");
    case "lead":
      return vscode.l10n.t("lead");
    case "other":
      return vscode.l10n.t("somebody else");
  }
}

/** "sent by campaign · Nordic founders · step 2" */
function howText(email: Email, campaignName: string | undefined): string {
  const isCampaign = email.kind.word === "campaign";
  return [emailKind(email), isCampaign ? plain(campaignName ?? "") : "", stepText(email) ?? ""]
    .filter((part) => part !== "")
    .join(" · ");
}

const autoReplyBadge = (): Badge => ({ text: vscode.l10n.t("automatic reply"), tone: "neutral" });

function kindBadges(email: Email): Badge[] {
  return [
    { text: emailKind(email), tone: "neutral" },
    ...(email.autoReply === true ? [autoReplyBadge()] : []),
  ];
}

/** How the lead stands, and when that is only on its way. */
function standing(email: Pick<Email, "interest" | "lead">, { interest, labels }: EmailContext): Badge[] {
  const order = interest(email.lead);
  const label = interestLabel(email, labels);
  if (order === undefined || order.state === "unseen") {
    return label === undefined ? [] : [{ text: label, tone: interestTone(email, labels) }];
  }
  const wanted = interestLabel({ interest: order.wanted }, labels) ?? vscode.l10n.t("no interest status");
  return [{ text: vscode.l10n.t("{0}, queued at Instantly", wanted), tone: "neutral" }];
}

/** An order that was taken and never came true is said, beside what the API still shows. */
function unseenRemark(email: Email, { interest, labels }: EmailContext): string | undefined {
  const order = interest(email.lead);
  if (order?.state !== "unseen" || order.wanted?.code === email.interest?.code) return undefined;
  return vscode.l10n.t(
    "Instantly took the status “{0}” at {1} but has not shown it since. What it shows stands here; Refresh looks again.",
    interestLabel({ interest: order.wanted }, labels) ?? vscode.l10n.t("no interest status"),
    formatTime(order.at),
  );
}

function reminderBadges(emails: readonly Email[], now: Date): Badge[] {
  const dates = emails.flatMap(({ reminderAt }) => (reminderAt === undefined ? [] : [reminderAt]));
  const next = dates.toSorted((a, b) => a.getTime() - b.getTime()).find((at) => at > now) ?? dates[0];
  return next === undefined
    ? []
    : [
        {
          text: vscode.l10n.t("reminder {0}", formatShortDate(next)),
          tone: next > now ? "neutral" : "warn",
        },
      ];
}

/** From whom and to whom, one line each; nobody stands in none of them. */
export function emailPeople(email: Email): Fact[] {
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

/** In a conversation what all messages share stands above them, and whose campaign it was in the head of each. */
function facts(email: Email, { now, campaignNames, isThread }: EmailContext): Fact[] {
  const campaign = campaignNames.get(email.campaignId ?? "");
  const shared: [string, string | undefined][] = [
    [vscode.l10n.t("Account"), email.account],
    [vscode.l10n.t("Lead"), email.lead],
    [vscode.l10n.t("Campaign"), campaign],
    [vscode.l10n.t("Campaign step"), stepText(email)],
  ];
  const rows: [string, string | undefined][] = [
    [vscode.l10n.t("Date"), email.date && dateText(email.date, now)],
    ...(isThread ? [] : shared),
  ];
  return factsOf(rows);
}

function mailBody({ bodyHtml, bodyText, preview, subject }: Email): MailBody {
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
    isForwarded: isForwardSubject(subject),
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
