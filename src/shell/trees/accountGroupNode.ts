import * as vscode from "vscode";
import type { Account } from "../../core/api/resources/accounts.ts";
import { accountStatus } from "../words/accountWords.ts";
import { formatCount } from "../words/text.ts";
import { AccountNode, toneIcon } from "./accountNode.ts";
import type { TreeNode } from "./treeNode.ts";

/** The accounts of one status. */
export class AccountGroupNode implements TreeNode {
  readonly id: string;
  readonly parent = undefined;

  constructor(
    key: string,
    private readonly accounts: readonly [Account, ...Account[]],
    /** Whether all of the workspace are loaded. */
    private readonly isComplete: boolean,
  ) {
    this.id = `instantly.accounts/group/${key}`;
  }

  toTreeItem(): vscode.TreeItem {
    const status = accountStatus(this.accounts[0]);
    const count = formatCount(this.accounts.length);
    const item = new vscode.TreeItem(
      status.label,
      status.tone === "bad"
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.id = this.id;
    item.iconPath = toneIcon(status.icon, status.tone);
    item.description = this.isComplete ? count : `${count}+`;
    item.contextValue = "accountGroup;";
    item.tooltip = this.isComplete
      ? vscode.l10n.t("{0} of all accounts: {1}", count, status.label)
      : vscode.l10n.t("{0} of the accounts loaded so far: {1}", count, status.label);
    item.accessibilityInformation = { label: vscode.l10n.t("{0}, {1} accounts", status.label, count) };
    return item;
  }

  getChildren(): readonly TreeNode[] {
    return this.accounts.map((account) => new AccountNode(this, account, false));
  }
}

/** Accounts by status: what needs attention first, then by size. */
export function groupByStatus(accounts: readonly Account[], isComplete: boolean): AccountGroupNode[] {
  const groups = new Map<string, [Account, ...Account[]]>();
  for (const account of accounts) {
    const key = String(account.status.code ?? account.status.word);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [account]);
    else group.push(account);
  }
  const weight = (group: readonly [Account, ...Account[]]): number =>
    accountStatus(group[0]).tone === "bad" ? 1 : 0;
  return [...groups]
    .sort(([, a], [, b]) => weight(b) - weight(a) || b.length - a.length)
    .map(([key, group]) => new AccountGroupNode(key, group, isComplete));
}
