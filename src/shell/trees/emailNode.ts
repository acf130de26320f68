import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import { bareSubject } from "../../core/mail/bareSubject.ts";
import {
  emailKind,
  interestLabel,
  interestTone,
  type LabelNames,
  personName,
  personText,
  subjectText,
} from "../words/emailWords.ts";
import { formatAge, formatDate } from "../words/text.ts";
import { toneIcon } from "./accountNode.ts";
import { tooltip } from "./tooltip.ts";
import type { RowTarget, TreeNode } from "./treeNode.ts";

/** What the rows of mail are described with. */
export interface EmailRowContext {
  readonly now: Date;
  readonly labels: LabelNames;
}

/** An email: who, what about, how the lead stands, how long ago; an unread one is a closed letter. */
export class EmailNode implements TreeNode {
  readonly id: string;
  readonly target: RowTarget;

  constructor(
    readonly email: Email,
    private readonly context: EmailRowContext,
    readonly parent: TreeNode | undefined,
  ) {
    this.id = `${parent?.id ?? "instantly.emails"}/${email.id}`;
    this.target = { kind: "email", key: email.id, address: correspondent(email).address, raw: email.raw };
  }

  toTreeItem(): vscode.TreeItem {
    const { email } = this;
    const unread = email.unread === true;
    const who = correspondentText(email);
    const subject = subjectText(email);
    const age = email.date === undefined ? undefined : formatAge(email.date, this.context.now);
    const interest = interestLabel(email, this.context.labels);
    const item = new vscode.TreeItem(who);
    item.id = this.id;
    item.description = rowDescription(email, [interest, age]);
    item.iconPath = rowIcon(kindIcon(email), [email], this.context.labels);
    const tags = [
      "email;open;web;address;id;json;verifiable;",
      ...(email.threadId === undefined ? [] : ["thread;"]),
      ...(email.lead === undefined ? [] : ["lead;"]),
      ...(email.unread === undefined ? [] : [unread ? "unread;" : "read;"]),
    ];
    item.contextValue = tags.join("");
    item.command = { command: "instantly.openRow", title: vscode.l10n.t("Open"), arguments: [this] };
    item.accessibilityInformation = {
      label: [
        ...(unread ? [vscode.l10n.t("unread")] : []),
        who,
        subject,
        emailKind(email),
        ...(interest === undefined ? [] : [interest]),
        ...(age === undefined ? [] : [age]),
      ].join(", "),
    };
    return item;
  }

  tooltip(): vscode.MarkdownString {
    return describe(this.email, this.context.labels);
  }
}

/** The other side: who wrote it, or to whom we wrote. */
function correspondent(email: Email): { address: string; name: string | undefined } {
  const to = email.to[0];
  return email.direction === "received" || email.direction === "unknown" || to === undefined
    ? { address: email.from, name: email.fromName }
    : to;
}

export function correspondentText(email: Email): string {
  const person = correspondent(email);
  const name = personName(person);
  if (email.direction !== "sent" && email.direction !== "scheduled")
    return name === "" ? vscode.l10n.t("(no sender)") : name;
  return vscode.l10n.t("To: {0}", name);
}

/** A narrow sidebar cuts off the end: what it is about comes first, without the "Re:" of every answer. */
export function rowDescription(email: Email, facts: readonly (string | undefined)[]): string {
  return [bareSubject(subjectText(email)), ...facts].filter((part) => part !== undefined).join(" · ");
}

/** What kind of mail a row is, in the colour of its lead's interest, or else of news while it is unread. */
export function rowIcon(kind: string, emails: readonly Email[], labels: LabelNames): vscode.ThemeIcon {
  const tone = emails.map((email) => interestTone(email, labels)).find((each) => each !== "neutral");
  if (tone !== undefined) return toneIcon(kind, tone);
  return emails.some(({ unread }) => unread === true)
    ? new vscode.ThemeIcon(kind, new vscode.ThemeColor("notificationsInfoIcon.foreground"))
    : toneIcon(kind, "neutral");
}

function kindIcon(email: Email): string {
  if (email.direction === "scheduled") return "calendar";
  if (email.direction === "sent") return "send";
  if (email.autoReply === true) return "robot";
  return email.unread === true ? "mail" : "mail-read";
}

function describe(email: Email, labels: LabelNames): vscode.MarkdownString {
  const [first, ...others] = email.to;
  const state = [
    emailKind(email),
    email.unread === true ? vscode.l10n.t("unread") : undefined,
    interestLabel(email, labels),
  ].filter((word) => word !== undefined);
  return tooltip(
    subjectText(email),
    [
      ["account", personText({ address: email.from, name: email.fromName })],
      first === undefined
        ? undefined
        : [
            "arrow-right",
            others.length === 0
              ? personText(first)
              : vscode.l10n.t("{0} and {1} more", personText(first), others.length),
          ],
      email.date === undefined ? undefined : ["calendar", formatDate(email.date)],
      ["info", state.join(" · ")],
    ],
    (email.preview ?? "").slice(0, 200),
  );
}
