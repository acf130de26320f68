import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import {
  arrangeMail,
  type EmailGroup,
  type EmailGrouping,
  groupEmails,
} from "../../core/mail/groupEmails.ts";
import { interestLabel, subjectText } from "../words/emailWords.ts";
import { formatAge, formatCount, formatWeekday, plain } from "../words/text.ts";
import { correspondentText, EmailNode, type EmailRowContext, rowDescription, rowIcon } from "./emailNode.ts";
import type { RowTarget, TreeNode } from "./treeNode.ts";

interface GroupContext extends EmailRowContext {
  /** Undefined while it is not known. */
  readonly campaignName: (id: string) => string | undefined;
  /** Whether nothing else is listed than what is scheduled. */
  readonly onlyScheduled: boolean;
}

/** Rows of mail as the person wants them put together; what is yet to be sent stands apart, after them. */
export function emailRows(
  emails: readonly Email[],
  by: EmailGrouping,
  context: GroupContext,
): readonly TreeNode[] {
  const { mail, scheduled } = arrangeMail(emails);
  if (context.onlyScheduled) return rowsOf([...scheduled, ...mail], by, context);
  const [next, ...others] = scheduled;
  const rows = rowsOf(mail, by, context);
  if (next === undefined) return rows;
  return [...rows, new EmailGroupNode("scheduled", { key: "", emails: [next, ...others] }, context)];
}

function rowsOf(emails: readonly Email[], by: EmailGrouping, context: GroupContext): readonly TreeNode[] {
  if (by === "flat") return emails.map((email) => new EmailNode(email, context, undefined));
  return groupEmails(emails, by).map((group) => {
    if (by !== "thread") return new EmailGroupNode(by, group, context);
    // A thread of which one message is loaded is that message.
    return group.emails.length === 1
      ? new EmailNode(group.emails[0], context, undefined)
      : new EmailThreadNode(group, context);
  });
}

/** The loaded messages of a conversation; the row reads like its newest one. */
class EmailThreadNode implements TreeNode {
  readonly id: string;
  readonly parent = undefined;
  readonly target: RowTarget;
  private readonly newest: EmailNode;

  constructor(
    private readonly group: EmailGroup,
    private readonly context: EmailRowContext,
  ) {
    this.id = `instantly.emails/thread/${group.key}`;
    const [newest] = group.emails;
    this.newest = new EmailNode(newest, context, this);
    this.target = this.newest.target;
  }

  toTreeItem(): vscode.TreeItem {
    const { emails } = this.group;
    const [newest] = emails;
    const unread = emails.filter((email) => email.unread === true).length;
    const count = formatCount(emails.length);
    const subject = subjectText(newest);
    const interest = emails.map((email) => interestLabel(email, this.context.labels)).find(Boolean);
    const age = newest.date === undefined ? undefined : formatAge(newest.date, this.context.now);
    const item = this.newest.toTreeItem();
    item.id = this.id;
    item.label = partner(emails);
    item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    item.description = `(${count}) ${rowDescription(newest, [interest, age])}`;
    item.iconPath = rowIcon("comment-discussion", emails, this.context.labels);
    // What is done to a row is done to a message: those are below.
    item.contextValue = "emailThread;open;web;address;verifiable;";
    item.command = { command: "instantly.openRow", title: vscode.l10n.t("Open"), arguments: [this] };
    item.accessibilityInformation = {
      label: [
        ...(unread > 0 ? [vscode.l10n.t("{0} unread", formatCount(unread))] : []),
        vscode.l10n.t("conversation with {0}", partner(emails)),
        vscode.l10n.t("{0} messages", count),
        subject,
        ...(interest === undefined ? [] : [interest]),
        ...(age === undefined ? [] : [age]),
      ].join(", "),
    };
    return item;
  }

  tooltip(): vscode.MarkdownString {
    return this.newest.tooltip();
  }

  getChildren(): readonly TreeNode[] {
    return this.group.emails.map((email) => new EmailNode(email, this.context, this));
  }
}

/** Whoever wrote to us last, or else whom we wrote to. */
function partner(emails: EmailGroup["emails"]): string {
  return correspondentText(emails.find(({ direction }) => direction === "received") ?? emails[0]);
}

/** The loaded messages of an account, a campaign, a day or an interest status, or those that are scheduled. */
class EmailGroupNode implements TreeNode {
  readonly id: string;
  readonly parent = undefined;

  constructor(
    private readonly by: Exclude<EmailGrouping, "flat" | "thread"> | "scheduled",
    private readonly group: EmailGroup,
    private readonly context: GroupContext,
  ) {
    this.id = `instantly.emails/${by}/${group.key}`;
  }

  toTreeItem(): vscode.TreeItem {
    const { emails } = this.group;
    const unread = emails.filter((email) => email.unread === true).length;
    const label = this.label();
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, this.by === "scheduled" ? Collapsed : Expanded);
    const counts = [
      formatCount(emails.length),
      ...(unread > 0 ? [vscode.l10n.t("{0} unread", formatCount(unread))] : []),
    ];
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon(ICONS[this.by]);
    item.description = counts.join(" · ");
    item.contextValue = "emailGroup;";
    item.tooltip = vscode.l10n.t("{0} of the emails loaded so far: {1}", formatCount(emails.length), label);
    item.accessibilityInformation = {
      label: [label, vscode.l10n.t("{0} emails", formatCount(emails.length)), ...counts.slice(1)].join(", "),
    };
    return item;
  }

  getChildren(): readonly TreeNode[] {
    return this.group.emails.map((email) => new EmailNode(email, this.context, this));
  }

  private label(): string {
    const { key, emails } = this.group;
    switch (this.by) {
      case "account":
        return key === "" ? vscode.l10n.t("No account") : plain(emails[0].account);
      case "campaign":
        return key === ""
          ? vscode.l10n.t("No campaign")
          : plain(this.context.campaignName(key) ?? vscode.l10n.t("Campaign without a known name"));
      case "scheduled":
        return vscode.l10n.t("Scheduled");
      case "interest": {
        const word = interestLabel(emails[0], this.context.labels) ?? vscode.l10n.t("no interest status");
        return word.charAt(0).toLocaleUpperCase(vscode.env.language) + word.slice(1);
      }
      case "day": {
        const { date } = emails[0];
        return date === undefined ? vscode.l10n.t("No date") : formatWeekday(date, this.context.now);
      }
    }
  }
}

const ICONS = {
  account: "account",
  campaign: "megaphone",
  day: "calendar",
  interest: "flame",
  scheduled: "calendar",
} as const;
