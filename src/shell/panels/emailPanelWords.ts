import * as vscode from "vscode";
import type { EmailWords } from "../../shared/emailView.ts";
import { formatSince } from "../words/text.ts";
import { mailWords } from "./mailWords.ts";

export function emailWords(): EmailWords {
  return {
    mail: mailWords(),
    actions: vscode.l10n.t("Actions"),
    more: vscode.l10n.t("More"),
    next: vscode.l10n.t("Next Email (J)"),
    previous: vscode.l10n.t("Previous Email (K)"),
    refresh: vscode.l10n.t("Refresh"),
    reply: vscode.l10n.t("Reply"),
    forward: vscode.l10n.t("Forward"),
    markUnread: vscode.l10n.t("Mark as Unread"),
    markRead: vscode.l10n.t("Mark as Read"),
    copyAddress: vscode.l10n.t("Copy Address"),
    copyId: vscode.l10n.t("Copy ID"),
    copyJson: vscode.l10n.t("Copy as JSON"),
    openAs: vscode.l10n.t("Open as {0}", "{0}"),
    threadFile: vscode.l10n.t("Whole Conversation as Markdown"),
    compare: vscode.l10n.t("Compare With…"),
    saveAs: vscode.l10n.t("Save As…"),
    print: vscode.l10n.t("Print…"),
    openInWebApp: vscode.l10n.t("Open in Instantly"),
    showThread: vscode.l10n.t("Show Conversation"),
    hideThread: vscode.l10n.t("Show This Message Alone"),
    conversation: vscode.l10n.t("Conversation"),
    newestFirst: vscode.l10n.t("Newest First"),
    newestLast: vscode.l10n.t("Newest Last"),
    unfoldAll: vscode.l10n.t("Unfold All"),
    foldAll: vscode.l10n.t("Fold All"),
    unread: vscode.l10n.t("unread"),
    attachments: vscode.l10n.t("Attachments"),
    interest: vscode.l10n.t("Interest…"),
    reminder: vscode.l10n.t("Reminder…"),
    lead: vscode.l10n.t("Lead…"),
    keys: vscode.l10n.t("Keys (?)"),
    loadingBody: vscode.l10n.t("Loading the message…"),
    retry: vscode.l10n.t("Try Again"),
  };
}

/** Since when a message is known that could not be asked for. */
export function keptRemark(asOf: Date, now: Date): string {
  return vscode.l10n.t(
    "Instantly could not be asked. This is the email as of {0}, kept on this machine.",
    formatSince(asOf, now),
  );
}
