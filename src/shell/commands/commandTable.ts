import type * as vscode from "vscode";
import type { TreeNode } from "../trees/treeNode.ts";
import type { ViewId } from "../trees/viewIds.ts";
import type { AddressFix } from "./fixAddress.ts";
import type { RunReference } from "./runCommands.ts";
import type { VerifyEmailOptions } from "./verifyEmail.ts";
import type { WebAppPage } from "../webApp.ts";

/** Arguments VS Code hands each command; the keys are exactly `contributes.commands`. */
export interface CommandArgs {
  "instantly.signIn": [];
  "instantly.signOut": [];
  "instantly.switchWorkspace": [];
  "instantly.openSandbox": [];
  "instantly.verifyEmail": [address?: string, options?: VerifyEmailOptions];
  "instantly.verifySelection": [];
  "instantly.openAccount": [email?: string];
  "instantly.openEmail": [id?: string];
  "instantly.openLeadList": [id?: string];
  "instantly.refreshAccounts": [];
  "instantly.refreshLeadLists": [];
  "instantly.refreshEmails": [];
  "instantly.refreshVerifications": [];
  "instantly.showLog": [];
  "instantly.sortAccounts": [];
  "instantly.groupAccounts": [];
  "instantly.ungroupAccounts": [];
  "instantly.filterAccounts": [];
  "instantly.filterEmails": [];
  "instantly.groupEmails": [];
  "instantly.clearLocalData": [];
  "instantly.clearFilter": [view?: ViewId];
  "instantly.loadMore": [view?: ViewId];
  "instantly.retryLoad": [what?: ViewId | TreeNode];
  "instantly.openRow": [node?: TreeNode];
  "instantly.copyId": [node?: TreeNode];
  "instantly.copyAddress": [what?: TreeNode | string];
  "instantly.copyJson": [node?: TreeNode];
  "instantly.openInWebApp": [what?: TreeNode | WebAppPage];
  "instantly.markRead": [node?: TreeNode];
  "instantly.markUnread": [node?: TreeNode];
  "instantly.verifyRow": [node?: TreeNode];
  "instantly.removeVerification": [node?: TreeNode];
  "instantly.clearVerifications": [];
  "instantly.verifyFile": [file?: vscode.Uri];
  "instantly.resumeVerification": [run?: RunReference];
  "instantly.pauseRun": [run?: RunReference];
  "instantly.cancelRun": [run?: RunReference];
  "instantly.skipDomains": [run?: RunReference];
  "instantly.verifySkipped": [run?: RunReference];
  "instantly.removeRun": [run?: RunReference];
  "instantly.deleteRunList": [run?: RunReference];
  "instantly.openReport": [run?: RunReference];
  "instantly.exportRun": [run?: RunReference];
  "instantly.verifyClipboard": [];
  "instantly.copyValid": [file?: vscode.Uri];
  "instantly.fixAddress": [fix?: AddressFix];
  "instantly.writeBack": [table?: vscode.Uri | RunReference];
  "instantly.writeBeside": [table?: vscode.Uri | RunReference];
  "instantly.applyPreview": [preview?: vscode.Uri];
  "instantly.savePreviewBeside": [preview?: vscode.Uri];
  "instantly.discardPreview": [preview?: vscode.Uri];
}

export type CommandId = keyof CommandArgs;

/** One handler a command; a missing row does not compile. What it answers reaches whoever executed the command. */
export type CommandTable = { readonly [Id in CommandId]: (...args: CommandArgs[Id]) => Promise<unknown> };
