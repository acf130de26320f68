import * as vscode from "vscode";
import { BrokenRow, type Row } from "../../core/api/page.ts";
import type { ListState } from "../../core/state/pagedList.ts";
import { formatCount } from "../words/text.ts";
import { brokenNode, moreNode, stepNodes } from "./noticeNode.ts";
import type { TreeNode } from "./treeNode.ts";
import type { ViewId } from "./viewIds.ts";

/** Rows of a paged list: what is loaded, then what comes next (the steps after a failure, or more). Nothing at all: a welcome text speaks. */
export function pagedRows<T>(
  view: ViewId,
  state: ListState<T>,
  toNodes: (items: readonly T[]) => readonly TreeNode[],
): TreeNode[] {
  const rows = [
    ...toNodes(state.rows.filter((row) => !(row instanceof BrokenRow)) as T[]),
    ...broken(view, state.rows),
  ];
  if (state.error !== undefined) return [...rows, ...stepNodes(view, state.error)];
  if (state.hasMore)
    return [...rows, moreNode(view, vscode.l10n.t("{0} loaded", formatCount(state.rows.length)))];
  return rows;
}

function broken<T>(view: ViewId, rows: readonly Row<T>[]): TreeNode[] {
  return rows
    .filter((row) => row instanceof BrokenRow)
    .map((row) => brokenNode(undefined, view, row.key, row.issues));
}
