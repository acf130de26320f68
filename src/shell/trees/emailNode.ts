import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import {
  emailKind,
  interestLabel,
  type LabelNames,
  personName,
  personText,
  subjectText,
} from "../words/emailWords.ts";
import { formatAge, formatDate } from "../words/text.ts";
import { tooltip } from "./tooltip.ts";
import type { RowTarget, TreeNode } from "./treeNode.ts";

/** What the rows of mail are described with. */
export interface EmailRowContext {
  readonly now: Date;
  readonly labels: LabelNames;
}

/** An email: who, what about, how long ago; an unread one has the dot that VS Code gives to news. */
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
    const item = new vscode.TreeItem(who);
    item.id = this.id;
    item.description = age === undefined ? subject : `${age} · ${subject}`;
    item.iconPath = icon(email);
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

function icon(email: Email): vscode.ThemeIcon {
  if (email.direction === "scheduled") return new vscode.ThemeIcon("calendar");
  if (email.direction === "sent") return new vscode.ThemeIcon("send");
  if (email.autoReply === true) return new vscode.ThemeIcon("robot");
  return email.unread === true
    ? new vscode.ThemeIcon("circle-filled", new vscode.ThemeColor("notificationsInfoIcon.foreground"))
    : new vscode.ThemeIcon("mail-read");
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
