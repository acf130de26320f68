import * as vscode from "vscode";
import { NodeProvider } from "./nodeProvider.ts";
import type { ViewParts } from "./listView.ts";
import type { TreeNode } from "./treeNode.ts";
import { VIEW_IDS, type ViewId } from "./viewIds.ts";

/** Creates every tree view; `roots` is asked when one is first looked at. */
export function registerViews(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  roots: (view: ViewId) => Promise<readonly TreeNode[]>,
): Record<ViewId, ViewParts> {
  const create = (id: ViewId): ViewParts => {
    const provider = new NodeProvider(() => roots(id));
    const tree = vscode.window.createTreeView(id, {
      treeDataProvider: provider,
      showCollapseAll: id !== "instantly.verifications",
    });
    context.subscriptions.push(tree, provider);
    return { tree, provider };
  };
  return Object.fromEntries(VIEW_IDS.map((id) => [id, create(id)])) as Record<ViewId, ViewParts>;
}
