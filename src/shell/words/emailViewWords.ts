import * as vscode from "vscode";
import type { EmailGrouping } from "../../core/mail/groupEmails.ts";
import type { EmailFilter, EmailFilterKind } from "../../core/state/emailFilter.ts";
import { plain } from "./text.ts";

export function kindWord(kind: EmailFilterKind): string {
  switch (kind) {
    case "all":
      return vscode.l10n.t("All");
    case "focused":
      return vscode.l10n.t("Focused");
    case "others":
      return vscode.l10n.t("Others");
    case "unread":
      return vscode.l10n.t("Unread");
    case "received":
      return vscode.l10n.t("Received");
    case "sent":
      return vscode.l10n.t("Sent");
    case "scheduled":
      return vscode.l10n.t("Scheduled");
    case "reminders":
      return vscode.l10n.t("Reminders");
  }
}

/** The filter in words, for the head of the view; empty when everything shows. */
export function filterWords({ kind, account, campaign, lead, interest }: EmailFilter): string {
  return [
    ...(kind === "all" ? [] : [kindWord(kind)]),
    ...(account === undefined ? [] : [plain(account)]),
    ...(campaign === undefined ? [] : [plain(campaign.name)]),
    ...(lead === undefined ? [] : [plain(lead)]),
    ...(interest === undefined ? [] : [plain(interest.name)]),
  ].join(" · ");
}

/** How rows are put together, for the head of the view; empty when they are not. */
export function groupingWord(grouping: EmailGrouping): string {
  switch (grouping) {
    case "flat":
      return "";
    case "thread":
      return vscode.l10n.t("by conversation");
    case "account":
      return vscode.l10n.t("by account");
    case "campaign":
      return vscode.l10n.t("by campaign");
    case "day":
      return vscode.l10n.t("by day");
    case "interest":
      return vscode.l10n.t("hot first");
  }
}
