import * as vscode from "vscode";
import type { LedgerEntry } from "../../core/verification/ledger.ts";
import { verdictPart } from "../../core/verification/resultPart.ts";
import type { VerificationResult } from "../../core/verification/verifyAddress.ts";
import { creditsUsedText, formatAge, formatDate, plain } from "../words/text.ts";
import { partIcon, partWord } from "../words/partWords.ts";
import { catchAllWord, verdictText } from "../words/verdictWords.ts";
import { tooltip, type TooltipLine } from "./tooltip.ts";
import type { RowTarget, TreeNode } from "./treeNode.ts";

/** The last verdict on an address. */
export class VerificationNode implements TreeNode {
  readonly id: string;
  readonly parent = undefined;
  readonly target: RowTarget;

  constructor(
    readonly result: VerificationResult,
    private readonly now: Date,
  ) {
    this.id = `instantly.verifications/${result.email}`;
    this.target = { kind: "verification", key: result.email, address: result.email, raw: result };
  }

  toTreeItem(): vscode.TreeItem {
    const { result } = this;
    const email = plain(result.email);
    const words = [verdictText(result), ...(result.catchAll === true ? [vscode.l10n.t("catch-all")] : [])];
    const item = new vscode.TreeItem(email);
    item.id = this.id;
    item.iconPath = partIcon(verdictPart(result));
    item.description = [...words, formatAge(result.checkedAt, this.now)].join(" · ");
    item.contextValue = "verification;verifiable;address;json;";
    item.command = { command: "instantly.openRow", title: vscode.l10n.t("Open"), arguments: [this] };
    item.accessibilityInformation = { label: [email, ...words].join(", ") };
    return item;
  }

  tooltip(): vscode.MarkdownString {
    return tooltip(this.result.email, verdictLines(this.result));
  }
}

/** What is known of an address: the verdict, what it cost and when it was given. */
function verdictLines(entry: LedgerEntry): readonly (TooltipLine | undefined)[] {
  return [
    [partWord(verdictPart(entry)).icon, `${verdictText(entry)}, ${catchAllWord(entry.catchAll)}`],
    entry.creditsUsed === undefined ? undefined : ["credit-card", creditsUsedText(entry.creditsUsed)],
    ["calendar", formatDate(entry.checkedAt)],
  ];
}
