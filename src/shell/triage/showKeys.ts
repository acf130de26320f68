import * as vscode from "vscode";

interface KeyItem extends vscode.QuickPickItem {
  readonly command: string;
}

/** Shows which keys mail is read and answered with, in the Emails view and in the panel of an email; one that is picked is done. */
export async function showKeys(): Promise<void> {
  const item = (key: string, label: string, command: string): KeyItem => ({
    label: key,
    description: label,
    command: `instantly.${command}`,
  });
  const items = [
    item("J", vscode.l10n.t("Next Email"), "nextEmail"),
    item("K", vscode.l10n.t("Previous Email"), "previousEmail"),
    item("E", vscode.l10n.t("Mark Conversation as Read and Go to Next"), "readAndNext"),
    item("U", vscode.l10n.t("Toggle Read and Unread"), "toggleUnread"),
    item("C", vscode.l10n.t("Open Conversation"), "openThread"),
    item("R", vscode.l10n.t("Reply"), "replyEmail"),
    item("F", vscode.l10n.t("Forward"), "forwardEmail"),
    item("I", vscode.l10n.t("Set Interest Status"), "setInterest"),
    item("S", vscode.l10n.t("Set Reminder"), "setReminder"),
    item("L", vscode.l10n.t("Open Lead"), "openLead"),
    item("Z", vscode.l10n.t("Undo Last Change to Mail"), "undoTriage"),
    item("?", vscode.l10n.t("Show Keys for Mail"), "showMailKeys"),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Keys for Mail"),
    placeHolder: vscode.l10n.t("In the Emails view and in an open email"),
    matchOnDescription: true,
  });
  if (chosen !== undefined && chosen.label !== "?") await vscode.commands.executeCommand(chosen.command);
}
