import type * as vscode from "vscode";

/** A row. `id` is the path of ids from the root; `toTreeItem` is pure and synchronous: fetching is `getChildren`'s. */
export interface TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  toTreeItem(): vscode.TreeItem;
  /** Asked for when a pointer rests on the row: VS Code parses the Markdown of every tooltip that a row brings along. */
  tooltip?(): vscode.MarkdownString;
  getChildren?(): Promise<readonly TreeNode[]> | readonly TreeNode[];
  /** What the copy and open commands act on; a row offers a command by its `contextValue` tags. */
  readonly target?: RowTarget;
}

/** What a row stands for, for the commands of its context menu. */
export interface RowTarget {
  readonly kind: "account" | "email" | "leadList" | "verification";
  /** The thing's own key at the API: an id, or the address of an account. */
  readonly key: string;
  readonly address: string | undefined;
  /** The JSON as the API sent it. */
  readonly raw: unknown;
}
