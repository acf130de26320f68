import * as vscode from "vscode";
import type { ThreadOrder } from "../shared/threadOrder.ts";

type Read = Pick<vscode.WorkspaceConfiguration, "get">;

function configuration(): Read {
  return vscode.workspace.getConfiguration("instantly");
}

/** `instantly.api.baseUrl` as typed; not yet checked. */
export function baseUrlSetting(read: Read = configuration()): string {
  return read.get("api.baseUrl", "https://api.instantly.ai");
}

/** Minutes between looks for new mail; 0 means never. */
export function pollMinutesSetting(read: Read = configuration()): number {
  const minutes = read.get<unknown>("emails.pollMinutes", 1);
  return typeof minutes === "number" && minutes > 0 ? Math.min(minutes, 1440) : 0;
}

/** Whether mail that comes in while the view is looked at is announced. */
export function mailNoticesSetting(read: Read = configuration()): boolean {
  return read.get<unknown>("emails.notify", true) === true;
}

/** VS Code's own: whether what is looked at one after another takes the same tab. */
export function previewsSetting(): boolean {
  return vscode.workspace.getConfiguration("workbench.editor").get<unknown>("enablePreview") !== false;
}

/** Credits that one verification of several addresses may spend. */
export function maxCreditsPerRunSetting(read: Read = configuration()): number {
  const credits = read.get<unknown>("verification.maxCreditsPerRun", 25);
  return typeof credits === "number" && credits >= 0 ? credits : 0;
}

/** Credits that a verification of several addresses leaves in the workspace. */
export function balanceFloorSetting(read: Read = configuration()): number {
  const credits = read.get<unknown>("verification.balanceFloor", 0);
  return typeof credits === "number" && credits >= 0 ? credits : 0;
}

/** Days for which a verdict that was paid for is used again. */
export function reuseDaysSetting(read: Read = configuration()): number {
  const days = read.get<unknown>("verification.reuseDays", 30);
  return typeof days === "number" && days >= 0 ? days : 0;
}

/** Where verdicts are shown in documents; may differ from language to language. */
export function verdictsShownSetting(
  scope: vscode.ConfigurationScope,
): "textAndTables" | "everywhere" | "nowhere" {
  const shown = vscode.workspace.getConfiguration("instantly", scope).get<unknown>("editor.showVerdicts");
  return shown === "everywhere" || shown === "nowhere" ? shown : "textAndTables";
}

/** Whether a message's remote images may be asked for, or stay off altogether. */
export function remoteImagesSetting(read: Read = configuration()): "off" | "ask" {
  return read.get<unknown>("mail.remoteImages", "ask") === "ask" ? "ask" : "off";
}

/** Which end of a conversation is the top. */
export function threadOrderSetting(read: Read = configuration()): ThreadOrder {
  return read.get<unknown>("mail.threadOrder", "newestLast") === "newestFirst" ? "newestFirst" : "newestLast";
}

/** Remembers it for every conversation. */
export async function setThreadOrder(order: ThreadOrder): Promise<void> {
  await vscode.workspace
    .getConfiguration("instantly")
    .update("mail.threadOrder", order, vscode.ConfigurationTarget.Global);
}

/** Whether an email opens with its whole conversation, at the price of a list call. */
export function showConversationsSetting(read: Read = configuration()): boolean {
  return read.get<unknown>("mail.showConversations", false) === true;
}
