import * as vscode from "vscode";
import { columnsFor } from "../../core/verification/resultColumns.ts";
import type { TableChange } from "../../core/verification/rowSieve.ts";

interface ChangeItem extends vscode.QuickPickItem {
  readonly id: keyof TableChange;
}

/** Asks what to do with a table; undefined when the person gives up or wants nothing done. */
export async function askForChange(name: string): Promise<TableChange | undefined> {
  const chosen = await vscode.window.showQuickPick(changeItems(), {
    title: vscode.l10n.t("Clean Up {0}", name),
    placeHolder: vscode.l10n.t("All in one step, shown before it is written; one Undo takes it back"),
    canPickMany: true,
  });
  if (chosen === undefined || chosen.length === 0) return undefined;
  const has = (id: keyof TableChange): boolean => chosen.some((item) => item.id === id);
  return {
    results: has("results"),
    reasons: has("reasons"),
    goodOnly: has("goodOnly"),
    noRepeats: has("noRepeats"),
  };
}

function changeItems(): readonly ChangeItem[] {
  const names = (results: boolean): string =>
    columnsFor({ results, reasons: !results })
      .names.map((name) => name.replace(/^instantly_/u, ""))
      .join(", ");
  return [
    {
      id: "goodOnly",
      label: vscode.l10n.t("Keep Good Rows Only"),
      detail: vscode.l10n.t("Verified; not catch-all, mistyped, disposable, no-reply, or without a result"),
      picked: true,
    },
    {
      id: "noRepeats",
      label: vscode.l10n.t("Remove Repeated Rows"),
      detail: vscode.l10n.t("The first row of each address stays"),
      picked: true,
    },
    {
      id: "results",
      label: vscode.l10n.t("Write Results as Columns"),
      detail: names(true),
      picked: true,
    },
    {
      id: "reasons",
      label: vscode.l10n.t("Write Reasons as a Column"),
      detail: vscode.l10n.t("{0}: role, disposable, mistyped domain, repeated and so on", names(false)),
      picked: true,
    },
  ];
}
