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

/** A number within a range, whatever was written into the settings file; what is no number is `otherwise`. */
function within(value: unknown, least: number, most: number, otherwise: number): number {
  return typeof value === "number" && !Number.isNaN(value)
    ? Math.min(Math.max(value, least), most)
    : otherwise;
}

/** How often new mail is asked for, in minutes; 0 means never. Every three seconds at the most. */
export function pollMinutesSetting(read: Read = configuration()): number {
  const minutes = within(read.get<unknown>("emails.pollMinutes", 1), 0, 1_440, 0);
  return minutes === 0 ? 0 : Math.max(0.05, minutes);
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
  return within(read.get<unknown>("verification.maxCreditsPerRun", 25), 0, 1_000_000, 0);
}

/** Credits that a verification of several addresses leaves in the workspace; all of them where it is not understood. */
export function balanceFloorSetting(read: Read = configuration()): number {
  return within(read.get<unknown>("verification.balanceFloor", 0), 0, 1_000_000_000, 1_000_000_000);
}

/** Days for which a verdict that was paid for is used again; as by default where it is not understood. */
export function reuseDaysSetting(read: Read = configuration()): number {
  return within(read.get<unknown>("verification.reuseDays", 30), 0, 3_650, 30);
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

/** Seconds in which a message that was agreed to can be taken back; as by default where it is not understood. */
export function undoSendSecondsSetting(read: Read = configuration()): number {
  return within(read.get<unknown>("mail.undoSendSeconds", 5), 0, 60, 5);
}
