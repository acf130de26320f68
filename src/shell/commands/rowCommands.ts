import * as vscode from "vscode";
import type { Sessions } from "../auth/sessions.ts";
import { UserError } from "../explain.ts";
import { openOutside } from "../openOutside.ts";
import type { RowTarget, TreeNode } from "../trees/treeNode.ts";
import { webAppUrl, type WebAppPage } from "../webApp.ts";

function targetOf(node: TreeNode | undefined): RowTarget {
  if (node?.target !== undefined) return node.target;
  throw new UserError(vscode.l10n.t("Choose a row in the Instantly sidebar first."));
}

async function copy(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", what), 2000);
}

export async function copyId(node: TreeNode | undefined): Promise<void> {
  await copy(targetOf(node).key, vscode.l10n.t("the ID"));
}

/** Copies the address of a row, or the one given. */
export async function copyAddress(what: TreeNode | string | undefined): Promise<void> {
  const address = typeof what === "string" ? what : targetOf(what).address;
  if (address !== undefined) await copy(address, vscode.l10n.t("the address"));
}

export async function copyJson(node: TreeNode | undefined): Promise<void> {
  await copy(JSON.stringify(targetOf(node).raw, null, 2), vscode.l10n.t("the JSON"));
}

/** Opens the page of the web app where a row's thing, or the page named, is shown. */
export async function openInWebApp(
  sessions: Sessions,
  what: TreeNode | WebAppPage | undefined,
): Promise<void> {
  const page = typeof what === "string" ? what : pageOf(targetOf(what));
  const origin = sessions.current?.profile.origin;
  const url = origin === undefined ? undefined : webAppUrl(page, origin);
  if (url === undefined) {
    // Nothing has gone wrong: there is no such page.
    void vscode.window.showInformationMessage(
      vscode.l10n.t("This workspace is not on Instantly's own servers, so the web app does not show it."),
    );
    return;
  }
  await openOutside(url);
}

function pageOf({ kind }: RowTarget): WebAppPage {
  return kind === "verification" ? "leadList" : kind;
}
