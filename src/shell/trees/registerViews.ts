import * as vscode from "vscode";
import { NodeProvider } from "./nodeProvider.ts";
import type { ViewParts } from "./listView.ts";
import type { TreeNode } from "./treeNode.ts";
import { VIEW_IDS, type ViewId } from "./viewIds.ts";

/**
 * Creates every tree view.
 * @param roots asked when one is first looked at.
 * @param draggedMail `text/uri-list` of the rows of mail that are dragged to an editor, a chat or a terminal.
 */
export function registerViews(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  roots: (view: ViewId) => Promise<readonly TreeNode[]>,
  draggedMail: (rows: readonly TreeNode[]) => Promise<string>,
): Record<ViewId, ViewParts> {
  const create = (id: ViewId): ViewParts => {
    const provider = new NodeProvider(() => roots(id));
    const tree = vscode.window.createTreeView(id, {
      treeDataProvider: provider,
      showCollapseAll: id !== "instantly.verifications",
      ...(id === "instantly.emails"
        ? { canSelectMany: true, dragAndDropController: dragController(draggedMail) }
        : {}),
    });
    context.subscriptions.push(tree, provider);
    return { tree, provider };
  };
  return Object.fromEntries(VIEW_IDS.map((id) => [id, create(id)])) as Record<ViewId, ViewParts>;
}

function dragController(
  draggedMail: (rows: readonly TreeNode[]) => Promise<string>,
): vscode.TreeDragAndDropController<TreeNode> {
  return {
    dragMimeTypes: ["text/uri-list"],
    dropMimeTypes: [],
    handleDrag: async (rows, dragged) => {
      const uris = await draggedMail(rows);
      if (uris !== "") dragged.set("text/uri-list", new vscode.DataTransferItem(uris));
    },
  };
}
