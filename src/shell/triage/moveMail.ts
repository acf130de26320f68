import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import type { EmailStore } from "../../core/state/emailStore.ts";
import type { Panels } from "../panels/panels.ts";
import type { ViewParts } from "../trees/listView.ts";
import type { TreeNode } from "../trees/treeNode.ts";
import { emailIn } from "./triageTarget.ts";

export interface MoveDeps {
  readonly panels: Panels;
  readonly parts: ViewParts;
  readonly emails: EmailStore;
}

/**
 * Goes to the next or previous email in the order of the view: chooses its row, and shows it in the panel when one is in
 * sight. Around a whole conversation the other rows of that conversation are passed over.
 */
export async function moveMail(deps: MoveDeps, from: Email | undefined, step: 1 | -1): Promise<void> {
  const { parts, panels, emails } = deps;
  const passes = panels.activeMail?.isThread === true ? from?.threadId : undefined;
  let rows = await mailRows(parts);
  let next = neighbour(rows, from, step, passes);
  if (next === undefined && step === 1 && emails.list.state.hasMore) {
    await vscode.window.withProgress({ location: { viewId: "instantly.emails" } }, () =>
      emails.list.loadMore(),
    );
    rows = await mailRows(parts);
    next = neighbour(rows, from, step, passes);
  }
  const email = emailIn(next);
  if (next === undefined || email === undefined) {
    vscode.window.setStatusBarMessage(
      step === 1
        ? vscode.l10n.t("This is the last email of the view.")
        : vscode.l10n.t("This is the first email of the view."),
      3000,
    );
    return;
  }
  // In a view that is folded away VS Code would unfold it for this.
  if (parts.tree.visible) await parts.tree.reveal(next, { select: true, focus: false });
  const isShown = await panels.moveMail(email.id);
  if (!isShown && !parts.tree.visible) await panels.openEmail(email.id);
}

function neighbour(
  rows: readonly TreeNode[],
  from: Email | undefined,
  step: 1 | -1,
  passes: string | undefined,
): TreeNode | undefined {
  const at = rows.findIndex((row) => emailIn(row)?.id === from?.id);
  if (at < 0) return rows[0];
  for (let i = at + step; i >= 0 && i < rows.length; i += step) {
    const threadId = emailIn(rows[i])?.threadId;
    if (passes === undefined || threadId !== passes) return rows[i];
  }
  return undefined;
}

/** The rows of the view that are emails, in its order, whatever they are grouped by. */
async function mailRows({ provider }: ViewParts): Promise<readonly TreeNode[]> {
  const found: TreeNode[] = [];
  const collect = async (nodes: readonly TreeNode[]): Promise<void> => {
    for (const node of nodes)
      if (emailIn(node) !== undefined) found.push(node);
      else if (node.getChildren !== undefined) await collect(await node.getChildren());
  };
  await collect(await provider.getChildren());
  return found;
}
