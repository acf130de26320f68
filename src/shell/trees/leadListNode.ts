import * as vscode from "vscode";
import type { LeadList } from "../../core/api/resources/leadLists.ts";
import type { LeadListStore } from "../../core/state/leadListStore.ts";
import { formatCount, formatDate, formatShare, plain } from "../words/text.ts";
import { partIcon } from "../words/partWords.ts";
import { mixSegments, type MixSegment } from "../words/verdictWords.ts";
import { failedNode, NoticeNode } from "./noticeNode.ts";
import type { RowTarget, TreeNode } from "./treeNode.ts";

/** A lead list; its verification mix is read when it is opened. */
export class LeadListNode implements TreeNode {
  readonly id: string;
  readonly parent = undefined;
  readonly target: RowTarget;

  constructor(
    readonly list: LeadList,
    private readonly store: LeadListStore,
  ) {
    this.id = `instantly.leadLists/${list.id}`;
    this.target = { kind: "leadList", key: list.id, address: undefined, raw: list.raw };
  }

  toTreeItem(): vscode.TreeItem {
    const { list } = this;
    const name = plain(list.name);
    const stats = this.store.stats(list.id).value;
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon("organization");
    if (stats !== undefined) item.description = vscode.l10n.t("{0} leads", formatCount(stats.total));
    item.tooltip =
      list.createdAt === undefined
        ? name
        : vscode.l10n.t("{0}, created {1}", name, formatDate(list.createdAt));
    item.contextValue = "leadList;open;web;id;json;";
    item.command = { command: "instantly.openRow", title: vscode.l10n.t("Open"), arguments: [this] };
    item.accessibilityInformation = { label: vscode.l10n.t("lead list {0}", name) };
    return item;
  }

  async getChildren(): Promise<readonly TreeNode[]> {
    await this.store.loadStats(this.list.id);
    const { value, error } = this.store.stats(this.list.id);
    if (error !== undefined) return [failedNode(this, error)];
    if (value === undefined) return [];
    if (value.total === 0)
      return [
        new NoticeNode(this, "empty", {
          label: vscode.l10n.t("No leads in this list"),
          icon: new vscode.ThemeIcon("circle-slash"),
        }),
      ];
    return [
      ...mixSegments(value)
        .filter(({ count }) => count > 0)
        .map((segment) => new MixNode(this, segment, value.total)),
      new NoticeNode(this, "total", {
        label: formatCount(value.total),
        description: vscode.l10n.t("total"),
        icon: new vscode.ThemeIcon("organization"),
      }),
    ];
  }
}

/** One part of a list's verification mix. */
class MixNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    private readonly segment: MixSegment,
    private readonly total: number,
  ) {
    this.id = `${parent.id}/${segment.label}`;
  }

  toTreeItem(): vscode.TreeItem {
    const { part, label, count } = this.segment;
    const share = formatShare(count / this.total);
    const item = new vscode.TreeItem(formatCount(count));
    item.id = this.id;
    item.description = `${label} · ${share}`;
    item.iconPath = partIcon(part, "circle-filled");
    item.tooltip = vscode.l10n.t("{0} of {1} leads: {2}", formatCount(count), formatCount(this.total), label);
    item.contextValue = "mix;";
    item.accessibilityInformation = { label: `${formatCount(count)} ${label}, ${share}` };
    return item;
  }
}
