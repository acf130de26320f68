import * as vscode from "vscode";
import { explain, type Explanation } from "../explain.ts";
import type { TreeNode } from "./treeNode.ts";
import type { ViewId } from "./viewIds.ts";

interface NoticeLook {
  readonly label: string;
  readonly description?: string;
  readonly icon: vscode.ThemeIcon;
  readonly command?: vscode.Command;
  readonly tooltip?: string;
  /** What a screen reader says, where label and description do not say it all. */
  readonly spoken?: string;
}

/** A row that is not data: more to load, a failure, or that there is nothing. */
export class NoticeNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode | undefined,
    id: string,
    private readonly look: NoticeLook,
  ) {
    this.id = parent === undefined ? id : `${parent.id}/${id}`;
  }

  toTreeItem(): vscode.TreeItem {
    const { label, description, icon, command, tooltip, spoken } = this.look;
    const item = new vscode.TreeItem(label);
    item.id = this.id;
    item.iconPath = icon;
    item.tooltip = tooltip ?? label;
    item.contextValue = "notice;";
    item.accessibilityInformation = {
      label: spoken ?? (description === undefined ? label : `${label}, ${description}`),
    };
    if (description !== undefined) item.description = description;
    if (command !== undefined) item.command = command;
    return item;
  }
}

/** The row at the end of a list that is not complete. */
export function moreNode(view: ViewId, loaded: string): NoticeNode {
  return new NoticeNode(undefined, `${view}/more`, {
    label: vscode.l10n.t("Load More"),
    description: loaded,
    icon: new vscode.ThemeIcon("ellipsis"),
    command: { command: "instantly.loadMore", title: vscode.l10n.t("Load More"), arguments: [view] },
  });
}

/** What a person can do about a list that failed; the sentence itself stands above the rows, where it wraps. */
export function stepNodes(view: ViewId, error: unknown): NoticeNode[] {
  const { sentence, action } = explain(error);
  const step = (id: string, icon: string, command: vscode.Command): NoticeNode =>
    new NoticeNode(undefined, `${view}/${id}`, {
      label: command.title,
      icon: new vscode.ThemeIcon(icon),
      command,
      tooltip: sentence,
      spoken: `${sentence} ${command.title}`,
    });
  return [
    ...(action === undefined ? [] : [step("step", "arrow-right", toCommand(action))]),
    step("failed", "refresh", retryCommand(view)),
  ];
}

function toCommand({ label, command, args = [] }: NonNullable<Explanation["action"]>): vscode.Command {
  return { command, title: label, arguments: [...args] };
}

function retryCommand(what: ViewId | TreeNode): vscode.Command {
  return { command: "instantly.retryLoad", title: vscode.l10n.t("Try Again"), arguments: [what] };
}

/** The row of a failure under a row: the sentence, and a click that takes the next step. */
export function failedNode(parent: TreeNode, error: unknown): NoticeNode {
  const { sentence, action } = explain(error);
  const command = action === undefined ? retryCommand(parent) : toCommand(action);
  return new NoticeNode(parent, "failed", {
    label: sentence,
    description: command.title,
    icon: new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground")),
    command,
    tooltip: `${sentence}\n${vscode.l10n.t("Click: {0}", command.title)}`,
  });
}

/** A row that stands for one the API sent in a shape this version cannot read. */
export function brokenNode(
  parent: TreeNode | undefined,
  view: ViewId,
  key: string,
  issues: readonly string[],
): NoticeNode {
  return new NoticeNode(parent, `${view}/${key}`, {
    label: vscode.l10n.t("A row that could not be read"),
    description: issues[0] ?? "",
    icon: new vscode.ThemeIcon("question"),
    tooltip: [
      vscode.l10n.t("Instantly sent this row in a shape that this version does not understand:"),
      ...issues,
    ].join("\n"),
    command: { command: "instantly.showLog", title: vscode.l10n.t("Show Log") },
  });
}
