import * as vscode from "vscode";
import type { TreeNode } from "./treeNode.ts";

/** The one tree data provider: nodes describe themselves, roots come from the view that owns the list. */
export class NodeProvider implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #roots: () => Promise<readonly TreeNode[]>;
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(roots: () => Promise<readonly TreeNode[]>) {
    this.#roots = roots;
  }

  /** Draws a node and what is under it again; everything when no node is given. */
  redraw(node?: TreeNode): void {
    this.#changed.fire(node);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.toTreeItem();
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const tooltip = node.tooltip?.();
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const children = node === undefined ? await this.#roots() : await node.getChildren?.();
    return [...(children ?? [])];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
