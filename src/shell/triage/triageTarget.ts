import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import { UserError } from "../explain.ts";
import type { MailPanel } from "../panels/panels.ts";
import { EmailNode } from "../trees/emailNode.ts";
import type { TreeNode } from "../trees/treeNode.ts";

/** Where a person may be looking at an email. */
export interface MailPlaces {
  readonly panels: { readonly activeMail: MailPanel | undefined };
  readonly tree: Pick<vscode.TreeView<TreeNode>, "selection">;
}

/** The email that a command is about: the row it came from, the panel in front, or the row that is chosen. */
export function targetOf({ panels, tree }: MailPlaces, node: TreeNode | undefined): Email {
  const found =
    emailIn(node) ??
    panels.activeMail?.target ??
    tree.selection.map(emailIn).find((email) => email !== undefined);
  if (found !== undefined) return found;
  throw new UserError(vscode.l10n.t("Choose an email in the Instantly sidebar first, or open one."));
}

export function emailIn(node: TreeNode | undefined): Email | undefined {
  return node instanceof EmailNode ? node.email : undefined;
}
