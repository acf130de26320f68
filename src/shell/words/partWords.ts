import * as vscode from "vscode";
import { type AnyPart, PART_COLOURS } from "../../shared/partColours.ts";

/** A kind of result in a word or two, with the codicon that stands for it. */
export function partWord(part: AnyPart): { readonly label: string; readonly icon: string } {
  switch (part) {
    case "verified":
      return { label: vscode.l10n.t("verified"), icon: "verified-filled" };
    case "catchAll":
      return { label: vscode.l10n.t("catch-all"), icon: "verified" };
    case "risky":
      return { label: vscode.l10n.t("risky"), icon: "warning" };
    case "invalid":
      return { label: vscode.l10n.t("invalid"), icon: "error" };
    case "unknown":
      return { label: vscode.l10n.t("unknown"), icon: "question" };
    case "jobChange":
      return { label: vscode.l10n.t("job changed"), icon: "arrow-swap" };
    case "pending":
      return { label: vscode.l10n.t("pending"), icon: "watch" };
    case "notSent":
      return { label: vscode.l10n.t("not sent"), icon: "error" };
    case "leftOut":
      return { label: vscode.l10n.t("left out"), icon: "circle-slash" };
    case "notReached":
      return { label: vscode.l10n.t("not reached"), icon: "circle-outline" };
    case "notVerified":
      return { label: vscode.l10n.t("not verified"), icon: "circle-outline" };
  }
}

/** Its icon in a tree, in the colour that it has in panels; or another icon in that colour. */
export function partIcon(part: AnyPart, icon = partWord(part).icon): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(PART_COLOURS[part]));
}
