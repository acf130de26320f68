import * as vscode from "vscode";
import { formatAge, formatCount } from "../words/text.ts";
import type { TreeNode } from "./treeNode.ts";

/** A draft as its row says it, in finished words. */
export interface DraftRow {
  readonly uri: vscode.Uri;
  readonly subject: string;
  readonly to: string;
  readonly icon: string;
  readonly updatedAt: Date;
}

/** A draft that was begun: its subject, to whom, and when it was last saved. */
export class DraftNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly draft: DraftRow,
    private readonly now: Date,
  ) {
    this.id = `${parent.id}/${draft.uri.path}`;
  }

  get uri(): vscode.Uri {
    return this.draft.uri;
  }

  toTreeItem(): vscode.TreeItem {
    const { subject, to, icon, updatedAt } = this.draft;
    const age = formatAge(updatedAt, this.now);
    const item = new vscode.TreeItem(subject);
    item.id = this.id;
    item.description = [to, age].filter((part) => part !== "").join(" · ");
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = "draft;";
    item.tooltip = subject;
    item.command = {
      command: "instantly.openDraft",
      title: vscode.l10n.t("Open Draft"),
      arguments: [this.draft.uri],
    };
    item.accessibilityInformation = {
      label: [vscode.l10n.t("draft"), subject, to, age].filter((part) => part !== "").join(", "),
    };
    return item;
  }
}

/** The drafts of the workspace. */
export class DraftsNode implements TreeNode {
  readonly id = "instantly.emails/drafts";
  readonly parent = undefined;

  constructor(
    private readonly drafts: readonly DraftRow[],
    private readonly now: Date,
  ) {}

  toTreeItem(): vscode.TreeItem {
    const count = formatCount(this.drafts.length);
    // One row, not one for each, moves the mail below when the first is begun.
    const item = new vscode.TreeItem(vscode.l10n.t("Drafts"), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = count;
    item.iconPath = new vscode.ThemeIcon("edit");
    item.contextValue = "draftGroup;";
    item.tooltip = vscode.l10n.t("Written on this machine and not sent");
    item.accessibilityInformation = { label: vscode.l10n.t("Drafts, {0}", count) };
    return item;
  }

  getChildren(): readonly TreeNode[] {
    return this.drafts.map((draft) => new DraftNode(this, draft, this.now));
  }
}
