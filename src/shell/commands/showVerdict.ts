import * as vscode from "vscode";
import type { VerificationNode } from "../trees/verificationNode.ts";
import { creditsText, creditsUsedText, formatDate, plain } from "../words/text.ts";
import { catchAllWord, verdictText } from "../words/verdictWords.ts";

interface Choice extends vscode.QuickPickItem {
  readonly command?: string;
  readonly args?: readonly unknown[];
}

/** Opens the verdict on one address: what is known of it, and what there is to do with it. */
export async function showVerdict(node: VerificationNode, creditsPerCheck: number): Promise<void> {
  const { result } = node;
  const address = plain(result.email);
  const facts = [
    catchAllWord(result.catchAll),
    ...(result.creditsUsed === undefined ? [] : [creditsUsedText(result.creditsUsed)]),
  ].join(" · ");
  const choices: Choice[] = [
    {
      label: verdictText(result),
      description: facts,
      detail: formatDate(result.checkedAt),
      iconPath: new vscode.ThemeIcon("info"),
    },
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t("Copy Address"),
      iconPath: new vscode.ThemeIcon("copy"),
      command: "instantly.copyAddress",
      args: [address],
    },
    {
      label: vscode.l10n.t("Verify Again (about {0})", creditsText(creditsPerCheck)),
      iconPath: new vscode.ThemeIcon("verified"),
      command: "instantly.verifyRow",
      args: [node],
    },
    {
      label: vscode.l10n.t("Remove from This View"),
      description: vscode.l10n.t("the verdict stays known"),
      iconPath: new vscode.ThemeIcon("close"),
      command: "instantly.removeVerification",
      args: [node],
    },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: address });
  if (chosen?.command !== undefined)
    await vscode.commands.executeCommand(chosen.command, ...(chosen.args ?? []));
}
